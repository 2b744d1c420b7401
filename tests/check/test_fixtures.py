"""Fixtures of the checker: small packages, each for one mechanism, with what is found in them.

A case is a folder `cases/<case>/` with the package to check in `package/` and `expected.json`: a
list of findings, each with the fields that matter. Nothing else may be found. An empty list stands
for what looks like a fault and is none. All rules run, but for those named in `off.json`.

What `--fix` makes of the package stands in `fixed/`; where that is not there, it changes nothing.

Beside the package there may be `docs/` with guides, `since/` with an older release of the package,
and `apps/` with descriptors and scripts of apps, each called `example/` and the name of its file.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from check.edits.fixing import fixed
from check.libraries import findings
from faceplate.check.apps import load
from faceplate.check.context import Context
from faceplate.check.guide_files import NO_GUIDES, collect
from faceplate.check.rules import RULES
from faceplate.source import open_target

CASES = sorted(file.parent for file in (Path(__file__).parent / "cases").glob("*/expected.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    off = case / "off.json"
    ignored = tuple(json.loads(off.read_text(encoding="utf-8"))) if off.is_file() else ()
    target = case / "package"
    context = Context(
        collect([str(case / "docs")]) if (case / "docs").is_dir() else NO_GUIDES,
        load((f"example/{one.stem}", str(one)) for one in sorted((case / "apps").glob("*.*"))),
        open_target(str(case / "since" / "package"), []) if (case / "since").is_dir() else None,
    )
    stated = case / "dialect.txt"
    dialect = stated.read_text(encoding="utf-8").strip() if stated.is_file() else None
    checked = findings(target, "ALL", ignore=ignored, dialect=dialect, context=context)
    found = [msgspec.to_builtins(one) for one in checked]
    for one in found:
        one["file"] = one["file"].rpartition(f"{case.name}/")[2]
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    actual = [
        {key: one[key] for key in wanted} for one, wanted in zip(found, expected, strict=False)
    ]
    assert actual == expected
    assert len(found) == len(expected), found[len(expected) :]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fixed(case: Path) -> None:
    off = case / "off.json"
    ignored = tuple(json.loads(off.read_text(encoding="utf-8"))) if off.is_file() else ()
    outcome = fixed(case / "package", ignore=ignored)
    after = case / "fixed"
    changed = {path.partition("/")[2]: content for path, content in outcome.contents.items()}
    files = [one for one in (case / "package").rglob("*.py*") if one.suffix in (".py", ".pyi")]
    for file in files:
        name = file.relative_to(case / "package").as_posix()
        wanted = after / name if after.is_dir() else file
        assert changed.get(name, file.read_bytes()) == wanted.read_bytes(), name
    assert changed or not after.is_dir()
    assert outcome.refused == []
    assert not any(outcome.left.fixes)


def test_there_are_cases_of_both_kinds() -> None:
    sizes = [len(json.loads((one / "expected.json").read_text(encoding="utf-8"))) for one in CASES]
    assert 0 in sizes
    corrected = {
        one["rule"]
        for case in CASES
        if (case / "fixed").is_dir()
        for one in json.loads((case / "expected.json").read_text(encoding="utf-8"))
        if one.get("fixable")
    }
    assert corrected == {rule.code for rule in RULES if rule.fix}
    assert any(sizes)
