"""Finished results by what they were made of, so that nothing is made twice.

A result depends on the target's files, on the packages read beside it, on the options, and on the
code of faceplate. All but the packages beside are in the key; those are known only once the target
has been read, so they stand in the head of the entry and are looked at again before it is used.
This is the path of a run on which nothing changed, and it imports next to nothing.
"""

from __future__ import annotations

from functools import cache

from faceplate.cache.code import fingerprint
from faceplate.cache.dependencies import hold
from faceplate.cache.keys import key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from faceplate.cache.store import Store

_KIND = "results"
_END = b"\n\n"


class ResultCache:
    """The results kept for one target.

    Args:
        store: Where they are kept.
        target: The fingerprint of the target.
        options: All options that change what is read, as a text.
        beside: Finds the fingerprint of a package beside the target, by its name.
    """

    def __init__(
        self, store: Store, target: str, options: str, beside: Callable[[str], str]
    ) -> None:
        self._store = store
        self._target = target
        self._options = options
        self._beside = cache(beside)
        self._heads: dict[str, bytes] = {}

    def get(self, form: str) -> tuple[list[str], bytes] | None:
        """Look a result up.

        Args:
            form: Which result: the manifest, or a page in some format.

        Returns:
            The problems met when it was made, a line each, and the result; None if there is none
            or a package beside the target has changed.
        """
        entry = self._store.get(_KIND, self._key(form))
        if entry is None:
            return None
        head, _, content = entry.partition(_END)
        lines = [line.partition(" ") for line in head.decode("utf-8", "replace").split("\n")]
        beside = (rest.partition(" ") for kind, _, rest in lines if kind == "beside")
        if not hold(((name, before) for name, _, before in beside), self._beside):
            return None
        self._heads[form] = head
        return [rest for kind, _, rest in lines if kind == "problem"], content

    def put(
        self, form: str, content: bytes, problems: Sequence[str], beside: Mapping[str, str]
    ) -> None:
        """Keep a result.

        Args:
            form: Which result it is.
            content: The result.
            problems: Lines to print when it is used again.
            beside: Packages that were looked for beside the target, with their fingerprints.
        """
        lines = ["result"]
        lines += [f"beside {name} {before}" for name, before in beside.items()]
        lines += [f"problem {' '.join(problem.split())}" for problem in problems]
        self._heads[form] = "\n".join(lines).encode("utf-8", "replace")
        self._write(form, content)

    def put_derived(self, form: str, content: bytes, source: str) -> None:
        """Keep a result that was made from another one, which was found or kept just now.

        Args:
            form: Which result it is.
            content: The result.
            source: The result it was made from, whose problems and packages are its own.
        """
        self._heads[form] = self._heads[source]
        self._write(form, content)

    def _write(self, form: str, content: bytes) -> None:
        self._store.put(_KIND, self._key(form), self._heads[form] + _END + content)

    def _key(self, form: str) -> str:
        if self._store.folder is None:
            return ""
        return key(fingerprint(self._store), self._target, self._options, form)
