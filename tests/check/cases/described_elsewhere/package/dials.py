"""Dials."""


class Dial:
    """A dial."""

    def __init__(self, width):
        self.width = width
