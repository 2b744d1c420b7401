"""Expressions come out as source that Python parses to the same tree."""

from __future__ import annotations

import ast
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceplate.facts.expressions import evaluated, text_of

LIBRARY = Path(sysconfig.get_path("stdlib"))
FILES = sorted([*LIBRARY.glob("*.py"), *LIBRARY.glob("asyncio/*.py"), *LIBRARY.glob("email/*.py")])


def expressions(source: str) -> list[ast.expr]:
    """Give all expressions in some source that can stand by themselves."""
    return [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.expr)
        and isinstance(getattr(node, "ctx", None), ast.Load | None)
        and not isinstance(node, ast.Slice | ast.Starred | ast.FormattedValue)
    ]


def same(one: object, other: object) -> bool:
    """Say whether two trees are the same; that a string was written as `u""` is no difference."""
    if type(one) is not type(other):
        return False
    if isinstance(one, ast.AST):
        fields = (name for name in one._fields if name != "kind")
        return all(same(getattr(one, name), getattr(other, name)) for name in fields)
    if isinstance(one, list):
        assert isinstance(other, list)
        return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other)


def parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize("part", range(8))
def test_expressions_of_the_standard_library(part: int) -> None:
    count = 0
    for file in FILES[part::8]:
        # Statements below which nothing new would come are all there is to write.
        for one in expressions(file.read_text("utf-8")):
            if getattr(one, "end_lineno", 0) - one.lineno > 3:
                continue
            text = text_of(one)
            assert "\n" not in text or isinstance(one, ast.JoinedStr | ast.Call)
            assert same(parsed(text), one)
            count += 1
    assert count > 1000


NAMES = st.sampled_from(
    ["int", "a.b", "None", "'text'", "1", "...", "f(x)", "-1", "not a", "1e999"]
)


def _wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda two: f"{two[0]} | {two[1]}"),
        pair.map(lambda two: f"({two[0]}) | ({two[1]})"),
        pair.map(lambda two: f"({two[0]})[{two[1]}]"),
        pair.map(lambda two: f"x[{two[0]}, {two[1]}]"),
        pair.map(lambda two: f"x[{two[0]}, *({two[1]})]"),
        pair.map(lambda two: f"({two[0]}, {two[1]})"),
        pair.map(lambda two: f"[{two[0]}, *({two[1]})]"),
        pair.map(lambda two: f"({two[0]}) + ({two[1]})"),
        pair.map(lambda two: f"{{{two[0]}: {two[1]}}}"),
        pair.map(lambda two: f"{{{two[0]}: 1, **({two[1]})}}"),
        pair.map(lambda two: f"f({two[0]}, *({two[1]}))"),
        pair.map(lambda two: f"f({two[0]}, name={two[1]})"),
        pair.map(lambda two: f"f(({two[0]}) for a in ({two[1]}))"),
        inner.map(lambda one: f"f(**({one}))"),
        inner.map(lambda one: f"-({one})"),
        inner.map(lambda one: f"({one}).name"),
        inner.map(lambda one: f"({one})()"),
        inner.map(lambda one: f"x[{one},]"),
        inner.map(lambda one: f"({one},)"),
        inner.map(lambda one: f"(name := {one})"),
        inner.map(lambda one: f"lambda: {one}"),
        inner.map(lambda one: f"[(yield {one})]"),
    )


@given(st.recursive(NAMES, _wider, max_leaves=8))
def test_any_nesting(source: str) -> None:
    try:
        found = expressions(source)
    except SyntaxError:
        return
    for one in found:
        assert same(parsed(text_of(one)), one)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("'int'", "int"),
        ("'list[int] | None'", "list[int] | None"),
        ("dict[str, 'Knob']", "dict[str, Knob]"),
        ("Literal['on', 'off']", "Literal['on', 'off']"),
        ("list[Literal['on']] | 'Knob'", "list[Literal['on']] | Knob"),
        ("'Literal[\"on\"]'", "Literal['on']"),
        ("'no expression'", "'no expression'"),
        ("''", "''"),
    ],
)
def test_strings_of_annotations(source: str, expected: str) -> None:
    node = ast.parse(source, mode="eval").body
    assert text_of(evaluated(node, lambda one: text_of(one) == "Literal")) == expected
