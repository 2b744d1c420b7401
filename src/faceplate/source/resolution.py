"""Which release satisfies a requirement: the newest that fits, as the index lists them.

Where no index can be asked, it is the newest of those that were fetched before.
"""

from __future__ import annotations

import contextlib
import os

from packaging.markers import InvalidMarker, Marker, UndefinedEnvironmentName
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from faceplate.errors import UsageError, clean
from faceplate.source.layout import normalised
from faceplate.source.release import kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from faceplate.source.requirement import Requirement


def satisfies(requirements: list[Requirement], version: str) -> bool:
    """Say whether a version satisfies a requirement; what cannot be read is not held against it.

    Args:
        requirements: Requirements of one distribution, under different markers.
        version: The version.
    """
    try:
        return _fits(Version(version), _holding(requirements).specifier)
    except (InvalidVersion, UsageError):
        return True


def newest(requirements: list[Requirement]) -> tuple[str, bool]:
    """Choose the release that satisfies a requirement.

    Args:
        requirements: Requirements of one distribution, under different markers.

    Returns:
        `name==version`, normalised, and whether an index says that it is the newest.

    Raises:
        UsageError: If none can be found that does.
    """
    from faceplate.source import fetching
    from faceplate.source.release import downloads

    requirement = _holding(requirements)
    name, specifier = normalised(requirement.name), requirement.specifier
    _specifiers(specifier)
    try:
        return fetching.newest(name, specifier), True
    except UsageError:
        fetched = [each for each in _fetched(downloads(), name) if _fits(each, specifier)]
        if not fetched:
            raise
        return f"{name}=={max(fetched)}", False


def _holding(requirements: list[Requirement]) -> Requirement:
    """Return the requirement whose marker holds here, else the first."""
    return next((each for each in requirements if _holds(each.marker)), requirements[0])


def _fits(version: Version, specifier: str) -> bool:
    return _specifiers(specifier).contains(version, prereleases=True)


def _specifiers(text: str) -> SpecifierSet:
    try:
        return SpecifierSet(text)
    except InvalidSpecifier:
        raise UsageError(clean(f"{text}: not a specifier of versions")) from None


def _holds(marker: str) -> bool:
    if not marker:
        return True
    try:
        return Marker(marker).evaluate()
    except (InvalidMarker, UndefinedEnvironmentName):
        return True


def _fetched(folder: str, name: str) -> Iterator[Version]:
    """Return the versions of a distribution that were fetched before."""
    try:
        entries = os.listdir(folder)
    except OSError:
        return
    for entry in entries:
        if entry.startswith(f"{name}-") and kept(os.path.join(folder, entry)):
            with contextlib.suppress(InvalidVersion):
                yield Version(entry[len(name) + 1 :])
