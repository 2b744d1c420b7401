"""What docstrings name and other packages have."""

import logging

from .notes import note

PREFIX = "package."


class Reader:
    """A reader.

    Attributes:
        fields_seen: Names of the fields, once something was read.
    """

    def read(self, url: str) -> None:
        """Read.

        Uses :mod:`multiprocessing` if it has to, and what `package.echo` says. Who listens to
        ``package.mailbox`` hears of it. More about this stands in :ref:`package.reading_more`.

        Args:
            url: Where to read.

        Raises:
            TableNotFoundError: If there is no table.
            RouteValueError: If the way is not known.
        """
        from elsewhere import RouteValueError

        logging.info(PREFIX)
        note(self, [url])
        if not url:
            raise RouteValueError


def ensure_multiprocessing() -> None:
    """Look whether it is there."""
