"""Breaking changes of calls against Python: what it accepts in one release only."""

from __future__ import annotations

import ast
import inspect
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faceplate.compare.change import Change
from faceplate.compare.components import compare
from faceplate.public import extract

NAMES = ("alpha", "beta", "gamma", "delta")


@st.composite
def signatures(draw: st.DrawFn) -> str:
    """Give the parameters of a function: any kinds, defaults and rests."""
    names = draw(st.permutations(NAMES))[: draw(st.integers(0, 4))]
    positional = draw(st.integers(0, len(names)))
    only = draw(st.integers(0, positional))
    words: list[str] = []
    has_default = False
    for number, name in enumerate(names[:positional]):
        has_default = has_default or draw(st.booleans())
        words.append(f"{name}={draw(st.integers(0, 1))}" if has_default else name)
        if number + 1 == only:
            words.append("/")
    if draw(st.booleans()):
        words.append("*rest")
    elif names[positional:]:
        words.append("*")
    words += [
        f"{name}={draw(st.integers(0, 1))}" if draw(st.booleans()) else name
        for name in names[positional:]
    ]
    if draw(st.booleans()):
        words.append("**more")
    return ", ".join(words)


def function(signature: str) -> Any:
    names: dict[str, Any] = {}
    exec(f"def turn({signature}): ...", names)
    return names["turn"]


def changes(folder: Path, old: str, new: str) -> list[Change]:
    manifests = []
    for name, signature in (("old", old), ("new", new)):
        package = folder / name / "knobs"
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").write_text(f'def turn({signature}):\n    """Turn."""\n')
        manifests.append(extract(str(package), cache=False))
    return compare(*manifests).changes


def accepts(signature: str, positional: int, keywords: tuple[str, ...]) -> bool:
    try:
        inspect.signature(function(signature)).bind(*range(positional), **dict.fromkeys(keywords))
    except TypeError:
        return False
    return True


def reached(signature: str, positional: int, keywords: tuple[str, ...]) -> dict[str, Any]:
    """Return what each parameter gets, the rests left out."""
    bound = inspect.signature(function(signature)).bind(
        *range(positional), **dict.fromkeys(keywords, "named")
    )
    return {name: value for name, value in bound.arguments.items() if name not in ("rest", "more")}


def calls(old: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return calls with positional arguments and keywords in all ways but some.

    Left out are keywords that only `**` takes, where a parameter by position has their name, or
    where `*` takes arguments as well: nobody means the same name twice.
    """
    parameters = inspect.signature(function(old)).parameters.values()
    hidden = {one.name for one in parameters if one.kind is one.POSITIONAL_ONLY}
    positional = [
        one for one in parameters if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)
    ]
    by_name = {
        one.name for one in parameters if one.kind in (one.KEYWORD_ONLY, one.POSITIONAL_OR_KEYWORD)
    }
    names = [name for name in NAMES if name not in hidden]
    listed = [chosen for count in range(5) for chosen in combinations(names, count)]
    return [
        (count, chosen)
        for count in range(5)
        for chosen in listed
        if count <= len(positional) or by_name.issuperset(chosen)
    ]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(old=signatures(), new=signatures())
def test_what_python_refuses_is_breaking_and_witnesses_show_it(
    tmp_path_factory: pytest.TempPathFactory, old: str, new: str
) -> None:
    found = changes(tmp_path_factory.mktemp("pair"), old, new)
    breaking = [change for change in found if change.level == "breaking"]
    refused = [call for call in calls(old) if accepts(old, *call) and not accepts(new, *call)]
    if refused:
        assert breaking, refused[0]
    if not breaking:
        # What rests take may go to a parameter that was added; all else reaches what it reached.
        for call in calls(old):
            if accepts(old, *call) and accepts(new, *call):
                before, after = reached(old, *call), reached(new, *call)
                assert before.items() <= after.items() or any(
                    change.kind == "parameter-removed" for change in found
                )
    for change in breaking:
        if change.witness is not None:
            call = ast.parse(change.witness, mode="eval").body
            assert isinstance(call, ast.Call)
            given_call = (len(call.args), tuple(str(word.arg) for word in call.keywords))
            assert accepts(old, *given_call), (old, change.witness)
            assert not accepts(new, *given_call), (new, change.witness)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("a, b=1", "a, b=1", []),
        ("a, b=1", "a, b=2", ["behaviour parameter-default"]),
        ("a, b=1", "a", ["breaking parameter-removed"]),
        ("a", "a, b=1", ["addition parameter-added"]),
        ("a", "a, b", ["breaking parameter-added"]),
        ("a", "a, *, b", ["breaking parameter-added"]),
        ("a, b=1", "a, *, b=1", ["breaking parameter-kind"]),
        ("a, b=1", "a, b=1, /", ["breaking parameter-kind", "breaking parameter-kind"]),
        ("a, *, b=1", "a, b=1", ["addition parameter-kind"]),
        ("a, b", "a, b=1", ["addition parameter-optional"]),
        ("a, b=1", "a, b", ["breaking parameter-required"]),
        ("a, b", "b, a", ["breaking parameter-order"]),
        ("a, c=1", "a, b=1, c=1", ["breaking parameter-order", "addition parameter-added"]),
        ("a: int", "a: str", ["typing parameter-type"]),
        ("a: Literal['x', 'y']", "a: Literal['x']", ["breaking parameter-choices"]),
        ("a: Literal['x']", "a: Literal['x', 'y']", ["addition parameter-choices"]),
        ("a: int | None", "a: Optional[int]", []),
        ("a: int | str", "a: str | int", []),
        ("*, a=1, **more", "**more", ["behaviour parameter-removed"]),
        ("max_size: int = 3", "maximum_size: int = 3", ["breaking parameter-renamed"]),
        (
            "max_size: int = 3",
            "colour: int = 3",
            ["breaking parameter-removed", "addition parameter-added"],
        ),
    ],
)
def test_kinds_and_levels(tmp_path: Path, old: str, new: str, kinds: list[str]) -> None:
    found = [f"{change.level} {change.kind}" for change in changes(tmp_path, old, new)]
    # Changes of one cause are one.
    assert found == list(dict.fromkeys(kinds)) or found == kinds
