"""Which file of a project is the one to read.

Nothing is run, so any file will do that holds the source: a wheel for any platform before one for
this platform, that before one for another, and an sdist where there is no wheel.
"""

from __future__ import annotations

import platform
from typing import NamedTuple

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import Tag, sys_tags
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from faceplate.source.index import File

# sdists that the standard library can expand; the last two are rare and old.
_SDISTS = (".tar.gz", ".zip", ".tgz", ".tar.bz2")


class Candidate(NamedTuple):
    """A file that can be read, and how well it suits.

    Attributes:
        version: The release that it belongs to.
        rank: Less is better: its kind, then its place among those of its kind.
        file: The file.
    """

    version: Version
    rank: tuple[int, int]
    file: File

    @property
    def suits(self) -> bool:
        """Whether it is made for the Python that runs."""
        if not self.file.python:
            return True
        try:
            wanted = SpecifierSet(self.file.python)
        except InvalidSpecifier:
            return True
        return wanted.contains(platform.python_version(), prereleases=True)


def candidates(files: Iterable[File], project: str) -> list[Candidate]:
    """Return the files that can be read, each with its release.

    Args:
        files: Those that indexes list.
        project: Name of the project, normalised.
    """
    tags = {tag: place for place, tag in enumerate(sys_tags())}
    ranked = (_candidate(file, project, tags) for file in files)
    return [candidate for candidate in ranked if candidate is not None]


def _candidate(file: File, project: str, tags: dict[Tag, int]) -> Candidate | None:
    try:
        if file.name.endswith(".whl"):
            own_name, version, _, own = parse_wheel_filename(file.name)
            rank = _rank(own, tags)
        else:
            place, end = next(kind for kind in enumerate(_SDISTS) if file.name.endswith(kind[1]))
            # The names are alike, but those of the rare kinds are not known there.
            own_name, version = parse_sdist_filename(f"{file.name.removesuffix(end)}.zip")
            rank = (3, place)
    except (InvalidWheelFilename, InvalidSdistFilename, InvalidVersion, StopIteration):
        return None
    return Candidate(version, rank, file) if own_name == project else None


def _rank(own: Iterable[Tag], tags: dict[Tag, int]) -> tuple[int, int]:
    """Rank a wheel: for any platform, for this one, for another one."""
    own = list(own)
    place = min((tags[tag] for tag in own if tag in tags), default=len(tags))
    if any(tag.abi == "none" and tag.platform == "any" for tag in own):
        return 0, place
    return (1, place) if place < len(tags) else (2, 0)


def newest(listed: list[Candidate], specifier: str) -> Candidate | None:
    """Return the best file of the newest release that fits a specifier.

    Releases that were withdrawn or are made for another Python only count where there is no other,
    and pre-releases as pip counts them.

    Args:
        listed: All candidates.
        specifier: Such as `>=4,<6`; '' for any release.
    """
    wanted = SpecifierSet(specifier)
    kept = [candidate for candidate in listed if candidate.file.yanked is None]
    for group in ([candidate for candidate in kept if candidate.suits], kept, listed):
        fitting = list(wanted.filter({candidate.version for candidate in group}))
        if fitting:
            last = max(fitting)
            return best([candidate for candidate in group if candidate.version == last])
    return None


def best(files: list[Candidate]) -> Candidate:
    """Return the best file of one release."""
    return min(files, key=lambda candidate: (candidate.rank, candidate.file.name))
