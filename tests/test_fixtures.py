"""Runs the fixtures: small packages, each for one mechanism, with what their manifest must hold.

A case is a folder `fixtures/<topic>/<case>/` with the package to read in `package/`, packages that
are installed beside it in `beside/`, and `expected.json`. That file is written by hand, from what
Python and the styles of docstrings say. Each key in it must be in the manifest with that value;
lists are compared whole.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
import pytest

from faceplate.public import extract

FIXTURES = Path(__file__).parent / "fixtures"
CASES = sorted(file.parent for file in FIXTURES.glob("*/*/expected.json"))


def differences(expected: object, actual: object, place: str) -> list[str]:
    """Say where a manifest does not hold what is expected of it."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        found = [f"{place}.{key} is missing" for key in expected if key not in actual]
        for key in expected.keys() & actual.keys():
            found += differences(expected[key], actual[key], f"{place}.{key}")
        return sorted(found)
    if isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            return [f"{place} has {len(actual)} entries, not {len(expected)}: {named(actual)}"]
        return [
            line
            for index, (one, other) in enumerate(zip(expected, actual, strict=True))
            for line in differences(one, other, f"{place}[{index}]")
        ]
    return [] if expected == actual else [f"{place} is {actual!r}, not {expected!r}"]


def named(entries: list[object]) -> list[object]:
    return [one.get("name", one) if isinstance(one, dict) else one for one in entries]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_fixture(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A folder of the tests on the search path would make the folders of a case namespaces.
    outside = [entry for entry in sys.path if not FIXTURES.is_relative_to(Path(entry).resolve())]
    monkeypatch.setattr(sys, "path", outside)
    beside = [str(folder) for folder in (case / "beside",) if folder.is_dir()]
    manifest = extract(str(case / "package"), search_path=beside, cache=False)
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    actual = msgspec.json.decode(msgspec.json.encode(manifest))
    found = differences(expected, actual, "manifest")
    assert not found, "\n".join(found)


def test_every_package_has_an_expectation() -> None:
    packages = {file.parent.parent for file in FIXTURES.glob("*/*/package/__init__.py")}
    assert packages == set(CASES)
