"""Which release satisfies a requirement: the newest that fits, as the index lists them.

Where no index can be asked, it is the newest of those that were fetched before.
"""

from __future__ import annotations

import contextlib
import os
import tempfile

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


def resolved(found: list[Requirement], there: str | None, file: str) -> str | None:
    """Choose what satisfies a requirement, and keep the answer.

    Args:
        found: Requirements of one distribution, under different markers.
        there: Version of what the environment has, or None.
        file: Where the answer is kept, in a folder beside those of the releases.

    Returns:
        `name==version`, normalised; None if what is there will do.

    Raises:
        UsageError: If what is there will not do, and no release can be found that does.
    """
    requirement = next((each for each in found if _holds(each.marker)), found[0])
    if there is not None and fits(there, requirement.specifier):
        _keep(file, "")
        return None
    from faceplate.source.fetching import newest

    name, specifier = normalised(requirement.name), requirement.specifier
    try:
        _specifiers(specifier)
        chosen = newest(name, specifier)
    except UsageError:
        folder = os.path.dirname(os.path.dirname(file))
        fetched = [each for each in _fetched(folder, name) if fits(str(each), specifier)]
        if not fetched:
            raise
        return f"{name}=={max(fetched)}"
    _keep(file, chosen)
    return chosen


def fits(version: str, specifier: str) -> bool:
    """Tell whether a version satisfies a specifier; one that cannot be read does."""
    try:
        return _specifiers(specifier).contains(Version(version), prereleases=True)
    except (InvalidVersion, UsageError):
        return True


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
    """Give the versions of a distribution that were fetched before."""
    try:
        entries = os.listdir(folder)
    except OSError:
        return
    for entry in entries:
        if entry.startswith(f"{name}-") and kept(os.path.join(folder, entry)):
            with contextlib.suppress(InvalidVersion):
                yield Version(entry[len(name) + 1 :])


def _keep(file: str, text: str) -> None:
    """Write the answer, whole or not at all; that it cannot be kept only means asking again."""
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(file), exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=os.path.dirname(file))
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.replace(draft, file)
