"""A docstring as its file spells it: which bytes of the literal make which character of the text.

The text that rules look at has its escapes resolved, its tabs expanded and its margin cut off. A
revision of that text is carried back to the literal here, so that prefix, quotes, escapes, tabs and
line ends of everything it does not touch stay as they are. Whether the literal then reads as the
revision wants it is found out by evaluating it.
"""

from __future__ import annotations

import ast
import inspect
import re
import warnings
from collections import Counter
from typing import NamedTuple

from faceplate.check.edits.revision import AddedLine, KeptLine, Revision

# A string literal: prefix, quotes and body, such as r"""Turn it.""".
_LITERAL = re.compile(r"([rRuU]?)(\"{3}|'{3}|\"|')(.*)\2", re.DOTALL)
# One escape, line end or character of the body of a literal: `\x41`, `\N{BULLET}`.
_ESCAPE = re.compile(
    r"\\(?:\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}\n]*\}|.)"
    r"|\r\n|.",
    re.DOTALL,
)
# How far `str.expandtabs` and Python's own tokenizer set tabs.
_TAB = 8


class EditError(ValueError):
    """A literal that is not read as the docstring; the message says why."""


class _Piece(NamedTuple):
    """What of the source makes one character; none for a line that goes on behind a backslash."""

    value: str
    raw: str


class _Line(NamedTuple):
    """A line of the value."""

    pieces: list[_Piece]
    end: str

    @property
    def raw(self) -> str:
        return "".join(piece.raw for piece in self.pieces)

    @property
    def margin(self) -> str:
        """The white space that it begins with."""
        text = ""
        for piece in self.pieces:
            if piece.value not in (" ", "\t"):
                break
            text += piece.raw
        return text

    def at(self, column: int) -> int:
        """Return the index of the piece that a column of the expanded line begins with."""
        reached = 0
        for index, piece in enumerate(self.pieces):
            if reached >= column:
                return index
            width = _TAB - reached % _TAB if piece.value == "\t" else len(piece.value)
            reached += width
        return len(self.pieces)


class Literal:
    """A string literal that is a docstring.

    Args:
        source: The literal with its quotes.
        indent: The white space before it on its line.
        text: The docstring as rules look at it.

    Raises:
        EditError: If the literal is not one of those a docstring can be kept in byte by byte.
    """

    def __init__(self, source: str, indent: str, text: str) -> None:
        match = _LITERAL.fullmatch(source)
        if match is None:
            raise EditError("the docstring is not one literal")
        self._prefix, self._quotes, body = match.groups()
        self._indent = indent
        self._lines = self._taken_apart(body)
        if read(source) != text:
            raise EditError("the docstring is read otherwise than its literal says")
        self._first, self._cuts = self._places(text)
        ends = Counter(
            line.end for line in self._lines if line.end.strip("\r\n") == "" and line.end
        )
        self._end = ends.most_common(1)[0][0] if ends else ""

    def revised(self, revision: Revision, newline: str) -> str:
        """Return the literal that says what a revision wants.

        Args:
            revision: What is to be said.
            newline: How lines of the file end.

        Returns:
            The new literal, which reads as the revision wants it.

        Raises:
            EditError: If there is no such literal.
        """
        end = self._end or newline
        count = len(self._cuts)
        region = self._lines[self._first : self._first + count]
        last = region[-1].end
        parts = []
        for line in revision.lines:
            if isinstance(line, KeptLine):
                own = self._lines[self._first + line.number]
                parts.append((self._changed(line), own.end or end))
            else:
                parts.append((self._new(line), end))
        body = "".join(each.raw + each.end for each in self._lines[: self._first])
        body += "".join(raw + after for raw, after in parts[:-1])
        body += "".join(raw + (after if last else "") for raw, after in parts[-1:])
        body += "".join(each.raw + each.end for each in self._lines[self._first + count :])
        if len(self._lines) == 1 and len(parts) > 1:
            body += end + self._indent
        literal = f"{self._prefix}{self._quotes}{body}{self._quotes}"
        if read(literal) != revision.text:
            raise EditError("the literal cannot say it")
        return literal

    def _taken_apart(self, body: str) -> list[_Line]:
        raw = "r" in self._prefix.lower() or "\\" not in body
        lines: list[_Line] = [_Line([], "")]
        for match in re.finditer(r"\r\n|.", body, re.DOTALL) if raw else _ESCAPE.finditer(body):
            token = match[0]
            value = "\n" if token in ("\r\n", "\r") else token
            if token.startswith("\\") and not raw:
                value = _evaluated(f'"""{token}"""')
            if value == "\n":
                lines[-1] = lines[-1]._replace(end=token)
                lines.append(_Line([], ""))
            else:
                lines[-1].pieces.append(_Piece(value, token))
        return lines

    def _places(self, text: str) -> tuple[int, list[int]]:
        """Return the first line that the text shows, and how much is cut off each from there."""
        expanded = ["".join(p.value for p in each.pieces).expandtabs(_TAB) for each in self._lines]
        first = next((n for n, each in enumerate(expanded) if each.strip()), 0)
        margins = [len(each) - len(each.lstrip()) for each in expanded[1:] if each.strip()]
        margin = min(margins, default=0)
        cuts = []
        for number, shown in enumerate(text.split("\n"), first):
            line = expanded[number] if number < len(expanded) else ""
            cut = len(line) - len(line.lstrip()) if number == 0 else margin
            if line[cut:].rstrip() != shown.rstrip():
                raise EditError("the lines of the docstring are not those of its literal")
            cuts.append(cut)
        return first, cuts

    def _changed(self, kept: KeptLine) -> str:
        line = self._lines[self._first + kept.number]
        cut = self._cuts[kept.number]
        parts = []
        done = 0
        for change in kept.changes:
            start, stop = line.at(change.start + cut), line.at(change.end + cut)
            parts += [piece.raw for piece in line.pieces[done:start]]
            parts.append(self._escaped(change.text))
            done = stop
        return "".join([*parts, *(piece.raw for piece in line.pieces[done:])])

    def _new(self, added: AddedLine) -> str:
        if not added.text.strip():
            return ""
        number = self._first + added.like
        margin = self._lines[number].margin if number else self._indent
        width = len(margin.expandtabs(_TAB)) + added.deeper
        # A line that is as deep shows how this docstring indents.
        alike = (line.margin for line in self._lines[1:] if line.margin != line.raw)
        same = (candidate for candidate in alike if len(candidate.expandtabs(_TAB)) == width)
        return next(same, margin + " " * added.deeper) + self._escaped(added.text)

    def _escaped(self, text: str) -> str:
        if not text.isprintable():
            raise EditError("the text holds what no docstring should")
        if "r" in self._prefix.lower():
            return text
        text = text.replace("\\", "\\\\")
        if len(self._quotes) == 1:
            return text.replace(self._quotes, f"\\{self._quotes}")
        return text.replace(self._quotes, f"\\{self._quotes}")


def read(source: str) -> str:
    """Return the docstring that a literal makes, as rules look at it.

    Args:
        source: The literal with its quotes.

    Raises:
        EditError: If it is not a literal.
    """
    return inspect.cleandoc(_evaluated(source).rstrip())


def _evaluated(source: str) -> str:
    try:
        with warnings.catch_warnings(action="ignore"):
            value = ast.literal_eval(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise EditError("the literal does not parse") from None
    if not isinstance(value, str):
        raise EditError("it is not a string")
    return value
