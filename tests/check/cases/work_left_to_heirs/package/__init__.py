"""Exceptions that methods raise which heirs write, and one that nothing raises."""

import abc


class RefreshError(Exception):
    """What cannot be refreshed."""


class Source(abc.ABC):
    """A source."""

    def refresh(self, name: str) -> None:
        """Refresh it.

        Args:
            name: Its name.

        Raises:
            RefreshError: If that fails.
        """
        self._refresh(name)

    @abc.abstractmethod
    def _refresh(self, name: str) -> None:
        """Do what there is to do."""

    def close(self, name: str) -> None:
        """Close it.

        Args:
            name: Its name.

        Raises:
            RefreshError: If that fails.
        """
        self._close(name)

    def _close(self, name: str) -> None:
        raise NotImplementedError(name)

    def open(self, name: str) -> None:
        """Open it.

        Args:
            name: Its name.

        Raises:
            RefreshError: If that fails.
        """
        self._open(name)

    def _open(self, name: str) -> None:
        self.name = name
