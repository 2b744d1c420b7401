"""Functions with several parameters in one entry."""


def barbs(half: float = 5, full: float = 10, flag: float = 50) -> None:
    """Draw barbs.

    Parameters
    ----------
    half, full, flag : float
        Increments that stand for a half-barb, a barb, and a flag.
    """


class Model:
    """A model.

    Attributes:
        probA_: What was learned for this, given a chance of probability.
        probB_: What was learned for this, given a chance of probability.
    """

    def __init__(self) -> None:
        self.probA_: float = 0.0
        """What was learned for this, given a chance of probability."""
        self.probB_: float = 0.0
        """What was learned for this, given a chance of probability."""
