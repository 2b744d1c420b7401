from typing import overload

def scale(size: int = ...) -> None:
    """Scale it.

    Args:
        size: How large. Defaults to 3.
    """

@overload
def tie(knot: str, *, size: int = 2) -> None:
    """Tie it.

    Args:
        knot: What to tie.
        size: How large.
    """
@overload
def tie(string: bytes) -> None: ...
