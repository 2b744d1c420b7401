"""What a result was made of, looked at again before it is used.

A dependency is what cannot be part of a key, because it is known only once the result was made: a
package beside the library, a module that was looked into, a name that a page refers to. Its
fingerprint changes when it does. A result is kept with both, and holds as long as each of its
dependencies has the fingerprint that it had then.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    Dependency = TypeVar("Dependency")
    Fingerprint = TypeVar("Fingerprint")


def stated(
    dependencies: Iterable[Dependency], current: Callable[[Dependency], Fingerprint]
) -> list[tuple[Dependency, Fingerprint]]:
    """Return dependencies with their fingerprints, to be kept with a result.

    Args:
        dependencies: What the result was made of.
        current: Finds the fingerprint that a dependency has now.
    """
    return [(dependency, current(dependency)) for dependency in dependencies]


def hold(
    dependencies: Iterable[tuple[Dependency, Fingerprint]],
    current: Callable[[Dependency], Fingerprint],
) -> bool:
    """Say whether all dependencies of a kept result are what they were.

    Args:
        dependencies: What `stated` returned when the result was made.
        current: Finds the fingerprint that a dependency has now.
    """
    return all(current(dependency) == fingerprint for dependency, fingerprint in dependencies)
