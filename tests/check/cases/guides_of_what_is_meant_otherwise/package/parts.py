"""What the library is made of."""


class Package:
    """A package."""

    def __init__(self) -> None:
        self.contents: dict[str, int] = {}

    def deliver(self) -> None:
        """Deliver it."""
