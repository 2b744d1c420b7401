"""What stands within a line of a document tree of docutils, written as Markdown.

No transform of docutils runs, so what these would join is joined here: references and their
targets, the numbers of footnotes, and substitutions, which may grow only so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from docutils import nodes

from faceplate.docstrings import marks
from faceplate.docstrings.misspellings import without_opened

# Substitutions may stand in substitutions; that many letters of them are more than any text has.
_MOST_SUBSTITUTED = 10_000
# How deep substitutions may stand in each other, and how many names a target may lead through.
_DEEPEST = 8
# Addresses that a page may link to; others, such as `javascript:`, are shown as text.
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>]+", re.IGNORECASE)
# `the lamp <lamps.bulbs.Lamp>`_ means a class, `the lamp <lamps.html>`_ a file.
_CLASS = re.compile(r"(?:[^\W\d]\w*\.)+[A-Z]\w*")


class Spans:
    """A writer of what stands within the lines of one document.

    Args:
        document: The document.
        numbers: The number of each of its footnotes, as `numbers` gives them.
    """

    def __init__(self, document: nodes.document, numbers: dict[int, int | None]) -> None:
        self._document = document
        self._numbers = numbers
        self._left = _MOST_SUBSTITUTED
        self._depth = 0
        self._addresses: dict[str, nodes.target] = {}
        anonymous: list[nodes.target] = []
        name: str
        for target in document.findall(nodes.target):
            if target.get("anonymous"):
                anonymous.append(target)
            for name in target.get("names", ()):
                self._addresses.setdefault(name, target)
        self._anonymous = iter(anonymous)
        self._referred = iter([number for number in numbers.values() if number])

    def written(self, content: Iterable[nodes.Node]) -> str:
        """Return nodes as Markdown, on one line.

        Args:
            content: What stands within a line or a paragraph.
        """
        parts: list[tuple[str, str]] = []
        for node in content:
            for kind, text in self._span(node):
                if parts and parts[-1][0] == kind and kind in ("code", "text"):
                    text = parts.pop()[1] + text
                parts.append((kind, text))
        written = ""
        for index, (kind, text) in enumerate(parts):
            following = parts[index + 1][1] if index + 1 < len(parts) else ""
            if kind == "text":
                text = without_opened(text, bool(index)) if ":`" in text else text
                written += marks.escaped(" ".join(f"x{text}x".split())[1:-1])
            elif kind == "code":
                written += marks.code(text)
            elif kind == "link":
                # Two pairs of brackets next to each other would be one link.
                written += " " + text if written.endswith("]") else text
            else:
                inside = written[-1:].isalnum() or following[:1].isalnum()
                written += text if inside or not text.strip() else f"{kind}{text}{kind}"
        return written.strip()

    def _span(self, node: nodes.Node) -> list[tuple[str, str]]:
        match node:
            case nodes.Text():
                return [("text", node.astext())]
            case nodes.literal() | nodes.math():
                return [("code", node.astext())]
            case nodes.strong() | nodes.emphasis() | nodes.title_reference():
                words = self.written(node.children)
                mark = "**" if isinstance(node, nodes.strong) else "*"
                return [(mark if "*" not in words else "link", words)]
            case nodes.footnote_reference() | nodes.citation_reference():
                return [("text", f"[{self._label(node)}]")]
            case nodes.substitution_reference():
                return self._substituted(node)
            case nodes.reference():
                return self._reference(node)
            case nodes.system_message():
                return []
            case nodes.problematic():
                return [("text", node.astext())]
        return [part for child in node.children for part in self._span(child)]

    def _label(self, node: nodes.Element) -> str:
        """Return the label of a reference to a footnote, with its number where it has one."""
        name = node.get("refname", "")
        if node.get("auto") == 1 and not name:
            return str(next(self._referred, "#"))
        if node.get("auto") == 1:
            numbers = (self._numbers.get(id(note)) for note in self._document.autofootnotes)
            names = (note["names"] for note in self._document.autofootnotes)
            for number, own in zip(numbers, names, strict=True):
                if number and name in own:
                    return str(number)
        return node.astext() or name or "*"

    def _substituted(self, node: nodes.Element) -> list[tuple[str, str]]:
        name = node.astext()
        definitions = self._document.substitution_defs
        definition = definitions.get(self._document.substitution_names.get(name.lower(), name))
        if definition is None or self._depth >= _DEEPEST or self._left <= 0:
            return [("text", f"|{name}|" if definition is None else name)]
        self._depth += 1
        parts = [part for child in definition.children for part in self._span(child)]
        self._depth -= 1
        self._left -= sum(len(text) for _, text in parts) + 1
        return parts

    def _reference(self, node: nodes.Element) -> list[tuple[str, str]]:
        words = self.written(node.children)
        if target := node.get("crossref"):
            return [("link", f"[{marks.bracketed(words)}][{target}]")]
        address = node.get("refuri")
        if address is None:
            address = self._address(node)
        if address is None:
            # What only looks like a reference, such as `coef_`, keeps its mark.
            bare = node.rawsource.endswith("_") and not node.rawsource.startswith("`")
            return [("text", node.rawsource if bare else node.astext())]
        if _CLASS.fullmatch(address) and node.astext() != address:
            return [("link", f"[{marks.bracketed(words)}][{address}]")]
        if not _WEB.fullmatch(address):
            plain = node.astext() in (address, address.rstrip("_"))
            return [("text", node.astext()), *([] if plain else [("text", f" ({address})")])]
        if node.astext() in (address, address.removeprefix("mailto:")):
            return [("link", f"<{node.astext()}>")]
        return [("link", f"[{marks.bracketed(words)}]({marks.address(address)})")]

    def _address(self, node: nodes.Element) -> str | None:
        """Return the address that a reference by name leads to; None where there is none."""
        target = next(self._anonymous, None) if node.get("anonymous") else None
        name = node.get("refname")
        for _ in range(_DEEPEST):
            target = self._addresses.get(name) if target is None and name else target
            if target is None:
                return None
            if "refuri" in target:
                return str(target["refuri"])
            name, target = target.get("refname"), None
        return None


def numbers(document: nodes.document) -> dict[int, int | None]:
    """Return the number of each footnote by its identity, those without one counted in order.

    Args:
        document: What docutils has parsed.
    """
    notes = list(document.findall(nodes.footnote))
    stated = {
        int(note.children[0].astext())
        for note in notes
        if not note.get("auto") and note.children[0].astext().isdecimal()
    }
    free = (number for number in count(1) if number not in stated)
    counted: dict[int, int | None] = {}
    for note in notes:
        auto = note.get("auto")
        if auto == 1:
            counted[id(note)] = next(free)
        else:
            label = "" if auto else note.children[0].astext()
            counted[id(note)] = int(label) if label.isdecimal() and len(label) < 9 else None
    return counted
