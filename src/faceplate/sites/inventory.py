"""`objects.inv`: the names of a site and where they lead, for other sites to link to.

The format is the second one of Sphinx, which its intersphinx and mkdocstrings read: four lines of
text, then compressed lines of name, type, priority, address and title. Each name stands there
twice, as what it is in Python, so that any project finds it, and as what it is in the domain of
faceplate's own directives.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from faceplate.sites.index import IndexEntry, Kind

DOMAIN = "faceplate"
"""Name of the domain of components, events and their parameters."""

TYPES: dict[Kind, tuple[str, str | None]] = {
    "class": ("py:class", f"{DOMAIN}:component"),
    "function": ("py:function", f"{DOMAIN}:component"),
    "object": ("py:data", f"{DOMAIN}:component"),
    "event": ("py:method", f"{DOMAIN}:event"),
    "payload field": ("py:attribute", None),
    "event argument": ("py:parameter", f"{DOMAIN}:param"),
    "parameter": ("py:parameter", f"{DOMAIN}:param"),
    "method": ("py:method", None),
    "method parameter": ("py:parameter", f"{DOMAIN}:param"),
    "attribute": ("py:attribute", None),
}
"""Each kind of entry, with what it is in Python and in the domain of faceplate."""

_UNSUITED = re.compile(r"\s+")
# Name, type, priority, and what follows: `lamps.Lamp py:class 1 lamp/#$ -`.
_LINE = re.compile(rb"(.+?)\s+(\S+)\s+-?\d+\s")
# The same of Python's objects but parameters: `pathlib.Path py:class 1 library/pathlib.html#$ -`.
_TARGET = re.compile(r"(\S+) py:(?!parameter)\w+ -?\d+ (\S+) .*")

_LARGEST = 256 * 1024 * 1024
"""Bytes of an inventory that are read; the largest that are known have some 10 MB."""


class Line(NamedTuple):
    """A line of an inventory.

    Attributes:
        name: What is pointed at.
        type: Domain and type, with a colon between them.
        uri: Its address, relative to the inventory.
        title: What a link to it shows.
    """

    name: str
    type: str
    uri: str
    title: str


def lines(entries: Iterable[IndexEntry], address: Callable[[IndexEntry], str]) -> Iterator[Line]:
    """Yield the lines of an inventory.

    Args:
        entries: What can be pointed at.
        address: Gives where an entry is, relative to the inventory, with its anchor.
    """
    for entry in entries:
        place = address(entry)
        for type_ in TYPES[entry.kind]:
            if type_ is not None:
                yield Line(entry.name, type_, place, entry.name)


def body(content: Iterable[Line]) -> bytes:
    """Write the compressed part of an inventory.

    Args:
        content: Its lines.
    """
    text = "".join(
        f"{_joined(one.name, '_')} {one.type} 1 {_short(one.uri, one.name)} "
        f"{'-' if one.title == one.name else _one_line(one.title) or '-'}\n"
        for one in content
    )
    return zlib.compress(text.encode("utf-8", "replace"), 6)


def head(project: str, version: str) -> bytes:
    """Write the part of an inventory that says whose it is.

    Args:
        project: Name of the project.
        version: Its version; may be empty.
    """
    return (
        "# Sphinx inventory version 2\n"
        f"# Project: {_one_line(project)}\n"
        f"# Version: {_one_line(version)}\n"
        "# The remainder of this file is compressed using zlib.\n"
    ).encode("utf-8", "replace")


def merged(before: bytes, start: bytes, content: bytes) -> bytes:
    """Return an inventory with what another one lists already.

    Args:
        before: The other inventory; it may be empty, or none at all.
        start: The part that says whose it is.
        content: The compressed part with what is added; what both list stays as the other has it.
    """
    listed = _listed(before)
    if not listed:
        return start + content
    names = {_key(line) for line in listed}
    added = [line for line in _lines(content) if _key(line) not in names]
    return start + zlib.compress(b"".join(line + b"\n" for line in (*listed, *added)), 6)


def targets(inventory: bytes) -> Iterator[tuple[str, str]]:
    """Yield the names of Python in an inventory, each with its address relative to the site.

    Args:
        inventory: Its bytes; nothing is found in what is no inventory.
    """
    for line in _listed(inventory):
        parts = _TARGET.fullmatch(line.decode("utf-8", "replace"))
        if parts is not None:
            name, uri = parts[1], parts[2]
            yield name, f"{uri[:-1]}{name}" if uri.endswith("$") else uri


def _listed(inventory: bytes) -> list[bytes]:
    """Return the lines of an inventory; none if it is not one of the second format."""
    parts = inventory.split(b"\n", 4)  # four lines of text come before the compressed part
    if len(parts) < 5 or not parts[0].startswith(b"# Sphinx inventory version 2"):
        return []
    try:
        return _lines(parts[4])
    except zlib.error:
        return []


def _lines(content: bytes) -> list[bytes]:
    text = zlib.decompressobj().decompress(content, _LARGEST)
    return [line for line in text.split(b"\n") if line.strip()]


def _key(line: bytes) -> tuple[bytes, bytes]:
    """Return name and type of a line: `my name py:class 1 address title`; names may hold spaces."""
    found = _LINE.match(line)
    return (found[1], found[2]) if found else (line, b"")


def _short(uri: str, name: str) -> str:
    """Give an address in which a dollar sign stands for the name it ends with."""
    uri = _joined(uri, "%20")
    return uri[: -len(name)] + "$" if uri.endswith(name) else uri


def _joined(text: str, by: str) -> str:
    """Give a text with something else in place of white space, of which most have none."""
    return text if len(text.split(None, 1)) == 1 else _UNSUITED.sub(by, text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
