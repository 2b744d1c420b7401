"""From the bytes of one source file to its facts, through griffe.

The result depends on the bytes and on nothing else: not on the file's name, not on the package it
stands in, not on the dialect. That is what lets the cache keep it under the hash of the bytes.
griffe turns relative imports into absolute ones as it goes, so a file is visited below a chain of
stand-in packages; what remains of the chain in a target gives the leading dots back.
"""

from __future__ import annotations

import ast
import io
import logging
import re
import textwrap
import tokenize
import warnings
from pathlib import Path

import griffe
from msgspec.structs import replace

from faceplate.errors import clean
from faceplate.facts.bodies import without_bodies
from faceplate.facts.declarations import (
    AttributeFact,
    CallFact,
    ClassFact,
    Docstring,
    FunctionFact,
    ImportFact,
    Member,
    ModuleFact,
    ParameterFact,
)
from faceplate.facts.expressions import text_of

LONGEST_VALUE = 20_000
"""Characters of an assigned value beyond which it is data, which no page shows."""

_STAND_IN = "^"
_LITERAL = "Literal"
_FILE = Path("module.py")
_TYPING = {"typing", "typing_extensions"}
_KINDS = {
    "positional-only": "positional_only",
    "positional or keyword": "positional_or_keyword",
    "variadic positional": "var_positional",
    "keyword-only": "keyword_only",
    "variadic keyword": "var_keyword",
}
_STATES_ENCODING = re.compile(rb"\xef\xbb\xbf|(?:[^\n]*\n)?[^\n]*coding")
_RELATIVE_IMPORT = re.compile(r"from[ \t]*(\.[. \t]*)")
_WITH_DOCSTRING = re.compile(r"\)[^()]*:[ \t]*\n[ \t]*[rRuU]?[\"']")
_DEFINITION = re.compile(r"def (\w+)")
_RETURNED_NAME = re.compile(r"return (\w+)[ \t]*(?:#.*)?$", re.MULTILINE)
_MODULE_CALL = re.compile(r"""\n([A-Za-z_][\w.]*)\((["'])([^"'\\\n]*)\2\)[ \t]*(?=\n|$)""")

logging.getLogger("griffe").addHandler(logging.NullHandler())


class _Statements(griffe.Visitor):
    """griffe's visitor, which goes down into statements and not into expressions.

    Declarations are statements. griffe looks at every expression of a constructor's body on the
    way to them, which is a third of its time and finds nothing.
    """

    def generic_visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Module):
            # What a star import brings is not known here, and `Literal` has to be.
            self.current.set_member(_LITERAL, griffe.Alias(_LITERAL, f"typing.{_LITERAL}"))
        conditional = not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for block in ("body", "handlers", "orelse", "finalbody", "cases"):
            for statement in getattr(node, block, ()):
                if isinstance(statement, ast.If) and _is_script_guard(statement.test):
                    continue
                if conditional and isinstance(statement, ast.Import | ast.ImportFrom):
                    self._keep_declared(statement, isinstance(node, ast.ExceptHandler))
                statement.parent = node
                self.visit(statement)
        if isinstance(node, ast.Module) and self._stands_in(_LITERAL):
            del self.current.members[_LITERAL]
        # griffe ties all children of a node to it when it looks for the docstring of an attribute.
        for child in ast.iter_child_nodes(node):
            vars(child).pop("parent", None)

    def _stands_in(self, name: str) -> bool:
        member = self.current.members.get(name)
        return isinstance(member, griffe.Alias) and member.alias_lineno is None

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Expr):
            self.visit_expr(node)
        elif isinstance(node, ast.If):
            self.visit_if(node)
        else:
            super().visit(node)

    def visit_expr(self, node: ast.Expr) -> None:
        """Take `__all__.append(...)` and `__all__.extend(...)` for the sums that they are."""
        match node.value:
            case ast.Call(
                ast.Attribute(ast.Name("__all__") as target, ("append" | "extend") as verb),
                [added],
                [],
            ):
                value = ast.List([added]) if verb == "append" else added
                self.visit_augassign(ast.AugAssign(target, ast.Add(), value))

    def visit_if(self, node: ast.If) -> None:
        """Leave what has an `else` unguarded: the other branch binds it at run time."""
        if node.orelse:
            self.generic_visit(node)
        else:
            super().visit_if(node)

    def _keep_declared(self, statement: ast.Import | ast.ImportFrom, falls_back: bool) -> None:
        """Let a conditional import, such as that of a compiled twin, replace no declaration.

        One to fall back to when something fails replaces nothing at all.
        """
        members = self.current.members
        statement.names = [
            name
            for name in statement.names
            if (known := members.get(name.asname or name.name)) is None
            or (known.is_alias and not falls_back)
        ]


