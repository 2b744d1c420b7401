"""What the reading of a script gave, kept with all that was looked at while it was made.

Nothing is read again as long as the script, the files that were read with it, the folders that were
searched and the code of faceplate are what they were. This is the path of a run on which nothing
changed, and it imports next to nothing.
"""

from __future__ import annotations

from faceplate.cache.code import fingerprint
from faceplate.cache.observed import hold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.api.static.request import ScriptRequest
    from faceplate.cache.store import Store

_KIND = "apps"
_END = b"\n"


class KeptReading:
    """The reading of a script in the cache, and what was written of it.

    Args:
        store: Where it is kept.
        request: Which script, and how it is read.
    """

    def __init__(self, store: Store, request: ScriptRequest) -> None:
        self._store = store
        self._key = request.key(fingerprint(store)) if store.folder else ""
        self._seen: bytes | None = None

    def get(self, form: str) -> bytes | None:
        """Return what was kept under the name of a form; None if it does not hold any more."""
        entry = self._store.get(_KIND, self._path(form))
        if entry is None:
            return None
        length, _, rest = entry.partition(_END)
        seen = rest[: int(length)]
        if seen != self._seen and not hold(seen):
            return None
        self._seen = seen
        return rest[int(length) :]

    def put(self, form: str, content: bytes, seen: bytes | None = None) -> None:
        """Keep something that was made of the reading.

        Args:
            form: What it is.
            content: What to keep.
            seen: What was looked at for it; None for what was looked at for another form, found or
                kept just now.
        """
        seen = self._seen = seen or self._seen
        if seen is not None:
            head = str(len(seen)).encode() + _END
            self._store.put(_KIND, self._path(form), head + seen + content)

    def _path(self, form: str) -> str:
        from faceplate.cache.keys import key

        return key(self._key, form) if self._store.folder else ""
