"""Results that heirs give, and one that nothing gives."""


class Source:
    """A source."""

    def __getitem__(self, index):
        """Give a batch.

        Args:
            index: Which one.

        Returns:
            A batch.
        """
        del index
        raise NotImplementedError

    def structure(self, mode):
        """Give the structure.

        Args:
            mode: Which one.

        Returns:
            A dictionary, or `None` if the mode needs none.
        """
        del mode

    def close(self, hard):
        """Close it.

        Args:
            hard: Whether nothing is written before.

        Returns:
            Whether it was open.
        """
        self.closed = hard

    def can_read(self, path):
        """Say whether it can be read.

        Args:
            path: Where it is.

        Returns:
            Whether it can.
        """
        return None
