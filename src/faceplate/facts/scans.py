"""What a search through the bytes of a file tells, without parsing it.

Most files of a library are never parsed, and still somebody has to know which of them hold a word
or import one another. Searching tells that in no time for one file and in a while for all, so what
was seen is kept for a library under the hash of each file.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from faceplate.cache.code import fingerprint
from faceplate.cache.keys import key
from faceplate.cache.store import Store

_STATEMENT = re.compile(
    rb"\n(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([^\n]*))"
)
"""An import statement at the margin: `from .knobs import (Knob, Dial)` or `import panel.dials`."""
_COMMENT = re.compile(r"#[^\n]*")
_IMPORTED = re.compile(r"([\w.]+|\*)(?:[ \t]+as[ \t]+\w+)?")
"""One name of such a statement: `Knob`, `Knob as K`, `*`."""

_KIND = "scans"


class _Scan(msgspec.Struct, array_like=True, gc=False):
    """What was seen in one file: which words it holds, and its imports if anybody asked."""

    holds: dict[bytes, bool]
    imports: list[tuple[int, str]] | None


class ScanCache:
    """What searches through the files of one package told.

    Args:
        store: Where that is kept.
        package: Name of the package; imports of others are not looked for.
        place: What tells its files from those of other releases and places.
    """

    def __init__(self, store: Store, package: str, place: str) -> None:
        self._store = store
        self._package = package.encode()
        self._key = key(fingerprint(store), package, place) if store.folder is not None else ""
        self._before = store.load(_KIND, self._key, dict[bytes, _Scan]) or {}
        self._now: dict[bytes, _Scan] = {}
        self._is_new = False

    def holds(self, digest: bytes, content: Callable[[], bytes], marker: bytes) -> bool:
        """Say whether a file holds some bytes.

        Args:
            digest: Hash of the file.
            content: Gives its bytes, if they have to be searched.
            marker: The bytes to look for.
        """
        scan = self._of(digest)
        held = scan.holds.get(marker)
        if held is None:
            self._is_new = True
            held = scan.holds[marker] = marker in content()
        return held

    def imports(self, digest: bytes, content: Callable[[], bytes]) -> list[tuple[int, str]]:
        """Return the imports at the margin of a file that may stay in the package.

        Args:
            digest: Hash of the file.
            content: Gives its bytes, if they have to be searched.

        Returns:
            Line and target of each, in order, the target as it is written.
        """
        scan = self._of(digest)
        if scan.imports is None:
            self._is_new = True
            scan.imports = imports(content(), self._package)
        return scan.imports

    def close(self) -> None:
        """Keep what was seen."""
        if self._is_new:
            self._store.keep(_KIND, self._key, self._now)

    def _of(self, digest: bytes) -> _Scan:
        scan = self._now.get(digest)
        if scan is None:
            scan = self._now[digest] = self._before.get(digest) or _Scan({}, None)
        return scan


def imports(source: bytes, package: bytes) -> list[tuple[int, str]]:
    """Find the import statements at the margin that may stay in a package.

    Args:
        source: The bytes of a file.
        package: Name of the package.

    Returns:
        Line and target of each, in order, the target as it is written.
    """
    targets: list[tuple[int, str]] = []
    text = b"\n" + source
    line = position = 0
    for match in _statements(text):
        if not (match[1] or b".").startswith((b".", package)):
            continue
        line += text.count(b"\n", position, match.start() + 1)
        position = match.start() + 1
        origin, names, plain = (
            part.decode("utf-8", "replace") if part else "" for part in match.groups()
        )
        separator = "." if origin and not origin.endswith(".") else ""
        targets += [
            (line, origin if name == "*" else f"{origin}{separator}{name}")
            for name in _IMPORTED.findall(_COMMENT.sub("", names or plain))
            if origin or name.encode().startswith(package)
        ]
    return targets


def _statements(text: bytes) -> list[re.Match[bytes]]:
    """Find the statements at the margin; looking for plain bytes is what makes it quick."""
    statements: list[re.Match[bytes]] = []
    for keyword in (b"\nfrom", b"\nimport"):
        position = text.find(keyword)
        while position >= 0:
            match = _STATEMENT.match(text, position)
            if match is not None:
                statements.append(match)
            position = text.find(keyword, position + 1)
    return sorted(statements, key=lambda match: match.start())
