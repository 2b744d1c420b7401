"""Finds the guides of a project and reads them: the files of the folders that the user names.

Only files that can be guides are opened, and only as text. Folders that tools make are passed over,
as are those with a dot in front, and links that lead out of the folder. Sizes and numbers are
limited, and what goes beyond them is told.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from faceplate.cache.hashing import blake2b
from faceplate.errors import UsageError, clean
from faceplate.model import Problem

SUFFIXES = (".md", ".markdown", ".mdx", ".myst", ".qmd", ".rst", ".ipynb", ".py")
"""How the files end that can be guides; a script is a guide with no text around its code."""

_MADE = {"node_modules", "site-packages", "__pycache__", "_build", "build", "dist", "site", "venv"}
_LARGEST = 32 * 1024 * 1024
_LARGEST_ALL = 512 * 1024 * 1024
_MOST = 50_000


class Guide(NamedTuple):
    """One file.

    Attributes:
        file: Its path as the user would write it, with forward slashes.
        content: Its bytes.
    """

    file: str
    content: bytes

    @property
    def text(self) -> str:
        """Its text, with one kind of line end."""
        text = self.content.decode("utf-8", "replace").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    @property
    def suffix(self) -> str:
        """How its name ends, in lower case."""
        return os.path.splitext(self.file)[1].lower()


class Guides(NamedTuple):
    """The guides of a project.

    Attributes:
        files: The files, by path.
        problems: What could not be read.
        folders: Absolute paths of what the user named.
    """

    files: list[Guide]
    problems: list[Problem]
    folders: tuple[str, ...] = ()

    def fingerprint(self) -> str:
        """Return a text that is another one where any file is."""
        digest = blake2b(digest_size=20)
        for guide in self.files:
            digest.update(
                f"{guide.file}\0{len(guide.content)}\0".encode("utf-8", "surrogateescape")
            )
            digest.update(guide.content)
        return digest.hexdigest()


NO_GUIDES = Guides([], [])


def collect(paths: Iterable[str]) -> Guides:
    """Read the guides in some folders.

    Args:
        paths: Folders and files.

    Raises:
        UsageError: If one of them does not exist, or is a file of another kind.
    """
    named = list(paths)
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path in named:
        if os.path.isdir(path):
            for file in _files(path):
                files.setdefault(os.path.realpath(file), file)
                if len(files) > _MOST:
                    raise UsageError(clean(f"{path}: more than {_MOST} files; name a folder in it"))
        elif not os.path.isfile(path):
            raise UsageError(clean(f"{path}: no such file or folder of guides"))
        elif not path.lower().endswith(SUFFIXES):
            kinds = ", ".join(SUFFIXES)
            raise UsageError(clean(f"{path}: not a kind of guide that can be read ({kinds})"))
        else:
            files.setdefault(os.path.realpath(path), path)
    guides: list[Guide] = []
    size = 0
    for path in sorted(files.values()):
        content = _read(path, problems)
        if content is None:
            continue
        size += len(content)
        if size > _LARGEST_ALL:
            raise UsageError(f"the guides are larger than {_LARGEST_ALL >> 20} MB together")
        guides.append(Guide(shown(path), content))
    return Guides(guides, problems, tuple(os.path.realpath(parameter) for parameter in named))


def shown(path: str) -> str:
    """Return the path by which a file is found from the current folder, if it lies in there."""
    full, home = os.path.abspath(path), os.getcwd()
    inside = full.startswith(home.rstrip(os.sep) + os.sep)
    return (os.path.relpath(full, home) if inside else full).replace(os.sep, "/")


def _files(folder: str) -> Iterator[str]:
    root = os.path.realpath(folder)
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _MADE
            and not os.path.exists(os.path.join(place, name, "pyvenv.cfg"))
        )
        for name in sorted(files):
            path = os.path.join(place, name)
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                real = os.path.realpath(path)
                if real.startswith(root.rstrip(os.sep) + os.sep) and os.path.isfile(real):
                    yield path


def _read(path: str, problems: list[Problem]) -> bytes | None:
    try:
        with open(path, "rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        problems.append(Problem(shown(path), None, clean(error.strerror or str(error))))
        return None
    if len(content) > _LARGEST:
        problems.append(
            Problem(shown(path), None, f"larger than {_LARGEST >> 20} MB, so it was not read")
        )
        return None
    return content