def _is_script_guard(test: ast.expr) -> bool:
    """Say whether a condition is `__name__ == "__main__"`: what it guards is nobody's import."""
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Name)
        and test.left.id == "__name__"
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value == "__main__"
    )


class SourceError(ValueError):
    """The bytes are no Python source.

    Attributes:
        message: What is wrong, in one line.
        line: Line counted from 1, or None.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def read(content: bytes) -> ModuleFact:
    """Read one source file.

    Args:
        content: The bytes of the file.

    Returns:
        What the file declares.

    Raises:
        SourceError: If the bytes are not text in the encoding they declare, or the text does
            not parse.
    """
    code = decode(content)
    extensions = griffe.Extensions()
    try:
        module = _visit_without_bodies(code, extensions)
        nested = _returned_functions(code, _typing_imports(module), extensions)
        facts = _module(module, nested, _calls(code))
        _release(module)
        return facts
    except SyntaxError as error:
        reason = clean(str(error.msg))
        raise SourceError(f"syntax error: {reason}", error.lineno) from None
    except RecursionError:
        raise SourceError("nested too deeply to be read") from None
    except MemoryError:
        raise SourceError("too complex to be parsed") from None
    except ValueError as error:
        raise SourceError(clean(str(error))) from None
    except Exception as error:
        raise SourceError(clean(f"griffe cannot read it ({error!r})")) from None


def decode(content: bytes) -> str:
    """Decode source as Python does: byte order mark, coding line, else UTF-8.

    Args:
        content: The bytes of a source file.

    Returns:
        The text, line ends as newlines.

    Raises:
        SourceError: If the declared encoding is unknown or the bytes do not fit it.
    """
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise SourceError("holds a null byte, which no Python source may", line)
    try:
        encoding = "utf-8"
        if _STATES_ENCODING.match(content):
            encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        text = content.decode(encoding)
    except SyntaxError as error:
        raise SourceError(clean(str(error.msg))) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(f"is not {error.encoding} text", line) from None
    except LookupError as error:
        raise SourceError(clean(str(error))) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _visit_without_bodies(code: str, extensions: griffe.Extensions) -> griffe.Module:
    blanked = without_bodies(code)
    if blanked is not code:
        try:
            return _visit(blanked, extensions)
        except (SyntaxError, RecursionError, MemoryError):
            pass
    return _visit(code, extensions)


def _visit(code: str, extensions: griffe.Extensions) -> griffe.Module:
    dots = [match[1].count(".") for match in _RELATIVE_IMPORT.finditer(code)]
    parent: griffe.Module | None = None
    for _ in range(max(dots, default=0)):
        parent = griffe.Module(_STAND_IN, parent=parent)
    # What Python warns of in a library's source, such as its escapes, is not for our users.
    with warnings.catch_warnings(action="ignore"):
        return _Statements(_STAND_IN, _FILE, code, extensions, parent).get_module()


def _module(
    module: griffe.Module, nested: dict[int, FunctionFact], calls: list[CallFact]
) -> ModuleFact:
    exports: list[str] | None = None
    stated = module.exports or []
    if stated or _is_empty(module.members.get("__all__")):
        exports = [entry if isinstance(entry, str) else f"*{_dotted(entry)}" for entry in stated]
    return ModuleFact(_docstring(module), exports, _members(module, nested), calls)


def _is_empty(listed: griffe.Object | griffe.Alias | None) -> bool:
    """Say whether `__all__` is stated to be empty; griffe also gives nothing if it is computed."""
    return isinstance(listed, griffe.Attribute) and str(listed.value) in ("[]", "()")


def _calls(code: str) -> list[CallFact]:
    return [
        CallFact(match[1], match[3], code.count("\n", 0, match.start()) + 1)
        for match in _MODULE_CALL.finditer(f"\n{code}")
    ]


def _dotted(name: griffe.ExprName) -> str:
    owner = name.parent
    return f"{_dotted(owner)}.{name.name}" if isinstance(owner, griffe.ExprName) else name.name


def _release(owner: griffe.Object) -> None:
    """Untie griffe's objects, which know their owners, so that they go without a collector."""
    for member in owner.members.values():
        if not isinstance(member, griffe.Alias):
            _release(member)
    owner.members.clear()


