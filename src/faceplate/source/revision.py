"""Targets in the history of a repository: `PATH@REVISION`, read without a checkout.

git lists the files of the revision and hands out their bytes as they are stored. No working tree is
touched, and nothing of the repository is run. What is listed is held to the names and the limits
of an archive.
"""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean
from faceplate.source.archive import Archive
from faceplate.source.distribution import described
from faceplate.source.git import ask, switched_off
from faceplate.source.limits import CHUNK_BYTES, FILE_BYTES, TOTAL_BYTES
from faceplate.source.package import PackageTree
from faceplate.source.project import declared
from faceplate.source.tree import Unreadable, too_large

# Files of these modes are plain; others are links and repositories within the repository.
_PLAIN = (b"100644", b"100755", b"100664")
# Files that are asked for at once; a command line has no limit here, since they are piped.
_AT_ONCE = 2000
_INIT = ("__init__.py", "__init__.pyi")


def split(target: str) -> tuple[str, str] | None:
    """Take a target apart that is written `PATH@REVISION`; None for any other.

    Args:
        target: As the user wrote it, such as `.@v1.2` or `./src/knobs@HEAD~3`.
    """
    path, sign, revision = target.rpartition("@")
    if not sign or not path or not revision or not os.path.isdir(path):
        return None
    return path, revision


def open_revision(path: str, revision: str, location: str) -> PackageTree:
    """Open the package of a folder as a revision has it.

    Args:
        path: A folder of the repository: that of a package or that of a project.
        revision: Anything that git takes for a commit, such as `v1.2` or `HEAD~1`.
        location: What to call it in messages.

    Raises:
        UsageError: If git cannot be asked, does not know the revision, or there is no package.
    """
    if revision.startswith("-"):
        raise UsageError(f"{clean(location)}: {clean(revision)!r} is not a revision")
    words = ("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    commit = os.fsdecode(ask(path, location, *words)).strip()
    prefix = os.fsdecode(ask(path, location, "rev-parse", "--show-prefix")).rstrip("\n").rstrip("/")
    listing = _Revision(path, commit, prefix, location)
    own = {name for name in _INIT if name in listing.names("")}
    if own and prefix:
        holder, _, name = prefix.rpartition("/")
        whole = _Revision(path, commit, holder, location, only=name)
        stated = declared(_Revision(path, commit, holder, location, flat=True), "")
        distribution = described(whole, name)
        place = distribution.place(name)
    else:
        whole = listing
        distribution = described(listing, "")
        place, stated = distribution.main, distribution.metadata
    if place is None:
        raise UsageError(clean(f"{location}: holds no Python package"))
    whole.load()
    whole.problems = whole.problems_of(place)
    tree = PackageTree(whole, place, stated, location, None)
    remark = distribution.remark(place, location) if whole is listing else None
    tree.notes += [clean(remark)] if remark else []
    return tree


class _Revision(Archive):
    """The files of one revision below a folder.

    Args:
        path: A folder of the repository, where git is asked.
        commit: The commit, as git spells it.
        prefix: Path of the folder in the repository; '' for its root.
        location: What to call it in messages.
        only: Name of the one folder within that is listed; '' for all.
        flat: Whether only the files of the folder itself are listed.
    """

    def __init__(
        self,
        path: str,
        commit: str,
        prefix: str,
        location: str,
        only: str = "",
        flat: bool = False,
    ) -> None:
        super().__init__(location)
        self._home = path
        self._objects: dict[str, tuple[str, int]] = {}
        self._contents: dict[str, bytes] = {}
        below = "/".join(filter(None, (prefix, only)))
        words = ["ls-tree", "-z", "--long", "--full-tree", *([] if flat else ["-r"]), commit]
        self._settings = switched_off(ask(path, location, "config", "--list", "--name-only", "-z"))
        for row in ask(
            path, location, *words, "--", *([f"{below}/"] if below else []), settings=self._settings
        ).split(b"\0"):
            head, _, name = row.partition(b"\t")
            parts = head.split()
            if len(parts) == 4 and parts[1] == b"blob":
                member = os.fsdecode(name)
                self._list(member[len(prefix) + 1 :] if prefix else member, parts)

    def _list(self, member: str, parts: list[bytes]) -> None:
        self._count()
        if parts[0] not in _PLAIN:
            self._leave_out(member, "is a link in the repository and is left out")
            return
        path = self._enter(member)
        if path is not None:
            size = int(parts[3]) if parts[3].isdigit() else 0
            self._objects[path] = (parts[2].decode("ascii", "replace"), size)

    def close(self) -> None:
        """Do nothing: no file is held open."""

    def load(self) -> None:
        """Read all source files in a few calls of git."""
        wanted = [
            (path, name, size)
            for path, (name, size) in self._objects.items()
            if path.endswith((".py", ".pyi")) and size <= FILE_BYTES
        ]
        if sum(size for _, _, size in wanted) > TOTAL_BYTES:
            return  # the limits of a tree say so, file by file
        part: list[tuple[str, str, int]] = []
        held = 0
        for each in wanted:
            part.append(each)
            held += each[2]
            if len(part) >= _AT_ONCE or held > CHUNK_BYTES:
                self._fetch(part)
                part, held = [], 0
        if part:
            self._fetch(part)

    def _fetch(self, wanted: list[tuple[str, str, int]]) -> None:
        """Read some files: git answers each name with a line, the bytes and a newline."""
        names = "".join(f"{name}\n" for _, name, _ in wanted).encode("ascii", "replace")
        answer = ask(
            self._home, self.location, "cat-file", "--batch", settings=self._settings, given=names
        )
        start = 0
        for path, _, size in wanted:
            end = answer.find(b"\n", start)
            head = answer[start:end].split()
            if len(head) != 3 or head[1] != b"blob" or not head[2].isdigit():
                start = end + 1
                continue
            stated = int(head[2])
            if stated == size:
                self._contents[path] = answer[end + 1 : end + 1 + stated]
            start = end + 1 + stated + 1

    def _content(self, path: str) -> bytes:
        if path in self._contents:
            return self._contents[path]
        name, size = self._objects[path]
        if size > FILE_BYTES:
            raise too_large()
        self._fetch([(path, name, size)])
        if path not in self._contents:
            raise Unreadable("is not in the repository")
        return self._contents[path]
