"""The attributes of a class of fields are what it takes."""

from dataclasses import dataclass


@dataclass
class Dial:
    """A dial.

    Attributes:
        width: How wide. Defaults to 3.
        height: How high. Defaults to 3.
    """

    width: int = 2
    height: int = 3
