"""Finished results by what they were made of, so that nothing is made twice.

A result depends on the target's files, on the packages read beside it, on the options, and on
faceplate itself. All but the packages beside are in the key; those are known only once the target
has been read, so they stand in the head of the entry and are looked at again before it is used.
This is the path of a run on which nothing changed, and it imports next to nothing.
"""

from __future__ import annotations

from faceplate.cache.hashing import blake2b
from faceplate.cache.identity import identity
from faceplate.cache.store import Store
from faceplate.source.companions import companion
from faceplate.source.tree import Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_END = b"\n\n"
_ABSENT = "-"


class Results:
    """The results kept for one target.

    Args:
        store: Where they are kept.
        tree: The target.
        search_path: Where packages beside the target are looked for.
        options: All options that change what is read, in one text.
    """

    def __init__(
        self, store: Store, tree: Tree, search_path: Sequence[str] | None, options: str
    ) -> None:
        self._store = store
        self._tree = tree
        self._search_path = search_path
        self._key = b"\0".join([identity(), tree.fingerprint().encode(), options.encode()])
        self._found: dict[str, Tree | None] = {}
        self._heads: dict[str, bytes] = {}

    def get(self, form: str) -> tuple[list[str], bytes] | None:
        """Look a result up.

        Args:
            form: Which result: the manifest, or a page in some format.

        Returns:
            The problems met when it was made, a line each, and the result; None if there is none
            or a package beside the target has changed.
        """
        entry = self._store.get("results", self._named(form))
        if entry is None:
            return None
        head, _, content = entry.partition(_END)
        problems = []
        for line in head.decode("utf-8", "replace").split("\n"):
            kind, _, rest = line.partition(" ")
            if kind == "problem":
                problems.append(rest)
            elif kind == "beside":
                name, _, fingerprint = rest.partition(" ")
                if self._fingerprint(name) != fingerprint:
                    return None
        self._heads[form] = head
        return problems, content

    def put(
        self,
        form: str,
        content: bytes,
        problems: Sequence[str],
        beside: Mapping[str, Tree | None],
    ) -> None:
        """Keep a result.

        Args:
            form: Which result it is.
            content: The result.
            problems: Lines to print when it is used again.
            beside: Packages that were looked for beside the target.
        """
        self.note(beside)
        lines = ["result", *(f"beside {name} {self._fingerprint(name)}" for name in beside)]
        lines += [f"problem {' '.join(problem.split())}" for problem in problems]
        self._heads[form] = "\n".join(lines).encode("utf-8", "replace")
        self._write(form, content)

    def put_beside(self, form: str, content: bytes, source: str) -> None:
        """Keep a result that was made from another one, which was found or kept just now.

        Args:
            form: Which result it is.
            content: The result.
            source: The result it was made from, whose problems and packages are its own.
        """
        self._heads[form] = self._heads[source]
        self._write(form, content)

    def _write(self, form: str, content: bytes) -> None:
        self._store.put("results", self._named(form), self._heads[form] + _END + content)

    def _named(self, form: str) -> str:
        return blake2b(self._key + b"\0" + form.encode(), digest_size=20).hexdigest()

    def note(self, beside: Mapping[str, Tree | None]) -> None:
        """Take the packages that were looked for beside the target, for its notes."""
        self._found.update(beside)

    @property
    def notes(self) -> list[str]:
        """What a reader should know of how the target and the packages beside it were found."""
        beside = [tree for tree in self._found.values() if tree is not None]
        lines = [*self._tree.notes, *(note for tree in beside for note in tree.notes)]
        return list(dict.fromkeys(lines))

    def _fingerprint(self, name: str) -> str:
        if name not in self._found:
            self._found[name] = companion(self._tree, name, self._search_path)
        found = self._found[name]
        return found.fingerprint() if found else _ABSENT
