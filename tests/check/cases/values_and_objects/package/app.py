"""Apps."""


class App:
    """An app."""

    def configure(self, source: str) -> None:
        """Configure it.

        Args:
            source: Where to look.

        Examples:
            >>> package.configure("settings")
        """