def _members(
    owner: griffe.Module | griffe.Class, nested: dict[int, FunctionFact]
) -> dict[str, Member]:
    facts: dict[str, Member] = {}
    for name, member in owner.members.items():
        fact = _member(member, nested)
        facts[fact.name if isinstance(fact, ImportFact) else name] = fact
    for name, overloads in owner.overloads.items():
        if overloads and name not in facts:
            # Only its overloads are stated: the widest has to stand for it.
            signatures = [_function(one, {}) for one in overloads]
            widest = max(signatures, key=lambda one: len(one.parameters))
            facts[name] = replace(widest, overloads=signatures)
    return facts


def _member(member: griffe.Object | griffe.Alias, nested: dict[int, FunctionFact]) -> Member:
    if isinstance(member, griffe.Alias):
        return _import(member)
    if isinstance(member, griffe.Class):
        return _class(member, nested)
    if isinstance(member, griffe.Function):
        return _function(member, nested)
    assert isinstance(member, griffe.Attribute | griffe.TypeAlias)
    return _attribute(member)


def _import(alias: griffe.Alias) -> ImportFact:
    target = alias.target_path
    owner = alias.parent
    assert owner is not None
    depth = owner.module.path.count(_STAND_IN) - 1
    if target.startswith(_STAND_IN):
        rest = target.lstrip(f"{_STAND_IN}.")
        remaining = target[: len(target) - len(rest)].count(_STAND_IN)
        target = "." * (depth - remaining + 1) + rest
    name = f"*{target}" if "/" in alias.name or alias.name.endswith("*") else alias.name
    return ImportFact(name, target, alias.alias_lineno or 1, not alias.runtime)


def _class(class_: griffe.Class, nested: dict[int, FunctionFact]) -> ClassFact:
    return ClassFact(
        class_.name,
        class_.lineno or 1,
        class_.endlineno or 1,
        [text_of(base) for base in class_.bases],
        {name: text_of(value) for name, value in class_.keywords.items()},
        [text_of(decorator.value) for decorator in class_.decorators],
        _docstring(class_),
        _members(class_, nested),
        not class_.runtime,
    )


def _function(function: griffe.Function, nested: dict[int, FunctionFact]) -> FunctionFact:
    first, last = function.lineno or 1, function.endlineno or 1
    inner = {
        fact.name: fact for line, fact in nested.items() if first < line and fact.end_line <= last
    }
    return FunctionFact(
        function.name,
        first,
        last,
        [_parameter(parameter) for parameter in function.parameters],
        _source(function.returns),
        [text_of(decorator.value) for decorator in function.decorators],
        _docstring(function),
        sorted(function.labels),
        [_function(overload, {}) for overload in function.overloads or ()],
        inner,
        not function.runtime,
    )


