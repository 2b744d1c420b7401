"""The releases of a project, opened one after the other, with as little as possible fetched."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import partial

from faceplate.source import fetching
from faceplate.source.archives import open_archive, open_listing
from faceplate.source.layout import normalised
from faceplate.source.release import downloads, kept
from faceplate.source.remote import Identity, RemoteFile, RemoteZip
from faceplate.source.settings import settings
from faceplate.source.transport import NoPartsError, Transport, file_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.source.candidates import Candidate
    from faceplate.source.package import PackageTree

# Zip files, of which a part can be read without what comes before it.
_ZIPS = (".whl", ".zip")


class ReleaseOpener:
    """Opens the files of a project in turn, over connections that stay open.

    Args:
        name: Name of the project.

    Attributes:
        fetched: Bytes that were fetched so far.
    """

    def __init__(self, name: str) -> None:
        self.fetched = 0
        self._name = name
        self._transport = Transport(settings())
        self._before: dict[Identity, bytes] = {}
        self._folder: str | None = None

    def close(self) -> None:
        """Let go of connections and of what was downloaded whole."""
        self._transport.close()
        self._forget()

    def open(self, candidate: Candidate) -> PackageTree:
        """Open a file; what was opened before it may not be read from any more.

        Args:
            candidate: The file.

        Returns:
            The tree, with all files read.

        Raises:
            FetchError: If it cannot be had.
            UsageError: If it holds no package, or cannot be read.
        """
        self._forget()
        release = f"{self._name}=={candidate.version}"
        address = candidate.file.address
        path = file_path(address) or self._downloaded(candidate)
        if path is not None:
            return open_archive(path, release)
        if candidate.file.name.lower().endswith(_ZIPS):
            try:
                return self._open_remotely(candidate, release)
            except NoPartsError:
                pass
        return open_archive(self._download(candidate), release)

    def _open_remotely(self, candidate: Candidate, release: str) -> PackageTree:
        contents: dict[Identity, bytes] = {}
        file = RemoteFile(self._transport, candidate.file.address)
        try:
            listed = partial(RemoteZip, file, release, self._before, contents)
            tree = open_listing(listed, candidate.file.name, release)
        finally:
            self.fetched += file.fetched
        tree.archive = None
        self._before = contents
        return tree

    def _downloaded(self, candidate: Candidate) -> str | None:
        """Return the path of a file that was fetched as a target before."""
        folder = f"{normalised(self._name)}-{str(candidate.version).lower()}"
        path = kept(os.path.join(downloads(), folder))
        return path if path and os.path.basename(path) == candidate.file.name else None

    def _download(self, candidate: Candidate) -> str:
        """Download the whole file, which is there until the next one is opened."""
        self._folder = tempfile.mkdtemp(prefix="faceplate-")
        path = os.path.join(self._folder, os.path.basename(candidate.file.name))
        fetching.fetch(self._transport, candidate, path)
        self.fetched += os.path.getsize(path)
        return path

    def _forget(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
