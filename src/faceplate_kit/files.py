"""The files of an app: what callers have sent, and what functions have made for them.

They lie in one folder of the app's own, under names that say nothing. A path that a caller names
is taken only if it leads into that folder, so that nobody can have another file of the machine
read out.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import Any

from faceplate_kit import protocol

EXAMPLE = Path(__file__).parent / "components" / "example.png"
"""The picture that documentation shows how to send."""

_NAME = 100
"""How many characters of a file's name are kept."""


class Files:
    """The folder of an app's files, which is made when the first file comes.

    Attributes:
        root: What URLs of files begin with; the server sets it.
    """

    def __init__(self) -> None:
        self.root = ""
        self._folder: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="faceplate-kit-")).resolve()
        return self._folder

    def new(self, name: str) -> Path:
        """Give a path for a new file in a folder of its own.

        Args:
            name: What the file is called; only its last part counts, without odd characters.
        """
        folder = self.folder / secrets.token_hex(16)
        folder.mkdir()
        return folder / _clean(name)

    def keep(self, path: str | Path) -> Path:
        """Copy a file of the machine into the folder, if it does not lie there yet.

        The same content of the same name is kept once.
        """
        known = self.known(path)
        if known is not None:
            return known
        with open(path, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        folder = self.folder / digest
        folder.mkdir(exist_ok=True)
        copy = folder / _clean(os.path.basename(path))
        if not copy.exists():
            shutil.copyfile(path, copy)
        return copy

    def known(self, path: str | Path) -> Path | None:
        """Give the file that a caller names by its path, or None if it is none of the app's.

        The URL under which the server hands a file out, which ends in `/file=` and the path, names
        it, too. The name of the example is known in every app.
        """
        text = str(path).rpartition("/file=")[2]
        if text == EXAMPLE.name:
            return EXAMPLE
        if self._folder is None:
            return None
        try:
            whole = Path(text).resolve()
        except (OSError, ValueError):
            return None
        return whole if whole.is_relative_to(self._folder) and whole.is_file() else None

    def described(self, path: str | Path) -> dict[str, Any]:
        """Describe a file for the wire.

        Args:
            path: A file of the machine; it is copied into the folder if it lies elsewhere.
        """
        kept = self.keep(path)
        return {
            "path": str(kept),
            "url": self.url(kept),
            "size": kept.stat().st_size,
            "orig_name": kept.name,
            "mime_type": mimetypes.guess_type(kept.name)[0],
            "is_stream": False,
            "meta": protocol.FILE_MARK,
        }

    def url(self, path: str | Path) -> str:
        """Give the URL under which the server hands a file out."""
        return f"{self.root}{protocol.PREFIX}/file={path}"

    def delete(self) -> None:
        """Delete the folder with all files."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _clean(name: str) -> str:
    last = os.path.basename(name.replace("\\", "/"))
    clean = "".join(one if one.isalnum() or one in "-_." else "_" for one in last)
    return clean.lstrip(".")[-_NAME:] or "file"
