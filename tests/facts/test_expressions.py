"""Expressions are written out as griffe writes them, only sooner."""

from __future__ import annotations

import ast
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import griffe
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceplate.facts.expressions import text_of

LIBRARY = Path(sysconfig.get_path("stdlib"))
FILES = sorted([*LIBRARY.glob("*.py"), *LIBRARY.glob("asyncio/*.py"), *LIBRARY.glob("email/*.py")])
MODULE = griffe.Module("module")


def expressions(source: str) -> Iterator[griffe.Expr | str]:
    """Yield what griffe makes of all expressions in some source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", None), ast.Load | None):
            built = griffe.safe_get_expression(node, parent=MODULE, parse_strings=False)
            if built is not None:
                yield built


@pytest.mark.parametrize("part", range(8))
def test_all_expressions_of_the_standard_library(part: int) -> None:
    count = 0
    for file in FILES[part::8]:
        for one in expressions(file.read_text("utf-8")):
            assert text_of(one) == str(one)
            count += 1
    assert count > 1000


NAMES = st.sampled_from(["int", "a.b", "None", "'text'", "1", "...", "f(x)", "-1", "not a"])


def _wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda two: f"{two[0]} | {two[1]}"),
        pair.map(lambda two: f"({two[0]}) | ({two[1]})"),
        pair.map(lambda two: f"({two[0]})[{two[1]}]"),
        pair.map(lambda two: f"x[{two[0]}, {two[1]}]"),
        pair.map(lambda two: f"({two[0]}, {two[1]})"),
        pair.map(lambda two: f"[{two[0]}, {two[1]}]"),
        pair.map(lambda two: f"({two[0]}) + ({two[1]})"),
        inner.map(lambda one: f"({one}).name"),
        inner.map(lambda one: f"x[{one},]"),
        inner.map(lambda one: f"lambda: {one}"),
    )


@given(st.recursive(NAMES, _wider, max_leaves=8))
def test_any_nesting(source: str) -> None:
    try:
        found = list(expressions(source))
    except SyntaxError:
        return
    for one in found:
        assert text_of(one) == str(one)
