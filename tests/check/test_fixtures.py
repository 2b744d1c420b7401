"""Fixtures of the checker: small packages, each for one mechanism, with what is found in them.

A case is a folder `cases/<case>/` with the package to check in `package/` and `expected.json`: a
list of findings, each with the fields that matter. Nothing else may be found. An empty list stands
for what looks like a fault and is none. All rules run, but for those named in `off.json`.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from check.libraries import findings

CASES = sorted(file.parent for file in (Path(__file__).parent / "cases").glob("*/expected.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    off = case / "off.json"
    ignored = tuple(json.loads(off.read_text(encoding="utf-8"))) if off.is_file() else ()
    found = [msgspec.to_builtins(one) for one in findings(case / "package", "ALL", ignore=ignored)]
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    actual = [
        {key: one[key] for key in wanted} for one, wanted in zip(found, expected, strict=False)
    ]
    assert actual == expected
    assert len(found) == len(expected), found[len(expected) :]


def test_there_are_cases_of_both_kinds() -> None:
    sizes = [len(json.loads((one / "expected.json").read_text(encoding="utf-8"))) for one in CASES]
    assert 0 in sizes
    assert any(sizes)
