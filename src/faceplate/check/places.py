"""From docstrings and signatures back to lines and columns of the file.

Facts hold the text of a docstring with its indentation cleaned, and no places of parameters: few
readers need them. They are found again in the source where there is a finding to show.
"""

from __future__ import annotations

import re

from faceplate.facts.declarations import Docstring, FunctionFact
from faceplate.facts.reader import SourceError, decode
from faceplate.source.tree import Tree, Unreadable

_MOST_FILES = 400
"""How many files are kept as lines at a time, which take several times the room of a file."""
# The line that a function begins with: "async def turn(".
_DEFINITION = re.compile(r"^\s*(?:async\s+)?def\s+(\w+)\b")
# A name that is not an attribute.
_WORD = re.compile(r"(?<![\w.])[^\W\d]\w*")


class SourceLines:
    """The lines of a library's files.

    Args:
        tree: Its files.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._lines: dict[str, list[str]] = {}
        self._held: dict[tuple[str, str], bool] = {}
        self._lowered = "", b""

    def lines(self, file: str) -> list[str]:
        """Return the lines of a file without their ends; none of one that cannot be read."""
        if file not in self._lines:
            if len(self._lines) >= _MOST_FILES:
                self._lines.clear()
            try:
                self._lines[file] = decode(self._tree.read(file)).split("\n")
            except (Unreadable, SourceError):
                self._lines[file] = []
        return self._lines[file]

    def holds(self, file: str, word: str) -> bool:
        """Return whether a file holds a word anywhere, in any case.

        A rule that looks for it in the lines of each declaration asks this first: most files have
        it nowhere.

        Args:
            file: The file.
            word: The word, in lower case and ASCII.
        """
        key = (file, word)
        if key not in self._held:
            self._held[key] = word.encode() in self._lower(file)
        return self._held[key]

    def _lower(self, file: str) -> bytes:
        """Return the content of a file in lower case; words are mostly asked for file by file."""
        if self._lowered[0] != file:
            try:
                self._lowered = file, self._tree.read(file).lower()
            except Unreadable:
                self._lowered = file, b""
        return self._lowered[1]

    def docstring(self, file: str, docstring: Docstring, index: int) -> tuple[int, int]:
        """Return line and column, from 1, of the first character on a line of a docstring.

        Args:
            file: The file.
            docstring: The docstring.
            index: Index of a line in its text.
        """
        lines = self.lines(file)[docstring.line - 1 : docstring.end_line]
        texts = docstring.text.split("\n")
        at = 0
        offset = 0
        for number, text in enumerate(texts[: index + 1]):
            stripped = text.strip()
            if not stripped:
                continue
            near = next(
                (row for row in range(at, len(lines)) if _holds(lines[row], stripped)), None
            )
            if near is not None:
                offset, at = near, near + 1
            elif number == index:
                offset = min(at, max(len(lines) - 1, 0))
        if not lines:
            return docstring.line, 1
        line = lines[offset]
        opening = (
            re.match(r"""\s*[rRuUbB]{0,2}("{3}|'{3}|"|')?\s*""", line) if offset == 0 else None
        )
        column = opening.end() if opening else len(line) - len(line.lstrip())
        return docstring.line + offset, column + 1

    def parameter(self, file: str, function: FunctionFact, name: str) -> tuple[int, int]:
        """Return line and column, from 1, of a parameter in the header of a function.

        Args:
            file: The file.
            function: The function.
            name: The parameter; if there is none, the place is that of the function's name.
        """
        lines = self.lines(file)
        line, column = _definition(lines, function)
        declared = next(
            (parameter for parameter in function.parameters if parameter.name == name), None
        )
        if declared is None or line + declared.row > len(lines):
            return line, column
        text = lines[line + declared.row - 1].encode("utf-8", "replace")[: declared.column]
        return line + declared.row, len(text.decode("utf-8", "replace")) + 1

    def name(self, file: str, line: int, name: str) -> tuple[int, int]:
        """Return line and column, from 1, of a name in the first lines of a declaration."""
        lines = self.lines(file)
        for number in range(line - 1, min(line + 20, len(lines))):
            text = lines[number]
            if text.lstrip().startswith(("@", "#")):
                continue
            for match in _WORD.finditer(text) if name in text else ():
                if match[0] == name:
                    return number + 1, match.start() + 1
        return line, 1


def decorators_above(lines: list[str], line: int) -> list[str]:
    """Return the names of what decorates a property, the decorators that make it one left out.

    Args:
        lines: The lines of its file.
        line: Its line, from 1: that of its `def`, or of its first decorator.
    """
    end = next(
        (number for number in range(line - 1, len(lines)) if _DEFINITION.match(lines[number])), 0
    )
    if end <= 0:
        return []
    names = []
    deep = len(lines[end]) - len(lines[end].lstrip())
    for text in reversed(lines[:end]):
        bare = text.strip()
        is_within = len(text) - len(text.lstrip()) > deep or bare[:1] in (")", "]", "}")
        if bare.startswith("@") and "property" not in bare:
            names.append(bare[1:].partition("(")[0].strip())
        elif not bare or not (bare.startswith("@") or is_within):
            break
    return names[::-1]


def _definition(lines: list[str], function: FunctionFact) -> tuple[int, int]:
    """Find the name of a function behind its `def`, below its decorators."""
    for number in range(function.line - 1, min(function.end_line, len(lines))):
        match = _DEFINITION.match(lines[number])
        if match is not None and match[1] == function.name:
            return number + 1, match.start(1) + 1
    return function.line, 1


def _holds(line: str, stripped: str) -> bool:
    return stripped in line or stripped in line.expandtabs(4) or stripped in line.expandtabs(8)
