"""How soon somebody may try again to sign in.

Failures are counted three ways: for a name at one address, for an address, and for a name. Past a
few of them each costs a wait, which doubles. What counts for a name alone waits for seconds only,
so that strangers can slow its owner down but not lock the owner out.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

# How many keys are remembered; the ones that failed longest ago are forgotten first.
_KEPT = 10_000
# Seconds after which failures are forgotten.
_MEMORY = 15 * 60.0


@dataclass(frozen=True)
class _Rule:
    """How failures of one key slow it down.

    Attributes:
        free: How many failures cost nothing.
        longest: The longest wait in seconds; the first is one second.
    """

    free: int
    longest: float


# Many people may share an address, so it may fail more often than one of them.
_NAME_AND_ADDRESS, _ADDRESS, _NAME = _Rule(3, 300), _Rule(20, 300), _Rule(10, 10)


@dataclass
class _Failures:
    count: int = 0
    last: float = 0
    until: float = 0


class Attempts:
    """The attempts to sign in of one run of an app.

    Args:
        clock: Tells the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[Hashable, _Failures] = OrderedDict()

    def wait(self, address: str, username: str) -> float:
        """Return for how many seconds an attempt is refused; 0 if it may be made.

        Args:
            address: Where the caller is.
            username: The name that is tried.
        """
        now = self._clock()
        waits = [
            self._failures[key].until - now
            for key, _ in _keys(address, username)
            if key in self._failures
        ]
        return max(waits, default=0) if waits and max(waits) > 0 else 0

    def begin(self, address: str, username: str) -> None:
        """Count an attempt as failed before it is made, so that a thousand at once are not free."""
        now = self._clock()
        for key, rule in _keys(address, username):
            failures = self._failures.setdefault(key, _Failures())
            if now - failures.last > _MEMORY:
                failures.count = 0
            failures.count, failures.last = failures.count + 1, now
            beyond = failures.count - rule.free
            if beyond >= 0:
                # 2.0 ** 20 is longer than any wait; more would be too large for a float one day.
                failures.until = now + min(rule.longest, 2.0 ** min(beyond, 20))
            self._failures.move_to_end(key)
        while len(self._failures) > _KEPT:
            self._failures.popitem(last=False)

    def succeeded(self, address: str, username: str) -> None:
        """Take back what `begin` counted, and forget the failures of this name at this address."""
        for key, rule in _keys(address, username):
            failures = self._failures.get(key)
            if failures is None:
                continue
            failures.count -= 1
            if rule is _NAME_AND_ADDRESS or failures.count <= 0:
                del self._failures[key]
            elif failures.count <= rule.free:
                failures.until = 0


def _keys(address: str, username: str) -> list[tuple[Hashable, _Rule]]:
    return [
        ((address, username), _NAME_AND_ADDRESS),
        ((address, None), _ADDRESS),
        ((None, username), _NAME),
    ]
