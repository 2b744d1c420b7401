"""Each rule: its page is whole, its bad example has its fault, and its good one has none at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from check.libraries import codes, findings, package
from faceplate.check.rule import Rule
from faceplate.check.rules import RULES

ALL = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def example(rule: Rule, text: str, folder: Path) -> Path:
    if rule.beside:
        return package(folder, rule.beside, text)
    return package(folder, text)


@ALL
def test_the_bad_example_has_the_fault(rule: Rule, tmp_path: Path) -> None:
    found = findings(example(rule, rule.bad, tmp_path), "ALL", dialect=rule.dialect)
    assert rule.code in codes(found)
    for one in found:
        assert one.message
        assert "\n" not in one.message
        lines = (tmp_path / one.file).read_text(encoding="utf-8").split("\n")
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1


@ALL
def test_the_good_example_has_no_fault(rule: Rule, tmp_path: Path) -> None:
    # What a comment keeps quiet is not there for the reader either.
    target = example(rule, rule.good, tmp_path)
    found = findings(target, "default", rule.code, dialect=rule.dialect)
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
    for text in (rule.summary, rule.reason, rule.remedy):
        assert text.endswith(".")
        assert text == " ".join(text.split())
    if rule.beside:
        assert rule.bad != rule.good
