"""Source for a newer Python than the one that runs, rewritten so that this one parses it.

Where Python itself refuses a file, the grammar of LibCST, which follows the newest Python, may
know it. What that Python has and this one has not is then taken out of the text in place: each line
stays where it is, and so does each column of what is left.

- Type parameters are taken out and kept aside: `class Dial[T]:` becomes `class Dial   :`.
- `type Pair[T] = tuple[T, T]` becomes an assignment, whose line is kept aside.
- An expression that this Python does not know, such as an f-string with the quotes of its own
  expressions inside or a t-string, becomes a name, which stands for its source.
- `except ValueError, TypeError:` and `lazy import json` lose what is new in them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import libcst

_LONGEST = 2 * 1024 * 1024
"""Characters of a file that is looked at a second time; the other grammar takes its time."""

_DEEPEST = 150
"""Brackets within brackets. Python itself allows 200, and the other grammar crashes at 3000."""

_MOST_WORK = 20_000_000
"""Work on a file: its time grows with the square of each nesting and of each unbroken chain. A file
of this much takes some seconds, and one that people wrote comes to a thousandth of it."""

_TOKEN = re.compile(
    r"#[^\n]*|[rbuftRBUFT]{0,3}(?:\"\"\"|'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|[(\[{]|[)\]}]|[,;\n]|\w+|[^\s\w]"
)
_OPENING, _CLOSING, _BREAKS = "([{", ")]}", ",;\n"


class Newer(NamedTuple):
    """A file in the syntax of the Python that runs.

    Attributes:
        code: Its text.
        aliases: Lines of `type` statements.
        parameters: Type parameters as source, by the line of their `def`, `class` or `type`.
        expressions: Source of the expressions that names stand for, by name.
    """

    code: str
    aliases: set[int]
    parameters: dict[int, list[str]]
    expressions: dict[str, str]


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def older(code: str) -> Newer | None:
    """Rewrite a file that Python refuses.

    Args:
        code: The file, line ends as newlines.

    Returns:
        The file in the syntax of the Python that runs, as far as it is another one; None if the
        other grammar does not know it either, or cannot be trusted with it.
    """
    if len(code) > _LONGEST or not _is_modest(code):
        return None
    import libcst
    from libcst.metadata import MetadataWrapper, PositionProvider

    try:
        wrapper = MetadataWrapper(libcst.parse_module(code), unsafe_skip_copy=True)
        positions = wrapper.resolve(PositionProvider)
    except (libcst.ParserSyntaxError, libcst.CSTValidationError, RecursionError, UnicodeError):
        return None
    rewriting = _Rewriting(code, positions)
    try:
        wrapper.module.visit(_visitor(rewriting))
    except RecursionError:
        return None
    return rewriting.result()


def restored(tree: ast.Module, newer: Newer) -> None:
    """Put what was taken out of a file back into its tree, as source.

    Args:
        tree: The tree of the file as it was rewritten.
        newer: What was taken out.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in newer.expressions:
            node.id = newer.expressions[node.id]


def _is_modest(code: str) -> bool:
    """Say whether the nesting and the chains of a file are no more than the grammar can take."""
    depths = [0]
    work = 0
    for match in _TOKEN.finditer(code):
        text = match[0]
        if text in _OPENING:
            depths.append(0)
            work += len(depths) ** 2
        elif text in _CLOSING:
            if len(depths) > 1:
                depths.pop()
            depths[-1] += 1
        elif text in _BREAKS:
            depths[-1] = 0
        elif text[0] != "#":
            depths[-1] += 1
            work += depths[-1] // 8
        if len(depths) > _DEEPEST or depths[-1] > 3000 or work > _MOST_WORK:
            return False
    return True


