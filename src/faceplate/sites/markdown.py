"""An extension of Python-Markdown: references to names, and tables in fences.

It knows of a site only what it is handed: where a name leads, and what a fence becomes. MkDocs gets
it from the plugin; other builders that convert with Python-Markdown can name it among their
extensions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import ReferenceInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

FENCE = "faceplate"

_OPENING = re.compile(r"^(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,})[ ]*(?P<info>[^`]*)$")
_IDENTIFIER = re.compile(r"[ \n]?\[(?P<name>[^\]\[]*)\]")
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")

# Before fences are read, before links without a definition are given up, and after code is known.
_BEFORE_FENCES, _AFTER_DEFINITIONS, _BEFORE_PATHS = 27, 169, 15


class References(Extension):
    """Makes links of names, and tables of fences.

    Args:
        address: Gives where a name leads, or None.
        fenced: Gives the HTML for the text of a fence; the second argument is its line.
        missing: Called with a name in a reference that leads nowhere.
        link_names: Whether names in backticks become links, too.
    """

    def __init__(
        self,
        address: Callable[[str], str | None],
        fenced: Callable[[str, int], str],
        missing: Callable[[str], None],
        link_names: bool,
    ) -> None:
        super().__init__()
        self.address = address
        self.fenced = fenced
        self.missing = missing
        self.link_names = link_names

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is the interface's
        """Register what this extension consists of."""
        md.preprocessors.register(_Fences(md, self), "faceplate_fences", _BEFORE_FENCES)
        references = _SiteReferences(r"\[", md, self)
        md.inlinePatterns.register(references, "faceplate_references", _AFTER_DEFINITIONS)
        if self.link_names:
            md.treeprocessors.register(_Names(md, self), "faceplate_names", _BEFORE_PATHS)


class _Fences(Preprocessor):
    """Puts tables in place of fences; a fence within another one is only shown."""

    def __init__(self, md: Markdown, extension: References) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        return list(self._run(lines))

    def _run(self, lines: list[str]) -> Iterator[str]:
        place = 0
        while place < len(lines):
            line = lines[place]
            opening = _OPENING.match(line)
            if opening is None:
                yield line
                place += 1
                continue
            end = _end(lines, place, opening["fence"])
            inner = lines[place + 1 : end]
            if opening["info"].strip() == FENCE and end < len(lines):
                html = self._extension.fenced("\n".join(inner), place + 1)
                yield ""
                yield opening["indent"] + self.md.htmlStash.store(html)
                yield ""
            else:
                yield from lines[place : end + 1]
            place = end + 1


def _end(lines: list[str], start: int, fence: str) -> int:
    for place in range(start + 1, len(lines)):
        words = lines[place].strip()
        if words.startswith(fence) and not words.strip(fence[0]):
            return place
    return len(lines)


class _SiteReferences(ReferenceInlineProcessor):
    """Reads `[name][]` and `[words][name]` where the page defines no such link."""

    def __init__(self, pattern: str, md: Markdown, extension: References) -> None:
        super().__init__(pattern, md)
        self._extension = extension

    def handleMatch(  # type: ignore[override] # noqa: N802 - the name is the interface's
        self, m: re.Match[str], data: str
    ) -> tuple[Any, int | None, int | None]:
        nothing = None, None, None
        text, index, handled = self.getText(data, m.end(0))
        if not handled:
            return nothing
        match = _IDENTIFIER.match(data, index)
        if match is None:
            return nothing
        name = match["name"] or self.unescape(text)
        if not _NAME.fullmatch(name):
            return nothing
        address = self._extension.address(name)
        if address is None:
            self._extension.missing(name)
            return nothing
        link = Element("a", {"href": address})
        link.text = text
        return link, m.start(0), match.end(0)


class _Names(Treeprocessor):
    """Makes links of names in code."""

    def __init__(self, md: Markdown, extension: References) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        self._walk(root)

    def _walk(self, parent: Element) -> None:
        for place, child in enumerate(list(parent)):
            if child.tag == "code" and len(child) == 0:
                # A word that is not a dotted name is more often a word than a component.
                name = child.text or ""
                dotted = "." in name and _NAME.fullmatch(name)
                address = self._extension.address(name) if dotted else None
                if address is not None:
                    link = Element("a", {"href": address})
                    link.tail, child.tail = child.tail, None
                    link.append(child)
                    parent[place] = link
            elif child.tag not in ("a", "pre", "h1"):
                self._walk(child)
