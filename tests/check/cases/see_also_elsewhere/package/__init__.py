"""Names that come from elsewhere."""

from package import _compiled

_KNOWN = _compiled.turns


def turn(angle: float) -> None:
    """Turn the knob.

    See Also
    --------
    turns : Made by compiled code.
    print : Python's own.
    numpy.linspace : Of another library.
    lean, press : The other ways.
    something_else : Of another library.

    Parameters
    ----------
    angle : float
        How far, in degrees.
    """


def lean() -> None:
    """Lean, unlike :func:`turn` and :class:`Elsewhere`."""


def press() -> None:
    """Press."""
