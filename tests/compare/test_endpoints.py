"""Changes for clients of an app against the calls that the two apps accept."""

from __future__ import annotations

import inspect
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faceplate.api.descriptor import Descriptor, read_endpoints
from faceplate.cli.main import main
from faceplate.compare.endpoints import compare_apps

NAMES = ("alpha", "beta", "gamma")


def value(name: str, default: object = inspect.Parameter.empty, kind: str = "str") -> Any:
    stated: dict[str, Any] = {
        "label": name.title(),
        "parameter_name": name,
        "parameter_has_default": default is not inspect.Parameter.empty,
        "type": {"type": "string"},
        "python_type": {"type": kind, "description": ""},
        "component": "Textbox",
        "example_input": "a",
    }
    if default is not inspect.Parameter.empty:
        stated["parameter_default"] = default
    return stated


def endpoint(parameters: list[Any], returns: int = 1, **more: Any) -> Any:
    given_back = [{**value(f"value{number}")} for number in range(returns)]
    for each in given_back:
        for key in list(each):
            if key.startswith(("parameter", "example")):
                del each[key]
    return {"parameters": parameters, "returns": given_back, **more}


def app(**endpoints: Any) -> Any:
    return {"named_endpoints": {f"/{name}": each for name, each in endpoints.items()},
            "unnamed_endpoints": {}}  # fmt: skip


def changes(old: Any, new: Any) -> list[Any]:
    read = [Descriptor(endpoints=read_endpoints(info, "app"), served=[]) for info in (old, new)]
    return compare_apps(read[0], read[1], ("old", "new")).changes


@st.composite
def parameter_lists(draw: st.DrawFn) -> list[tuple[str, bool]]:
    names = draw(st.permutations(NAMES))[: draw(st.integers(0, 3))]
    required = draw(st.integers(0, len(names)))
    return [(name, number >= required) for number, name in enumerate(names)]


def signature(listed: list[tuple[str, bool]]) -> inspect.Signature:
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Signature(
        [
            inspect.Parameter(name, kind, default=1 if optional else inspect.Parameter.empty)
            for name, optional in listed
        ]
    )


def accepted(listed: list[tuple[str, bool]]) -> dict[Any, Any]:
    """Give what reaches which parameter, for all calls of the names by place and by name."""
    calls: dict[Any, Any] = {}
    bound = signature(listed)
    for count in range(len(NAMES) + 1):
        for length in range(len(NAMES) + 1):
            for names in combinations(NAMES, length):
                try:
                    arguments = bound.bind(*range(count), **dict.fromkeys(names, "n"))
                except TypeError:
                    continue
                calls[count, names] = dict(arguments.arguments)
    return calls


@given(parameter_lists(), parameter_lists())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_call_that_fails_or_reaches_another_parameter_is_breaking(
    old: list[tuple[str, bool]], new: list[tuple[str, bool]]
) -> None:
    apps = [
        app(turn=endpoint([value(n, "x") if optional else value(n) for n, optional in listed]))
        for listed in (old, new)
    ]
    before, after = accepted(old), accepted(new)
    breaks = any(after.get(call) != reached for call, reached in before.items())
    stated = any(change.level == "breaking" for change in changes(*apps))
    assert stated == breaks


@pytest.mark.parametrize(
    ("old", "new", "kind", "level"),
    [
        (app(a=endpoint([])), app(), "endpoint-removed", "breaking"),
        (app(), app(a=endpoint([])), "endpoint-added", "addition"),
        (app(a=endpoint([value("x")])), app(b=endpoint([value("x")])), "endpoint-renamed",
         "breaking"),
        (app(a=endpoint([], 1)), app(a=endpoint([], 2)), "returns-count", "breaking"),
        (app(a=endpoint([], description="One.")), app(a=endpoint([], description="Two.")), "text",
         "text"),
        (app(a=endpoint([], api_visibility="public")),
         app(a=endpoint([], api_visibility="undocumented")), "endpoint-visibility", "behaviour"),
        (app(a=endpoint([], api_visibility="undocumented")),
         app(a=endpoint([], api_visibility="private")), "endpoint-visibility", "breaking"),
        (app(a=endpoint([], show_api=False)), app(a=endpoint([], show_api=True)),
         "endpoint-visibility", "addition"),
        (app(a=endpoint([value("x", kind="str")])), app(a=endpoint([value("x", kind="float")])),
         "parameter-type", "typing"),
    ],
)  # fmt: skip
def test_each_kind_of_change(old: Any, new: Any, kind: str, level: str) -> None:
    assert [(change.kind, change.level) for change in changes(old, new)] == [(kind, level)]


def test_two_endpoints_of_one_shape_are_no_renaming() -> None:
    old = app(a=endpoint([value("x")]))
    new = app(b=endpoint([value("x")]), c=endpoint([value("x")]))
    kinds = sorted(change.kind for change in changes(old, new))
    assert kinds == ["endpoint-added", "endpoint-added", "endpoint-removed"]


def test_descriptors_are_known_by_what_stands_in_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, info in (("old", app(a=endpoint([value("x")]))), ("new", app(a=endpoint([])))):
        (tmp_path / f"{name}.json").write_text(json.dumps(info))
    files = [str(tmp_path / "old.json"), str(tmp_path / "new.json")]
    assert main(["diff", *files]) == 1
    assert "/a: parameter `x` was removed" in capsys.readouterr().out
    assert main(["diff", files[1], files[1]]) == 0
    assert main(["diff", "--apps", files[0], str(tmp_path / "none.json")]) == 2
    capsys.readouterr()
