"""From the bytes of one source file to its facts.

The result depends on the bytes and on nothing else: not on the file's name, not on the package it
stands in, not on the dialect. That is what lets the cache keep it under the hash of the bytes.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from faceplate.errors import clean
from faceplate.facts.bodies import without_bodies
from faceplate.facts.declarations import AttributeFact, CallFact, ImportFact, ModuleFact
from faceplate.facts.displays import without_long_displays
from faceplate.facts.environment import Environment
from faceplate.facts.file import SourceFile
from faceplate.facts.functions import Function
from faceplate.facts.global_names import global_names
from faceplate.facts.on_demand import on_demand
from faceplate.facts.scopes import Scope
from faceplate.facts.texts import docstring

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.facts.syntax import Newer

_STATES_ENCODING = re.compile(rb"\xef\xbb\xbf|(?:[^\n]*\n)?[^\n]*coding")
_OLD = re.compile(r"Missing parentheses in call to '(?:print|exec)'|leading zeros in decimal")
"""What Python says of `print "x"`, `exec code` and `0644`."""

_WITH_DOCSTRING = re.compile(r"\)[^()]*:[ \t]*\n[ \t]*[rRuU]?[\"']")
_DEFINITION = re.compile(r"def (\w+)")
_RETURNED_NAME = re.compile(r"return (\w+)[ \t]*(?:#.*)?$", re.MULTILINE)
_MODULE_CALL = re.compile(r"""\n([A-Za-z_][\w.]*)\((["'])([^"'\\\n]*)\2\)[ \t]*(?=\n|$)""")


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


def read(content: bytes, environment: Environment | None = None) -> ModuleFact:
    """Read one source file.

    Args:
        content: The bytes of the file.
        environment: The Python and the platform that it is read for; None where that is open, so
            that all branches count.

    Returns:
        What the file declares.

    Raises:
        SourceError: If the bytes are not text in the encoding they declare, or the text does
            not parse.
    """
    code = decode(content)
    with parsing():
        tree, newer = parsed(code)
        text = code if newer is None else newer.code
        file = SourceFile(
            text, environment or Environment(), _returned_functions(text), newer=newer
        )
        return _completed(module_fact(tree, file, _calls(code)), tree, text)


def module_fact(tree: ast.Module, file: SourceFile, calls: list[CallFact]) -> ModuleFact:
    """Return what the tree of a file declares.

    Args:
        tree: The tree.
        file: The file.
        calls: Its statements that call a function with one string.
    """
    scope = Scope(file)
    scope.read(tree.body)
    return ModuleFact(
        docstring(tree.body),
        scope.exports,
        scope.members,
        calls,
        answers=file.answers,
        stand_ins=scope.stand_ins,
        problems=file.problems,
    )


def _completed(facts: ModuleFact, tree: ast.Module, code: str) -> ModuleFact:
    """Add the names that a module gives on demand, and those that it lists by a computation."""
    listed = facts.members.get("__all__")
    computes = isinstance(listed, AttributeFact) and facts.exports is None
    provided = on_demand(tree, code, computes)
    members = facts.members
    for name, target in provided.targets.items():
        member = members.get(name)
        if member is None or (isinstance(member, ImportFact) and member.type_checking):
            members[name] = ImportFact(name, target, 1, False)
    exports = facts.exports if provided.exports is None else provided.exports
    return replace(
        facts,
        exports=None if provided.lists_own_names else exports,
        is_lazy=bool(provided.targets) or provided.is_lazy or "__getattr__" in members,
        has_lazy_stub=provided.has_stub,
        unknown=[*provided.unknown, *global_names(code, members)],
    )


@contextmanager
def parsing() -> Iterator[None]:
    """Say in one line what keeps a source from being read.

    What Python warns of in it, such as its escapes, is not for our users.

    Raises:
        SourceError: If what is done meanwhile cannot be done.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    except SourceError:
        raise
    except SyntaxError as error:
        reason = clean(str(error.msg))
        raise SourceError(f"syntax error: {reason}", error.lineno) from None
    except RecursionError:
        raise SourceError("nested too deeply to be read") from None
    except MemoryError:
        raise SourceError("too complex to be parsed") from None
    except ValueError as error:
        raise SourceError(clean(str(error))) from None


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


def parsed(code: str) -> tuple[ast.Module, Newer | None]:
    """Parse a file as far as its declarations, whatever Python it is written for.

    Args:
        code: The file, line ends as newlines.

    Returns:
        Its tree; functions have a docstring and may lack the rest of their bodies. What was taken
        out of the file before, where it is for a newer Python than the one that runs.

    Raises:
        SourceError: If the file does not parse, and it seems to be known why.
        SyntaxError: If the file does not parse.
    """
    blanked = without_bodies(without_long_displays(code))
    if blanked is not code:
        try:
            return ast.parse(blanked), None
        except (SyntaxError, RecursionError, MemoryError):
            pass
    try:
        return ast.parse(code), None
    except SyntaxError as error:
        return _parsed_otherwise(blanked, code, error)


def _parsed_otherwise(blanked: str, code: str, error: SyntaxError) -> tuple[ast.Module, Newer]:
    from faceplate.facts.syntax import older, restored

    if _OLD.match(str(error.msg)):
        message = f"syntax error: {clean(str(error.msg))}; this seems to be written for Python 2"
        raise SourceError(message, error.lineno)
    is_newer = False
    for text in dict.fromkeys((blanked, code)):
        newer = older(text)
        if newer is None:
            continue
        is_newer = True
        try:
            tree = ast.parse(newer.code)
        except (SyntaxError, RecursionError, MemoryError):
            continue
        restored(tree, newer)
        return tree, newer
    if is_newer:
        running = f"{sys.version_info.major}.{sys.version_info.minor}"
        reason = f"syntax error: {clean(str(error.msg))}; this needs a newer Python than {running}"
        raise SourceError(reason, error.lineno)
    raise error


def _calls(code: str) -> list[CallFact]:
    return [
        CallFact(match[1], match[3], code.count("\n", 0, match.start()) + 1)
        for match in _MODULE_CALL.finditer(f"\n{code}")
    ]


def _returned_functions(code: str) -> list[Function]:
    """Find inner functions with a docstring that the function around them returns by name.

    The bodies around them are blanked, so the stretch from `def` to `return` is parsed by itself.

    Args:
        code: The whole file.

    Returns:
        The inner functions, with the lines that they have in the file.
    """
    returned: dict[str, list[int]] = {}
    for match in _RETURNED_NAME.finditer(code):
        returned.setdefault(match[1], []).append(match.start())
    functions: list[Function] = []
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
        try:
            (around,) = ast.parse(f"if True:\n{code[start:line]}").body
        except (SyntaxError, ValueError):
            continue
        first = around.body[0] if isinstance(around, ast.If) else None
        if isinstance(first, Function):
            ast.increment_lineno(first, code.count("\n", 0, start) - 1)
            functions.append(first)
    return functions
