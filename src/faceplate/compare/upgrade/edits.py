"""Edits of the code of an app: a stretch of a file and what takes its place.

What comes out has to parse, and is looked at again before it is written. All else stays as it is,
byte by byte.
"""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Sequence
from typing import NamedTuple

from faceplate.check.edits.literal import EditError

_BOM = b"\xef\xbb\xbf"


class CodeEdit(NamedTuple):
    """A stretch of a file's text, and what takes its place.

    Attributes:
        start: Where it begins, in characters.
        end: Where it ends.
        text: What takes its place.
    """

    start: int
    end: int
    text: str

    @classmethod
    def at(
        cls,
        text: str,
        first: ast.expr | ast.keyword | ast.alias | ast.stmt,
        last: ast.expr | ast.keyword | ast.alias | ast.stmt,
        new: str,
        before: bool = False,
    ) -> CodeEdit:
        """Return the edit that replaces nodes, or stands before them.

        Args:
            text: The text of the file.
            first: The first node that is replaced.
            last: The last one.
            new: What takes their place.
            before: Whether the nodes stay, and the new text comes before them.
        """
        start = offset(text, first.lineno, first.col_offset)
        end = offset(text, last.end_lineno or last.lineno, last.end_col_offset or 0)
        return cls(start, start if before else end, new)


def offset(text: str, line: int, column: int) -> int:
    """Return where a place of a parsed text is, in characters.

    Args:
        text: The text, whose lines end in newlines.
        line: Line counted from 1.
        column: Column counted from 0, in bytes, as the parser gives it.
    """
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    end = text.find("\n", start)
    row = text[start : end if end >= 0 else len(text)]
    return start + len(row.encode()[:column].decode("utf-8", "ignore"))


def argument_removed(text: str, call: ast.Call, word: ast.keyword) -> CodeEdit:
    """Return the edit that takes an argument out of a call, with the comma that belongs to it.

    Args:
        text: The text of the file.
        call: The call.
        word: The argument.
    """
    start = offset(text, word.lineno, word.col_offset)
    end = offset(text, word.end_lineno or word.lineno, word.end_col_offset or 0)
    given: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    rows = sorted(offset(text, each.lineno, each.col_offset) for each in given)
    following = next((each for each in rows if each > start), None)
    if following is not None:
        return CodeEdit(start, following if "#" not in text[end:following] else end, "")
    head = text[:start].rstrip()
    if head.endswith(","):
        return CodeEdit(len(head) - 1, end, "")
    # The only argument may have a comma behind it.
    tail = text[end:].lstrip()
    return CodeEdit(start, len(text) - len(tail) + 1 if tail.startswith(",") else end, "")


def argument_renamed(text: str, word: ast.keyword, name: str) -> CodeEdit:
    """Return the edit that passes an argument under another name.

    Args:
        text: The text of the file.
        word: The argument.
        name: Its new name.
    """
    start = offset(text, word.lineno, word.col_offset)
    return CodeEdit(start, start + len(word.arg or ""), name)


def argument_replaced(text: str, word: ast.keyword, new: str) -> CodeEdit:
    """Return the edit that writes something else in the place of an argument.

    Args:
        text: The text of the file.
        word: The argument.
        new: What takes its place.
    """
    return CodeEdit.at(text, word, word, new)


def argument_added(text: str, call: ast.Call, new: str) -> CodeEdit:
    """Return the edit that passes one more argument, behind the others.

    Args:
        text: The text of the file.
        call: The call.
        new: The argument.

    Raises:
        EditError: If it is not certain where that is.
    """
    end = offset(text, call.end_lineno or call.lineno, call.end_col_offset or 0) - 1
    if text[end : end + 1] != ")":
        raise EditError("the call does not end in a bracket")
    given: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    if not given:
        return CodeEdit(end, end, new)
    last = max(given, key=lambda each: (each.end_lineno or 0, each.end_col_offset or 0))
    place = offset(text, last.end_lineno or last.lineno, last.end_col_offset or 0)
    return CodeEdit(place, place, f", {new}")


class Script:
    """A file of an app that can be edited.

    Args:
        content: Its bytes.

    Raises:
        EditError: If it is not text that gives its bytes back.
    """

    def __init__(self, content: bytes) -> None:
        self._bom = content.startswith(_BOM)
        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
            self._encoding = "utf-8" if encoding == "utf-8-sig" else encoding
            text = (content[len(_BOM) :] if self._bom else content).decode(self._encoding)
        except (SyntaxError, UnicodeError, LookupError):
            raise EditError("it is not text in the encoding that it declares") from None
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self.text = text.replace("\r\n", "\n")
        if "\r" in self.text or self._bytes(self.text) != content:
            raise EditError("its lines end in several ways")

    def edited(self, edits: Sequence[CodeEdit]) -> bytes:
        """Return the bytes of the file with edits carried out.

        Args:
            edits: The edits.

        Raises:
            EditError: If two overlap, or the file would not parse.
        """
        text = self.text
        following = len(text) + 1
        for start, end, new in sorted(set(edits), reverse=True):
            if end > following or (end == following and start != end and not new):
                raise EditError("two fixes overlap")
            text = text[:start] + new + text[end:]
            following = start
        try:
            with warnings.catch_warnings(action="ignore"):
                # Parsing lets an argument pass that stands twice. Nothing of the code is run.
                compile(text, "<app>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise EditError("the file would not parse any more") from None
        try:
            return self._bytes(text)
        except UnicodeError:
            raise EditError(f"{self._encoding} has no signs for what would be written") from None

    def _bytes(self, text: str) -> bytes:
        body = text.replace("\n", self._newline).encode(self._encoding)
        return (_BOM if self._bom else b"") + body
