"""Properties that are deprecated, and whose docstrings say so or not."""

import functools
from warnings import deprecated


class Knob:
    """A knob."""

    @property
    @deprecated("Use `turned`.")
    def angle(self) -> float:
        """How far it is turned."""
        return 0.0

    @functools.cached_property
    @deprecated(
        "Use `turned`.",
    )
    def speed(self) -> float:
        """How fast it is turned.

        Deprecated: use `turned`.
        """
        return 0.0

    @property
    def turned(self) -> float:
        """How far it is turned."""
        return 0.0