class _Rewriting:
    """Collects what changes in a file.

    Args:
        code: The file.
        positions: Where each node of its other tree stands.
    """

    def __init__(self, code: str, positions: Mapping[libcst.CSTNode, Any]) -> None:
        self._code = code
        self._positions = positions
        self._lines = [0]
        for match in re.finditer("\n", code):
            self._lines.append(match.end())
        self._edits: list[_Edit] = []
        self._aliases: set[int] = set()
        self._parameters: dict[int, list[str]] = {}
        self._expressions: dict[str, str] = {}

    def span(self, node: libcst.CSTNode) -> tuple[int, int]:
        """Return where a node begins and ends in the text."""
        place = self._positions[node]
        start, end = place.start, place.end
        return (
            self._lines[start.line - 1] + start.column,
            self._lines[end.line - 1] + end.column,
        )

    def line(self, node: libcst.CSTNode) -> int:
        """Return the line on which a node begins."""
        return int(self._positions[node].start.line)

    def source(self, node: libcst.CSTNode) -> str:
        """Return a node as it stands in the text."""
        start, end = self.span(node)
        return self._code[start:end]

    def take_parameters(self, node: libcst.TypeParameters, name: libcst.Name) -> None:
        """Take out the type parameters of a declaration.

        Args:
            node: The type parameters.
            name: The name before them.
        """
        start, end = self.span(node)
        parameters = []
        for stated in node.params:
            parameter = _joined(self.source(stated.param))
            if stated.default is not None:
                star = "*" if stated.star == "*" else ""
                parameter += f" = {star}{_joined(self.source(stated.default))}"
            parameters.append(parameter)
        self._parameters[self.line(name)] = parameters
        self.blank(start, end)

    def alias(self, node: libcst.TypeAlias) -> None:
        """Make a `type` statement an assignment."""
        self._aliases.add(self.line(node))
        start, _ = self.span(node)
        name_start, name_end = self.span(node.name)
        name = self._code[name_start:name_end]
        # The name goes where the keyword was: an assignment may not be indented.
        self._edits.append(_Edit(start, name_end, name.ljust(name_end - start)))

    def stand_in(self, node: libcst.CSTNode) -> bool:
        """Let a name stand for an expression that Python refuses; say whether it does."""
        start, end = self.span(node)
        source = self._code[start:end]
        try:
            ast.parse(f"({source}\n)", mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            name = f"_expression_{len(self._expressions)}_"
            self._expressions[name] = source
            self._edits.append(_Edit(start, end, _padded(name, source)))
            return True
        return False

    def blank(self, start: int, end: int) -> None:
        """Replace a stretch by space that does not end a statement."""
        self._edits.append(_Edit(start, end, _padded("", self._code[start:end])))

    def cut(self, start: int, end: int) -> None:
        """Take a stretch out."""
        self._edits.append(_Edit(start, end, ""))

    def result(self) -> Newer:
        """Return the file with all changes."""
        parts: list[str] = []
        done = 0
        for edit in sorted(self._edits):
            if edit.start >= done:
                parts += [self._code[done : edit.start], edit.text]
                done = edit.end
        code = "".join([*parts, self._code[done:]])
        return Newer(code, self._aliases, self._parameters, self._expressions)


def _visitor(rewriting: _Rewriting) -> libcst.CSTVisitor:
    """Return what looks for new syntax; made here, since the library is imported on demand."""
    import libcst

    def declaration(node: libcst.ClassDef | libcst.FunctionDef | libcst.TypeAlias) -> bool:
        if node.type_parameters is not None:
            rewriting.take_parameters(node.type_parameters, node.name)
        if isinstance(node, libcst.TypeAlias):
            rewriting.alias(node)
        return True

    def expression(node: libcst.BaseExpression) -> bool:
        return not rewriting.stand_in(node)

    def comprehension(node: libcst.BaseSimpleComp) -> bool:
        """Take `[*row for row in rows]`; others are looked into."""
        return not (isinstance(node.elt, libcst.StarredElement) and rewriting.stand_in(node))

    def handler(node: libcst.ExceptHandler | libcst.ExceptStarHandler) -> bool:
        """Leave the first of several types without brackets, as none declares anything."""
        kind = node.type
        if isinstance(kind, libcst.Tuple) and not kind.lpar and len(kind.elements) > 1:
            _, end = rewriting.span(kind)
            _, first = rewriting.span(kind.elements[0].value)
            rewriting.blank(first, end)
        return True

    def lazy(node: libcst.LazyImport | libcst.LazyImportFrom) -> bool:
        start, _ = rewriting.span(node)
        rewriting.cut(start, start + len(f"lazy{node.whitespace_after_lazy.value}"))
        return True

    looks: dict[type[libcst.CSTNode], Callable[[Any], bool]] = {
        libcst.ClassDef: declaration,
        libcst.FunctionDef: declaration,
        libcst.TypeAlias: declaration,
        libcst.FormattedString: expression,
        libcst.ConcatenatedString: expression,
        libcst.TemplatedString: expression,
        libcst.StarredDictComp: expression,
        libcst.ListComp: comprehension,
        libcst.SetComp: comprehension,
        libcst.GeneratorExp: comprehension,
        libcst.ExceptHandler: handler,
        libcst.ExceptStarHandler: handler,
        libcst.LazyImport: lazy,
        libcst.LazyImportFrom: lazy,
    }

    class NewSyntax(libcst.CSTVisitor):
        """Hands each node of interest to what looks at it; that says whether to look within."""

        def on_visit(self, node: libcst.CSTNode) -> bool:
            look = looks.get(type(node))
            return look is None or look(node)

    return NewSyntax()


def _padded(text: str, replaced: str) -> str:
    """Return a text on as many lines as what it replaces, none of which ends a statement."""
    lines = replaced.split("\n")
    if len(lines) == 1:
        return text.ljust(len(replaced))
    return "\\\n".join([text.ljust(len(lines[0])), *(" " * len(line) for line in lines[1:])])


def _joined(source: str) -> str:
    return " ".join(source.split())
