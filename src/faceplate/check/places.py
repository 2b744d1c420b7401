"""From docstrings and signatures back to lines and columns of the file.

Facts hold the text of a docstring with its indentation cleaned, and no places of parameters: few
readers need them. They are found again in the source where there is a finding to show.
"""

from __future__ import annotations

import re

from faceplate.facts.declarations import Docstring
from faceplate.facts.reader import SourceError, decode
from faceplate.targets.tree import Tree, Unreadable

_LONGEST_HEADER = 400
_MOST_FILES = 400
"""How many files are kept as lines at a time, which take several times the room of a file."""
_TOKEN = re.compile(
    r"""\n|[()\[\]{},]|\#[^\n]*|\"{3}.*?\"{3}|'{3}.*?'{3}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^\W\d]\w*""",
    re.DOTALL,
)

_DEFINITION = re.compile(r"^\s*(?:async\s+)?def\s+(\w+)\b")
_WORD = re.compile(r"(?<![\w.])[^\W\d]\w*")


class Sources:
    """The lines of a library's files.

    Args:
        tree: Its files.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._lines: dict[str, list[str]] = {}
        self._held: dict[tuple[str, str], bool] = {}
        self._parameters: dict[tuple[str, int, str], dict[str, tuple[int, int]]] = {}

    def lines(self, file: str) -> list[str]:
        """Give the lines of a file without their ends; none of one that cannot be read."""
        if file not in self._lines:
            if len(self._lines) >= _MOST_FILES:
                self._lines.clear()
            try:
                self._lines[file] = decode(self._tree.read(file)).split("\n")
            except (Unreadable, SourceError):
                self._lines[file] = []
        return self._lines[file]

    def holds(self, file: str, word: str) -> bool:
        """Say whether a file holds a word anywhere, in any case.

        A rule that looks for it in the lines of each declaration asks this first: most files have
        it nowhere.

        Args:
            file: The file.
            word: The word, in lower case and ASCII.
        """
        key = (file, word)
        if key not in self._held:
            try:
                self._held[key] = word.encode() in self._tree.read(file).lower()
            except Unreadable:
                self._held[key] = False
        return self._held[key]

    def docstring(self, file: str, docstring: Docstring, index: int) -> tuple[int, int]:
        """Give line and column, from 1, of the first character on a line of a docstring.

        Args:
            file: The file.
            docstring: The docstring.
            index: Index of a line in its text.
        """
        lines = self.lines(file)[docstring.line - 1 : docstring.end_line]
        texts = docstring.text.split("\n")
        at = 0
        found = 0
        for number, text in enumerate(texts[: index + 1]):
            stripped = text.strip()
            if not stripped:
                continue
            near = next(
                (one for one in range(at, len(lines)) if _holds(lines[one], stripped)), None
            )
            if near is not None:
                found, at = near, near + 1
            elif number == index:
                found = min(at, max(len(lines) - 1, 0))
        if not lines:
            return docstring.line, 1
        line = lines[found]
        opening = re.match(r"""\s*[rRuUbB]{0,2}("{3}|'{3}|"|')?\s*""", line) if found == 0 else None
        column = opening.end() if opening else len(line) - len(line.lstrip())
        return docstring.line + found, column + 1

    def parameter(self, file: str, line: int, function: str, name: str) -> tuple[int, int]:
        """Give line and column, from 1, of a parameter in the header of a function.

        Args:
            file: The file.
            line: First line of the function, decorators included.
            function: Its name.
            name: The parameter; if it is not found, the place is that of the function's name.
        """
        key = (file, line, function)
        if key not in self._parameters:
            self._parameters[key] = _parameters(self.lines(file), line, function)
        places = self._parameters[key]
        return places.get(name) or places.get("") or (line, 1)

    def name(self, file: str, line: int, name: str) -> tuple[int, int]:
        """Give line and column, from 1, of a name in the first lines of a declaration."""
        lines = self.lines(file)
        for number in range(line - 1, min(line + 20, len(lines))):
            text = lines[number]
            if text.lstrip().startswith(("@", "#")):
                continue
            for match in _WORD.finditer(text) if name in text else ():
                if match[0] == name:
                    return number + 1, match.start() + 1
        return line, 1


def _holds(line: str, stripped: str) -> bool:
    return stripped in line or stripped in line.expandtabs(4) or stripped in line.expandtabs(8)


def _parameters(lines: list[str], line: int, function: str) -> dict[str, tuple[int, int]]:
    """Find the parameters of a function's header; under an empty name, the function itself."""
    found: dict[str, tuple[int, int]] = {}
    for number in range(line - 1, min(line + 60, len(lines))):
        match = _DEFINITION.match(lines[number])
        if match is None or match[1] != function:
            continue
        found[""] = number + 1, match.start(1) + 1
        header = "\n".join(lines[number : number + _LONGEST_HEADER])
        depth = 0
        expected = False
        row, begun = number + 1, 0
        for token in _TOKEN.finditer(header):
            kind = token[0]
            if kind == "\n":
                row, begun = row + 1, token.end()
            elif kind in "([{":
                depth += 1
                expected = depth == 1
            elif kind in ")]}":
                depth -= 1
                if depth == 0:
                    break
            elif kind == ",":
                expected = expected or depth == 1
            elif expected and depth == 1 and kind.isidentifier():
                found.setdefault(kind, (row, token.start() - begun + 1))
                expected = False
            else:
                row += kind.count("\n")
                begun = token.start() + kind.rindex("\n") + 1 if "\n" in kind else begun
        break
    return found
