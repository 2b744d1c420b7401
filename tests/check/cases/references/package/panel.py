"""Panels, which speak of knobs and do not import them."""


class Panel:
    """A panel. It goes back as :meth:`~.Knob.rewnid` does, not as :meth:`~.Other.rewnid`."""

    def rewind(self) -> None:
        """Go back."""
