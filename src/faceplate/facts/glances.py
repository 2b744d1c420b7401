"""What a look at the bytes of a file tells without reading it.

Most files of a library are never parsed, and still somebody has to know which of them hold a word
or import one another. Looking for plain bytes tells that in no time for one file and in a while for
all, so what was seen is kept for a library under the hash of each file.
"""

from __future__ import annotations

import re

import msgspec

from faceplate.cache.hashing import blake2b
from faceplate.cache.identity import reader_identity
from faceplate.cache.store import Store

_STATEMENT = re.compile(
    rb"\n(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([^\n]*))"
)
_COMMENT = re.compile(r"#[^\n]*")
_IMPORTED = re.compile(r"([\w.]+|\*)(?:[ \t]+as[ \t]+\w+)?")


class _Glance(msgspec.Struct, array_like=True, gc=False):
    holds: dict[bytes, bool]
    imports: list[tuple[int, str]] | None


_decoder = msgspec.msgpack.Decoder(dict[bytes, _Glance])


class Glances:
    """What the files of one package show at a glance.

    Args:
        store: Where that is kept.
        package: Name of the package; imports of others are not looked for.
        place: What tells its files from those of other releases and places.
    """

    def __init__(self, store: Store, package: str, place: str) -> None:
        self._store = store
        self._package = package.encode()
        name = f"{package}\0{place}".encode("utf-8", "replace")
        self._key = blake2b(name, digest_size=20, key=reader_identity()).hexdigest()
        self._known = self._load()
        self._used: dict[bytes, _Glance] = {}
        self._is_new = False

    def holds(self, digest: bytes, content: bytes, marker: bytes) -> bool:
        """Say whether a file holds some bytes.

        Args:
            digest: Hash of the file.
            content: Its bytes.
            marker: The bytes to look for.
        """
        glance = self._of(digest)
        held = glance.holds.get(marker)
        if held is None:
            self._is_new = True
            held = glance.holds[marker] = marker in content
        return held

    def imports(self, digest: bytes, content: bytes) -> list[tuple[int, str]]:
        """Give the imports at the margin of a file that may stay in the package.

        Args:
            digest: Hash of the file.
            content: Its bytes.

        Returns:
            Line and target of each, in order, the target as it is written.
        """
        glance = self._of(digest)
        if glance.imports is None:
            self._is_new = True
            glance.imports = imports(content, self._package)
        return glance.imports

    def close(self) -> None:
        """Keep what was seen."""
        if self._is_new:
            self._store.put("glances", self._key, msgspec.msgpack.encode(self._used))

    def _of(self, digest: bytes) -> _Glance:
        glance = self._used.get(digest)
        if glance is None:
            glance = self._used[digest] = self._known.get(digest) or _Glance({}, None)
        return glance

    def _load(self) -> dict[bytes, _Glance]:
        kept = self._store.get("glances", self._key)
        if kept is not None:
            try:
                return _decoder.decode(kept)
            except msgspec.MsgspecError:
                self._store.damaged.append(self._key)
        return {}


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
    found: list[re.Match[bytes]] = []
    for keyword in (b"\nfrom", b"\nimport"):
        position = text.find(keyword)
        while position >= 0:
            match = _STATEMENT.match(text, position)
            if match is not None:
                found.append(match)
            position = text.find(keyword, position + 1)
    return sorted(found, key=lambda match: match.start())
