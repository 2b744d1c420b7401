"""One type in several spellings."""

import typing
from collections.abc import Callable, Sequence
from typing import Any, Optional, Union

Size = Union[int, str]


def place(
    a: str | None,
    b: Optional[int] = None,
    c: Union[int, str] = 0,
    d: "float | None" = None,
    e: Size = 1,
    f: typing.List[int] = [],
    g: Sequence[Any] = (),
    h: Callable[..., None] = print,
) -> None:
    """Place the knob.

    Args:
        a (Optional[str]): First.
        b (int | None, optional): Second.
        c (str | int): Third.
        d (Optional[float]): Fourth.
        e (Union[str, int]): Fifth.
        f (list[int]): Sixth.
        g (sequence): Seventh.
        h (callable): Eighth.
    """
