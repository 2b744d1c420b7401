"""The docstrings of a declaration, found by file and line with `ast`."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

Declaration = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
CONSTRUCTORS = ("__init__", "__new__")


class Declared:
    """The declarations of a library, by the file and line where they begin.

    Args:
        files: Path to bytes of each file.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = files
        self._places: dict[str, dict[int, Declaration]] = {}

    def at(self, file: str, line: int) -> Declaration | None:
        """Return the declaration whose first line, decorators included, is given."""
        return self._file(file).get(line)

    def within(self, file: str) -> Iterable[Declaration]:
        """Return all declarations of a file."""
        return self._file(file).values()

    def _file(self, file: str) -> dict[int, Declaration]:
        if file not in self._places:
            self._places[file] = self._read(file)
        return self._places[file]

    def _read(self, file: str) -> dict[int, Declaration]:
        path = (
            file
            if file in self._files
            else next((path for path in self._files if path.endswith(f"/{file}")), None)
        )
        try:
            tree = ast.parse(self._files[path]) if path else ast.Module([], [])
        except (SyntaxError, ValueError, RecursionError):
            return {}
        return {
            min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]): node
            for node in ast.walk(tree)
            if isinstance(node, Declaration)
        }


def docstrings(node: Declaration) -> Iterator[tuple[str, int]]:
    """Yield each docstring that describes a declaration, with its line in the file."""
    for owner in (node, *_constructors(node)):
        text = ast.get_docstring(owner, clean=False)
        if text:
            yield text, owner.body[0].lineno


def _constructors(node: Declaration) -> Iterator[Declaration]:
    if not isinstance(node, ast.ClassDef):
        return
    for name in CONSTRUCTORS:
        declared = [
            member
            for member in ast.walk(node)
            if isinstance(member, ast.FunctionDef) and member.name == name and member in node.body
        ]
        if declared:
            yield declared[-1]
            return


def field_texts(node: Declaration) -> Iterator[str]:
    """Yield the strings of a declaration: those below fields and in annotations among them."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
