"""What is for users."""

from package import first


def last() -> None:
    """Go last."""
