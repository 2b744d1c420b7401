"""What files declare, as griffe reads them: another reader of the same source."""

from __future__ import annotations

import ast
import re
import sysconfig
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import griffe
import pytest

import faceplate
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact, Member
from faceplate.facts.reader import read

LIBRARY = Path(sysconfig.get_path("stdlib"))
PACKAGES = Path(griffe.__file__).parent.parent
FILES = [
    *sorted(LIBRARY.glob("[a-m]*.py")),
    *sorted(LIBRARY.glob("asyncio/*.py")),
    *sorted(Path(faceplate.__file__).parent.rglob("*.py")),
    *sorted((PACKAGES / "griffe").rglob("*.py")),
    *sorted((PACKAGES / "jinja2").rglob("*.py")),
]

MAKES = re.compile(r"property\(|(?:\w+\.)?(?:_?namedtuple|NamedTuple|TypedDict)\(")
FORMATTED = re.compile(r"\b[rR]?[fF][rR]?[\"']")


def as_tree(source: Any) -> str | None:
    """Compare expressions by what they mean: each reader writes them out in its own way.

    What stands in f-strings is left out, since griffe writes nested ones with the same quotes.
    """
    if source is None:
        return None
    if FORMATTED.search(str(source)):
        return "a formatted string"
    return ast.dump(ast.parse(str(source), mode="eval"))


def of_griffe(one: griffe.Object) -> Any:
    text = (one.docstring.value, one.docstring.lineno) if one.docstring else None
    if isinstance(one, griffe.Class):
        bases = [as_tree(base) for base in one.bases]
        return "class", one.lineno, one.endlineno, bases, text
    if isinstance(one, griffe.Function):
        parameters = [
            (
                each.name,
                each.kind.value if each.kind else None,
                as_tree(each.annotation),
                None if each.kind and "variadic" in each.kind.value else as_tree(each.default),
            )
            for each in one.parameters
        ]
        returns = as_tree(one.returns)
        return "function", one.lineno, one.endlineno, parameters, returns, sorted(one.labels), text
    assert isinstance(one, griffe.Attribute | griffe.TypeAlias)
    stated = getattr(one, "annotation", None)
    below = text if text and (text[1] or 0) > (one.lineno or 0) else None
    return "attribute", one.lineno, as_tree(stated), as_tree(one.value), sorted(one.labels), below


KINDS = {
    "positional_only": "positional-only",
    "positional_or_keyword": "positional or keyword",
    "var_positional": "variadic positional",
    "keyword_only": "keyword-only",
    "var_keyword": "variadic keyword",
}


def ours(one: Member) -> Any:
    assert isinstance(one, ClassFact | FunctionFact | AttributeFact)
    text = (one.docstring.text, one.docstring.line) if one.docstring else None
    if isinstance(one, ClassFact):
        return "class", one.line, one.end_line, [as_tree(base) for base in one.bases], text
    if isinstance(one, FunctionFact):
        parameters = [
            (each.name, KINDS[each.kind], as_tree(each.annotation), as_tree(each.default))
            for each in one.parameters
        ]
        returns = as_tree(one.returns)
        return "function", one.line, one.end_line, parameters, returns, one.labels, text
    # Comments are not read there, and a text goes to all names that are assigned together.
    below = text if text and text[1] > one.line else None
    return "attribute", one.line, as_tree(one.annotation), as_tree(one.value), one.labels, below


def pairs(
    members: Mapping[str, Member], theirs: Mapping[str, griffe.Object | griffe.Alias], path: str
) -> Iterator[tuple[str, Member, griffe.Object]]:
    """Yield what both take for a declaration: between branches they choose otherwise."""
    for name, one in members.items():
        other = theirs.get(name)
        if isinstance(other, griffe.Attribute) and MAKES.match(str(other.value)):
            # What is a property or a class by a call is an attribute there.
            continue
        if isinstance(other, griffe.Object) and other.lineno == one.line:
            yield f"{path}.{name}", one, other
            if isinstance(one, ClassFact) and isinstance(other, griffe.Class):
                yield from pairs(one.members, other.members, f"{path}.{name}")


def with_escaped_lines(tree: ast.Module) -> set[int]:
    r"""Give the lines of strings with more lines than their source, by escapes such as `\n`."""
    return {
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.count("\n") > (node.end_lineno or 0) - node.lineno
    }


def folded(declaration: Any, escaped: set[int]) -> Any:
    """Leave out how deep the lines of a docstring stand where an escape decides it in Python."""
    *rest, text = declaration
    if text and text[1] in escaped:
        text = text[0].split(), text[1]
    return (*rest, text)


@pytest.mark.parametrize("part", range(4))
def test_both_readers_agree(part: int) -> None:
    compared = 0
    for file in FILES[part::4]:
        source = file.read_bytes()
        with warnings.catch_warnings(action="ignore"):
            module = griffe.visit("module", file, source.decode())
            escaped = with_escaped_lines(ast.parse(source))
        for path, one, other in pairs(read(source).members, module.members, file.name):
            assert folded(ours(one), escaped) == folded(of_griffe(other), escaped), path
            compared += 1
    assert compared > 2000
