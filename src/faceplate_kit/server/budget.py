"""How much memory the large bodies of all callers may take together.

Each body has its limit, and a thousand callers at once would have a thousand times that. So what
large ones hold is counted, from their first piece to the end of the run that they ask for. Small
ones are not: they are served even while others hold all that there is.
"""

from __future__ import annotations

# The largest body that is not counted: any call without a file or a long text in it.
SMALL = 64 * 2**10


class BusyError(Exception):
    """Large bodies hold as much memory as they may."""


class Budget:
    """The memory for large bodies.

    Args:
        most: How many bytes they may hold together.

    Attributes:
        held: How many bytes they hold.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.held = 0

    def take(self, size: int) -> None:
        """Note that a large body holds more.

        Args:
            size: How many bytes more.

        Raises:
            BusyError: There is not as much left.
        """
        if self.held + size > self._most:
            raise BusyError
        self.held += size

    def give(self, size: int) -> None:
        """Note that it holds less.

        Args:
            size: How many bytes less.
        """
        self.held -= size
