"""From revisions to edits of a file: libcst says where the literals and headers stand.

An edit is a stretch of the file and what takes its place, so that everything outside of it stays as
it is, byte by byte. What comes out is parsed again and compared: nothing but what was meant may
have changed. libcst is an extra, since only those who fix need it.
"""

from __future__ import annotations

import io
import re
import tokenize
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from faceplate.check.edits.header import HeaderEdit
from faceplate.check.edits.literal import EditError, Literal
from faceplate.check.edits.proof import prove
from faceplate.check.edits.revision import Revision
from faceplate.facts.declarations import ParameterFact

if TYPE_CHECKING:
    import libcst

_BOM = b"\xef\xbb\xbf"
# Each way to end a line that Python reads.
_LINE_END = re.compile(r"\r\n|\r|\n")


class TextEdit(NamedTuple):
    """A stretch of a file's text, and what takes its place.

    Attributes:
        start: Where it begins, in characters.
        end: Where it ends.
        text: What takes its place.
    """

    start: int
    end: int
    text: str


class EditableFile:
    """A source file that can be edited.

    Args:
        content: Its bytes.

    Raises:
        EditError: If it cannot be taken apart and put together again without a change.
    """

    def __init__(self, content: bytes) -> None:
        self._bom = content.startswith(_BOM)
        try:
            encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
            self._encoding = "utf-8" if encoding == "utf-8-sig" else encoding
            body = content[len(_BOM) :] if self._bom else content
            self.text = body.decode(self._encoding)
            if self._encoded(self.text) != content:
                raise EditError("its encoding does not give its bytes back")
        except (SyntaxError, UnicodeError, LookupError):
            raise EditError("it is not text in the encoding that it declares") from None
        self._content = content
        ends = [match.end() for match in _LINE_END.finditer(self.text)]
        self._starts = [0, *ends]
        self.newline = _newline(self.text)
        self._strings, self._functions = self._located()
        self._literals: dict[int, Literal] = {}

    def text_edits(self, edit: Revision | HeaderEdit) -> list[TextEdit]:
        """Return what has to change in the text.

        Args:
            edit: A revision of a docstring of the file, or an edit of a header.

        Raises:
            EditError: If the file cannot say it.
        """
        if isinstance(edit, HeaderEdit):
            return self._of_header(edit)
        docstring = edit.subject.docstring
        for start, source in self._strings.get(docstring.line, ()):
            line = self.text[self._starts[docstring.line - 1] : start]
            indent = line if not line.strip() else ""
            try:
                if start not in self._literals:
                    self._literals[start] = Literal(source, indent, docstring.text)
            except EditError:
                if len(self._strings[docstring.line]) > 1:
                    continue
                raise
            literal = self._literals[start].revised(edit, self.newline)
            return [_narrowed(self.text, TextEdit(start, start + len(source), literal))]
        raise EditError("its docstring is not one literal of its own")

    def edited(self, edits: Sequence[Revision | HeaderEdit]) -> bytes:
        """Return the bytes of the file with edits carried out.

        Args:
            edits: The edits, none of which may overlap another.

        Raises:
            EditError: If the file then does not parse, or says otherwise than it is meant to.
        """
        text = self.text
        following = len(text)
        parts = [part for edit in edits for part in self.text_edits(edit)]
        for start, end, new in sorted(parts, reverse=True):
            if end > following:
                raise EditError("two mendings overlap")
            text = text[:start] + new + text[end:]
            following = start
        try:
            content = self._encoded(text)
        except UnicodeError:
            raise EditError(f"{self._encoding} has no signs for what would be written") from None
        prove(self._content, content, edits)
        return content

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of a place in the text."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def _encoded(self, text: str) -> bytes:
        return (_BOM if self._bom else b"") + text.encode(self._encoding)

    def _located(
        self,
    ) -> tuple[dict[int, list[tuple[int, str]]], dict[str, list[tuple[int, libcst.FunctionDef]]]]:
        """Find the strings that stand as statements by line, and the functions by name."""
        import libcst
        from libcst.metadata import MetadataWrapper, PositionProvider

        try:
            module = libcst.parse_module(self.text)
            wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
            positions = wrapper.resolve(PositionProvider)
        except (libcst.ParserSyntaxError, RecursionError):
            raise EditError("libcst cannot parse it") from None
        strings: dict[int, list[tuple[int, str]]] = {}
        functions: dict[str, list[tuple[int, libcst.FunctionDef]]] = {}
        for node, place in positions.items():
            if isinstance(node, libcst.Expr) and isinstance(node.value, libcst.SimpleString):
                where = positions[node.value].start
                start = self._starts[where.line - 1] + where.column
                if not self.text.startswith(node.value.value, start):
                    raise EditError("libcst counts its lines otherwise")
                strings.setdefault(where.line, []).append((start, node.value.value))
            elif isinstance(node, libcst.FunctionDef):
                functions.setdefault(node.name.value, []).append((place.start.line, node))
        self._positions = positions
        return strings, functions

    def _of_header(self, header: HeaderEdit) -> list[TextEdit]:
        fact = header.function
        nodes = [
            node
            for line, node in self._functions.get(fact.name, ())
            if fact.line <= line <= fact.end_line
        ]
        if not nodes:
            raise EditError(f"`{fact.name}` is not found in it")
        node = nodes[0].params
        parameters = [*node.posonly_params, *node.params, *node.kwonly_params]
        spans = {parameter.name.value: self._span(parameter) for parameter in parameters}
        edits = []
        for name in header.removed:
            if name not in spans:
                raise EditError(f"`{name}` is not found in the header of `{fact.name}`")
            edit = self._cut(name, spans)
            if "#" in self.text[edit.start : edit.end]:
                raise EditError(f"a comment stands beside `{name}`")
            edits.append(edit)
        for before, parameter in header.added:
            if before in spans:
                edits.append(self._grown(before, parameter, header, spans))
        return edits

    def _span(self, parameter: libcst.Param) -> tuple[int, int]:
        first = self._positions[parameter.name].start
        last = parameter.default or parameter.annotation or parameter.name
        end = self._positions[last].end
        return (
            self._starts[first.line - 1] + first.column,
            self._starts[end.line - 1] + end.column,
        )

    def _cut(self, name: str, spans: dict[str, tuple[int, int]]) -> TextEdit:
        names = sorted(spans, key=lambda each: spans[each])
        at = names.index(name)
        start, end = spans[name]
        if at + 1 < len(names):
            return TextEdit(start, spans[names[at + 1]][0], "")
        return TextEdit(spans[names[at - 1]][1] if at else start, end, "")

    def _grown(
        self,
        before: str,
        parameter: ParameterFact,
        header: HeaderEdit,
        spans: dict[str, tuple[int, int]],
    ) -> TextEdit:
        """Write a parameter, and those that follow it directly, behind another one."""
        start, end = spans[before]
        line = self.text.rfind("\n", 0, start) + 1
        alone = not self.text[line:start].strip()
        gap = f",{self.newline}{self.text[line:start]}" if alone else ", "
        row = [parameter]
        for name, addition in header.added:
            if name == row[-1].name:
                row.append(addition)
        return TextEdit(end, end, "".join(gap + _written(addition) for addition in row))


def _written(parameter: ParameterFact) -> str:
    if parameter.annotation is None:
        return f"{parameter.name}={parameter.default}"
    return f"{parameter.name}: {parameter.annotation} = {parameter.default}"


def _newline(text: str) -> str:
    match = _LINE_END.search(text)
    return match[0] if match else "\n"


def _narrowed(text: str, edit: TextEdit) -> TextEdit:
    """Leave out of an edit what stays at its beginning and at its end."""
    old, new = text[edit.start : edit.end], edit.text
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return TextEdit(edit.start + head, edit.end - tail, new[head : len(new) - tail])