def _parameter(parameter: griffe.Parameter) -> ParameterFact:
    kind = _KINDS[parameter.kind.value] if parameter.kind else "positional_or_keyword"
    variadic = kind.startswith("var_")
    return ParameterFact(
        parameter.name.lstrip("*"),
        kind,  # type: ignore[arg-type]
        _source(parameter.annotation),
        None if variadic else _source(parameter.default),
    )


def _attribute(attribute: griffe.Attribute | griffe.TypeAlias) -> AttributeFact:
    annotation = attribute.annotation if isinstance(attribute, griffe.Attribute) else None
    value = _source(attribute.value)
    return AttributeFact(
        attribute.name,
        attribute.lineno or 1,
        attribute.endlineno or 1,
        _source(annotation),
        value if value is None or len(value) <= LONGEST_VALUE else None,
        _docstring(attribute),
        sorted(attribute.labels),
        not attribute.runtime,
    )


def _docstring(owner: griffe.Object) -> Docstring | None:
    docstring = owner.docstring
    if docstring is None:
        return None
    return Docstring(docstring.value, docstring.lineno or 1, docstring.endlineno or 1)


def _source(expression: griffe.Expr | str | None) -> str | None:
    return None if expression is None else text_of(expression)


def _typing_imports(module: griffe.Module) -> str:
    """Give one line that imports what a module imports of `typing`.

    griffe takes the strings in an annotation for names unless it knows that they stand in a
    `Literal`.
    """
    statements = []
    for name, member in module.members.items():
        if not isinstance(member, griffe.Alias):
            continue
        package, _, what = member.target_path.rpartition(".")
        if package in _TYPING:
            statements.append(f"from {package} import {what} as {name}")
        elif what in _TYPING:
            statements.append(f"import {what} as {name}")
    return "; ".join(statements)


def _returned_functions(
    code: str, imports: str, extensions: griffe.Extensions
) -> dict[int, FunctionFact]:
    """Find inner functions with a docstring that the function around them returns by name.

    griffe looks at no function body, so the stretch from `def` to `return` is visited by itself.

    Args:
        code: The whole file.
        imports: A line to put above each stretch.
        extensions: griffe's extensions.

    Returns:
        First line of each inner function to its facts, with lines of the whole file.
    """
    returned: dict[str, list[int]] = {}
    for match in _RETURNED_NAME.finditer(code):
        returned.setdefault(match[1], []).append(match.start())
    found: dict[int, FunctionFact] = {}
    for definition in _DEFINITION.finditer(code):
        ends = returned.get(definition[1])
        if ends is None:
            continue
        start = code.rfind("\n", 0, definition.start()) + 1
        end = next((end for end in ends if end > start), -1)
        indent = code[start : definition.start()].removesuffix("async ")
        if end < start or not indent or not indent.isspace():
            continue
        if not _WITH_DOCSTRING.search(code, start, end):
            continue
        line = code.rfind("\n", 0, end) + 1
        if code[line:end] != indent:
            continue
        stretch = f"{imports}\n{textwrap.dedent(code[start:line])}"
        try:
            member = _visit(stretch, extensions).members.get(definition[1])
        except (SyntaxError, ValueError):
            continue
        if isinstance(member, griffe.Function):
            fact = _shifted(_function(member, {}), code.count("\n", 0, start) - 1)
            found[fact.line] = fact
    return found


def _shifted(function: FunctionFact, lines: int) -> FunctionFact:
    docstring = function.docstring
    if docstring is not None:
        docstring = Docstring(docstring.text, docstring.line + lines, docstring.end_line + lines)
    return FunctionFact(
        function.name,
        function.line + lines,
        function.end_line + lines,
        function.parameters,
        function.returns,
        function.decorators,
        docstring,
        function.labels,
        function.overloads,
        function.nested,
        function.type_checking,
    )
