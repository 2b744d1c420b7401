"""Functions with several parameters in one entry."""


def barbs(half: float = 5, full: float = 10, flag: float = 50) -> None:
    """Draw barbs.

    Parameters
    ----------
    half, full, flag : float
        Increments that stand for a half-barb, a barb, and a flag.
    """
