"""A type in backticks is no choice where the choices have quotes."""

from collections.abc import Callable
from typing import Literal


def connect(on_turn: Literal["ignore", "rerun"] | Callable[[], None] = "ignore") -> None:
    """Connect the knob.

    Parameters
    ----------
    on_turn : "ignore" or "rerun" or callable
        What happens when it is turned, one of the following:

        - ``"ignore"``: nothing does.
        - ``"rerun"``: everything does.
        - A ``callable``: it is called.
    """


def disconnect(on_turn: Literal["ignore", "rerun"] = "ignore") -> None:
    """Disconnect the knob.

    Parameters
    ----------
    on_turn : str
        What happens then, one of the following:

        - ``"ignore"``: nothing does.
        - ``"rerun"``: everything does.
        - ``"stop"``: everything stops.
    """
