"""Arguments of calls in JavaScript, as far as they are written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceplate.check.guides import javascript


def given_to(code: str) -> list[str] | None:
    found = javascript.arguments(code, code.index("("))
    return None if found is None else [one.text.strip() for one in found]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("f()", []),
        ("f(1, [2, 3], {a: 4, b: 5})", ["1", "[2, 3]", "{a: 4, b: 5}"]),
        ("f('a, b', \"c)\", `d,\n)`)", ["'a, b'", '"c)"', "`d,\n)`"]),
        ("f(g(1, 2), x => { return [x, 1] })", ["g(1, 2)", "x => { return [x, 1] }"]),
        ("f('it\\'s, fine', 2)", ["'it\\'s, fine'", "2"]),
        ("f(1", None),
        ("f(1, 2,)", ["1", "2"]),
    ],
)
def test_arguments(code: str, expected: list[str] | None) -> None:
    assert given_to(code) == expected


def test_comments_are_left_out() -> None:
    found = javascript.arguments("f(/* a, b */ 1, // c, d\n 2)", 1)
    assert found is not None
    assert [one.text.strip() for one in found] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[]", 0),
        ("[1, [2, 3]]", 2),
        ("[1, 2,]", 2),
        ("[...a, 1]", None),
        ("a", None),
        ("{a: 1}", None),
    ],
)
def test_elements(text: str, count: int | None) -> None:
    assert javascript.elements(javascript.Argument(text, 0)) == count


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{}", []),
        ("{a: 1, 'b c': 2, \"d\": {e: 3}}", ["a", "b c", "d"]),
        ("{a, b}", ["a", "b"]),
        ("{a() { return 1 }}", ["a"]),
        ("{...a}", None),
        ("{[a]: 1}", None),
        ("[1]", None),
    ],
)
def test_keys(text: str, names: list[str] | None) -> None:
    found = javascript.keys(javascript.Argument(text, 0))
    assert (None if found is None else [name for name, _ in found]) == names


@given(st.text(alphabet="()[]{},'\"`/*\\\n a1:.", max_size=60))
def test_no_code_stops_it(code: str) -> None:
    for one in javascript.arguments(f"({code}", 0) or []:
        javascript.elements(one)
        javascript.keys(one)
        javascript.string(one.text)
