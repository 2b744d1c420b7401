"""Each rule: its page is whole, its bad example has its fault, and its good one has none at all."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from check.libraries import PLAIN, around, codes, findings, package
from faceplate.check.context import Context
from faceplate.check.finding import Finding
from faceplate.check.live.imported import run
from faceplate.check.rule import Rule
from faceplate.check.rules import RULES

ALL = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def found_in(rule: Rule, text: str, folder: Path, *select: str) -> list[Finding]:
    """Write an example of a rule with what stands beside it, and check it by some rules."""
    context = Context()
    target = package(folder, rule.module or PLAIN)
    if rule.form == "module":
        target = package(folder / "own", text)
        context = around(folder, "# Knobs") if rule.needs_guides else context
    elif rule.form == "stub":
        target = package(folder / "own", rule.module, text)
    elif rule.form == "guide":
        context = around(folder, text, **({"knobs": rule.descriptor} if rule.descriptor else {}))
    else:
        context = around(folder, knobs=text)
    if rule.live is not None:
        context = context._replace(imports=lambda codebase: run(codebase, None, 60.0))
    return findings(target, *select, dialect="gradio" if rule.needs else None, context=context)


@ALL
def test_the_bad_example_has_the_fault(rule: Rule, tmp_path: Path) -> None:
    found = found_in(rule, rule.bad, tmp_path, "ALL")
    assert rule.code in codes(found)
    for one in found:
        assert one.message
        assert "\n" not in one.message
        lines = (tmp_path / "own" / one.file).read_text(encoding="utf-8").split("\n")
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1


@ALL
def test_a_fix_is_handed_over_where_the_page_tells_of_one(rule: Rule, tmp_path: Path) -> None:
    # In the bad example or not: the fix of a rule is made in its own file.
    module = importlib.import_module(f"faceplate.check.rules.{rule.name.replace('-', '_')}")
    assert hasattr(module, "_fix") is bool(rule.fix)
    results = found_in(rule, rule.bad, tmp_path, rule.code)
    assert rule.fix or not any(finding.fixable for finding in results)


@ALL
def test_the_good_example_has_no_fault(rule: Rule, tmp_path: Path) -> None:
    # What a comment keeps quiet is not there for the reader either.
    found = found_in(rule, rule.good, tmp_path, "default", rule.code)
    assert rule.code not in codes(found), found
    assert set(codes(found)) <= {"FP101"}, found


def test_codes_and_names_are_given_once() -> None:
    assert len({one.code for one in RULES}) == len({one.name for one in RULES}) == len(RULES)
    assert [one.code for one in RULES] == sorted(one.code for one in RULES)


def test_every_rule_is_listed() -> None:
    import faceplate.check.rules as listed

    folder = Path(listed.__file__).parent
    modules = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    assert modules == {one.name.replace("-", "_") for one in RULES}


@ALL
def test_the_page_is_whole(rule: Rule) -> None:
    assert re.fullmatch(r"FP\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    for text in (rule.summary, rule.reason, rule.advice):
        assert text.endswith(".")
        assert text == " ".join(text.split())
    if rule.module:
        assert rule.bad != rule.good
