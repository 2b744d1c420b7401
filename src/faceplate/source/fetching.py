"""Fetches releases from the indexes of this machine into the cache. No pip is needed, and none run.

A file is downloaded into a folder of its own, its hash is checked, and it is moved at the end: two
runs at once, or one that is stopped, leave no half of a file under the final name.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from typing import NamedTuple

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from faceplate.errors import UsageError, clean
from faceplate.source import candidates, index
from faceplate.source.candidates import Candidate
from faceplate.source.release import NOTES
from faceplate.source.settings import IndexSettings, settings, shown
from faceplate.source.transport import FetchError, NotFoundError, Transport, file_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# How many releases a message names.
_NAMED = 5


class FileOffer(NamedTuple):
    """What the indexes offer of one project.

    Attributes:
        files: The files that can be read.
        others: Names of files that cannot be read.
        failures: What each index that could not be asked says.
    """

    files: list[Candidate]
    others: list[str]
    failures: list[str]


def download(name: str, version: str, folder: str) -> str:
    """Download the file of a release.

    Args:
        name: Name of the distribution.
        version: The version; any spelling of it will do.
        folder: Where to keep the file.

    Returns:
        Path of the file.

    Raises:
        UsageError: If there is no such release, or it cannot be had; one line says which.
    """
    release = f"{name}=={version}"
    if sys.stderr.isatty():
        print(f"faceplate: fetching {release}", file=sys.stderr)
    with _told(release), _transport() as (stated, transport):
        offer = _offer(stated, transport, canonicalize_name(name))
        candidate = _of_version(offer, stated, version)
        return _kept(transport, candidate, folder)


def newest(name: str, specifier: str) -> str:
    """Find the newest release that fits a specifier.

    Args:
        name: Name of the distribution.
        specifier: Such as `>=4,<6`; '' for any release.

    Returns:
        `name==version`.

    Raises:
        UsageError: If there is none, or the indexes cannot be asked.
    """
    with _told(f"{name}{specifier}"), _transport() as (stated, transport):
        offer = _offer(stated, transport, canonicalize_name(name))
        candidate = candidates.newest(offer.files, specifier)
        if candidate is None:
            raise FetchError(_no_release(offer, stated))
        return f"{name}=={candidate.version}"


def releases(name: str, *, prereleases: bool = False, yanked: bool = False) -> list[Candidate]:
    """List the releases of a project, the oldest first, each with the best file of it.

    Args:
        name: Name of the distribution.
        prereleases: Whether releases before a final one count, too.
        yanked: Whether those that were withdrawn count, too.

    Raises:
        UsageError: If there is none, or the indexes cannot be asked.
    """
    with _told(name), _transport() as (stated, transport):
        offer = _offer(stated, transport, canonicalize_name(name))
        if not offer.files:
            raise FetchError(_no_release(offer, stated))
    files: dict[Version, list[Candidate]] = {}
    for candidate in offer.files:
        withdrawn = candidate.file.yanked is not None
        early = candidate.version.is_prerelease or candidate.version.is_devrelease
        if (yanked or not withdrawn) and (prereleases or not early):
            files.setdefault(candidate.version, []).append(candidate)
    return [candidates.best(files[version]) for version in sorted(files)]


def projects(pattern: str) -> list[str]:
    """List the projects of the indexes whose names fit a pattern.

    Args:
        pattern: Such as `gradio-*`; case, hyphens, dots and underscores make no difference.

    Raises:
        UsageError: If an index cannot be asked.
    """
    import fnmatch

    wanted = canonicalize_name(pattern)
    with _told(pattern), _transport() as (stated, transport):
        addresses = (*stated.first, *stated.merged)
        names = {name for address in addresses for name in index.projects(transport, address)}
    return sorted(
        {name for name in map(canonicalize_name, names) if fnmatch.fnmatchcase(name, wanted)}
    )


@contextmanager
def _told(release: str) -> Iterator[None]:
    """Say of what happens which release it is about."""
    try:
        yield
    except FetchError as error:
        raise UsageError(clean(f"{release}: {error}")) from None


@contextmanager
def _transport() -> Iterator[tuple[IndexSettings, Transport]]:
    stated = settings()
    transport = Transport(stated)
    try:
        yield stated, transport
    finally:
        transport.close()


def _offer(stated: IndexSettings, transport: Transport, project: str) -> FileOffer:
    """Ask the indexes for a project."""
    files: list[index.File] = []
    failures: list[str] = []
    linked: list[index.File] = []
    for place in stated.links:
        try:
            linked += index.linked(transport, place, project)
        except FetchError as error:
            failures.append(str(error))
    for address in stated.first:
        try:
            files += index.files(transport, address, project)
            break
        except NotFoundError:
            continue
        except FetchError as error:
            # What comes after it must not stand in for what it may hold.
            failures.append(str(error))
            break
    else:
        for address in stated.merged:
            try:
                files += index.files(transport, address, project)
            except NotFoundError:
                continue
            except FetchError as error:
                failures.append(str(error))
    readable = candidates.candidates([*linked, *files], project)
    others = {file.name for file in files}.difference(each.file.name for each in readable)
    return FileOffer(readable, sorted(others), failures)


def _of_version(offer: FileOffer, stated: IndexSettings, version: str) -> Candidate:
    try:
        wanted = Version(version)
    except InvalidVersion:
        raise FetchError(f"{version} is not a version; write name==version") from None
    files = [candidate for candidate in offer.files if candidate.version == wanted]
    if not files:
        raise FetchError(_no_release(offer, stated, wanted))
    kept = [candidate for candidate in files if candidate.file.yanked is None]
    return candidates.best(kept or files)


def _no_release(offer: FileOffer, stated: IndexSettings, wanted: Version | None = None) -> str:
    """Say why there is no file: what could not be asked, what is not there, what is there."""
    if offer.failures:
        return offer.failures[0]
    asked = ", ".join(map(shown, [*stated.first, *stated.merged, *stated.links]))
    if not asked:
        return "no index may be asked (no-index is set); give a file"
    if not offer.files:
        kinds = f"only files that are not read ({', '.join(offer.others[:3])})"
        return f"{kinds if offer.others else 'no distribution of that name'} on {asked}"
    versions = sorted({candidate.version for candidate in offer.files}, reverse=True)
    named = versions[:_NAMED]
    if wanted is not None:
        # The one just below and the one just above tell a slip of the finger.
        near = min((each for each in versions if each > wanted), default=None)
        below = max((each for each in versions if each < wanted), default=None)
        named = sorted({*filter(None, (near, below)), *versions[: _NAMED - 2]}, reverse=True)
    more = f" and {len(versions) - len(named)} more" if len(versions) > len(named) else ""
    return f"no such release on {asked}; there are {', '.join(map(str, named))}{more}"


def _kept(transport: Transport, candidate: Candidate, folder: str) -> str:
    """Download a file into the cache."""
    above = os.path.dirname(folder)
    try:
        os.makedirs(above, exist_ok=True)
        # Beside the final folder, so that moving the file is one step of the same disk.
        passing = tempfile.mkdtemp(prefix=".fetching-", dir=above)
    except OSError as error:
        raise FetchError(
            f"the cache cannot be written: {error.strerror}: {above}; "
            "set FACEPLATE_CACHE to a folder that can"
        ) from None
    try:
        draft = os.path.join(passing, "file")
        fetch(transport, candidate, draft)
        os.makedirs(folder, exist_ok=True)
        remarks = _remarks(candidate)
        if remarks:
            with open(os.path.join(folder, NOTES), "w", encoding="utf-8") as stream:
                stream.write("\n".join(remarks))
        final = os.path.join(folder, os.path.basename(candidate.file.name))
        os.replace(draft, final)
        return final
    except OSError as error:
        raise FetchError(f"cannot be kept in the cache: {error.strerror}: {folder}") from None
    finally:
        shutil.rmtree(passing, ignore_errors=True)


def fetch(transport: Transport, candidate: Candidate, path: str) -> None:
    """Download a file and check its hash.

    Raises:
        FetchError: If it cannot be had, or is not what the index says.
    """
    stated = index.strongest(candidate.file.hashes)
    digest = hashlib.new(stated[0] if stated else "sha256", usedforsecurity=False)
    address = candidate.file.address
    with open(path, "wb") as stream:

        def take(piece: bytes) -> None:
            digest.update(piece)
            stream.write(piece)

        try:
            transport.download(address, take)
        except NotFoundError:
            place = shown(address)
            raise FetchError(f"{place} is listed, and is not there; try again later") from None
    if stated is not None and digest.hexdigest() != stated[1]:
        raise FetchError(
            f"{shown(address)} is not the file that the index lists: its {stated[0]} differs; "
            "it is not used"
        )
    if stated is None and file_path(address) is None and os.path.getsize(path) == 0:
        raise FetchError(f"{shown(address)} is empty; try again later")


def _remarks(candidate: Candidate) -> list[str]:
    """Say what a reader of a release should know."""
    release = f"{candidate.file.name.partition('-')[0]} {candidate.version}"
    remarks = []
    if candidate.file.yanked is not None:
        reason = f": {candidate.file.yanked}" if candidate.file.yanked else ""
        remarks.append(clean(f"{release} was withdrawn by its makers (yanked){reason}")[:500])
    if not candidate.suits:
        remarks.append(
            clean(
                f"{release} is made for Python {candidate.file.python[:80]}, not for this one; "
                "it is read all the same, as nothing of it is run"
            )
        )
    return remarks
