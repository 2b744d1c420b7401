"""From the bytes of a stub to its facts.

Generated stubs have the same long methods in class after class, so the text of a method is parsed
once, however many methods of however many stubs have it. All else is read as in any source file.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache

from faceplate.facts.declarations import FunctionFact, ModuleFact
from faceplate.facts.environment import Environment
from faceplate.facts.file import SourceFile
from faceplate.facts.reader import SourceError, decode, module_fact, parsed, parsing
from faceplate.facts.scopes import Scope

_METHOD = re.compile(r"^    def (\w+)(\(self\b.*\n(?:(?: {5}.*| *)\n)+)", re.MULTILINE)
_QUOTES = '"""'


def read_stub(content: bytes, environment: Environment | None = None) -> ModuleFact:
    """Read one stub.

    Args:
        content: The bytes of the file.
        environment: The Python and the platform that it is read for; None where that is open.

    Returns:
        What it declares.

    Raises:
        SourceError: If the bytes are not text in the encoding they declare, or the text does
            not parse.
    """
    code = decode(content)
    with parsing():
        return _read(code, environment or Environment())


def _read(code: str, environment: Environment) -> ModuleFact:
    shortened, methods = _without_methods(code)
    try:
        tree, newer = parsed(shortened)
    except (SyntaxError, SourceError):
        # The file itself shall tell what is wrong with it.
        (tree, newer), methods = parsed(code), {}
    text = code if newer is None else newer.code
    file = SourceFile(text, environment, methods=methods, newer=newer)
    return module_fact(tree, file, [])


def _without_methods(code: str) -> tuple[str, dict[int, FunctionFact]]:
    """Take out methods that can be read by themselves.

    Args:
        code: The stub.

    Returns:
        The stub with an empty method on the line of each that was taken out, and these by line.
    """
    if "'''" in code:
        return code, {}
    code = code if code.endswith("\n") else f"{code}\n"
    parts: list[str] = []
    methods: dict[int, FunctionFact] = {}
    done, line, quotes = 0, 1, 0
    for match in _METHOD.finditer(code):
        start, text = match.start(), match[2]
        quotes += code.count(_QUOTES, done, start)
        line += code.count("\n", done, start)
        method = None
        # What stands in a string, or ends in one, is not a method by itself.
        if quotes % 2 == 0 and text.count(_QUOTES) % 2 == 0:
            method = _method(text)
        parts.append(code[done:start])
        if method is None:
            parts.append(match[0])
        else:
            methods[line] = method
            parts += [f"    def {match[1]}(self): ...", "\n" * text.count("\n")]
        quotes += text.count(_QUOTES)
        line += text.count("\n")
        done = match.end()
    return "".join([*parts, code[done:]]), methods


@lru_cache(maxsize=512)
def _method(text: str) -> FunctionFact | None:
    """Read a method from behind its name; None if it is not whole."""
    code = f"def _{text}"
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    node = body[0] if len(body) == 1 else None
    if not isinstance(node, ast.FunctionDef):
        return None
    return Scope(SourceFile(code, Environment())).function(node, [], set(), False)
