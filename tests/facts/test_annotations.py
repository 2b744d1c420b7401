"""The names in an annotation are those that Python's own parser sees in it."""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from faceplate.facts.annotations import names_in

# Libraries that the tests are run with; the annotations of each are a world of their own.
LIBRARIES = ["click", "httpx", "jinja2", "msgspec", "nh3", "rich", "starlette", "uvicorn"]


def _names(node: ast.AST) -> Iterator[str]:
    """Yield the dotted names of an expression, those in quotes included, texts left out."""
    if isinstance(node, ast.Subscript):
        yield from _names(node.value)
        if ast.unparse(node.value).rpartition(".")[2] != "Literal":
            yield from _names(node.slice)
    elif isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        if isinstance(node.value, (ast.Attribute, ast.Name)):
            yield ast.unparse(node)
        else:
            yield from _names(node.value)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield from _names(ast.parse(node.value, mode="eval"))
    else:
        for child in ast.iter_child_nodes(node):
            yield from _names(child)


def _annotations(library: str) -> Iterator[str]:
    folder = next(Path(entry) / library for entry in sys.path if (Path(entry) / library).is_dir())
    for file in sorted(folder.rglob("*.py*")):
        if file.suffix not in (".py", ".pyi"):
            continue
        text = file.read_bytes()
        lines = io.BytesIO(text).readlines()
        for node in ast.walk(ast.parse(text)):
            for field in ("annotation", "returns"):
                annotation = getattr(node, field, None)
                if isinstance(annotation, ast.expr):
                    yield _source(lines, annotation)


def _source(lines: list[bytes], node: ast.expr) -> str:
    """Return what stands for a node; `ast.get_source_segment` goes through all lines each time."""
    part = lines[node.lineno - 1 : node.end_lineno]
    part[-1] = part[-1][: node.end_col_offset]
    part[0] = part[0][node.col_offset :]
    return b"".join(part).decode()


@pytest.mark.parametrize("library", LIBRARIES)
def test_names_are_those_of_the_syntax_tree(library: str) -> None:
    annotations = set(_annotations(library))
    assert annotations
    for annotation in annotations:
        found = names_in(annotation)
        assert all(annotation[start:end] == name for start, end, name in found)
        expected = list(_names(ast.parse(f"({annotation}\n)", mode="eval")))
        assert sorted(name for _, _, name in found) == sorted(expected), annotation


@pytest.mark.parametrize(
    ("annotation", "names"),
    [
        ("\"Button | None\" | list['Row']", ["Button", "list", "Row"]),
        ("Literal['Button', \"Row\"] | Column", ["Literal", "Column"]),
        (
            "typing.Literal['a'] | dict[str, Literal['b']]",
            ["typing.Literal", "dict", "str", "Literal"],
        ),
        ("Annotated[int, Field(gt=1e5)]", ["Annotated", "int", "Field", "gt"]),
        ("'unfinished", ["unfinished"]),
        ("Größe | Ärger.Name", ["Größe", "Ärger.Name"]),
        ("[" * 5000, []),
        ("a." * 6000, []),
    ],
)
def test_what_is_no_plain_annotation(annotation: str, names: list[str]) -> None:
    assert [name for _, _, name in names_in(annotation)] == names
