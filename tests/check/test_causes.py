"""Findings of one cause: one is shown for all, and formats for programs keep each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from faceplate.check.finding import Finding
from faceplate.check.reports import write
from faceplate.check.reports.report import Report, items

METHOD = '''
    def {name}(self, angle, speed=1):
        """Turn the knob.

        Args:
            angle: How far.
        """
'''
NAMES = ("turn", "wind", "twist", "spin", "roll")


@pytest.fixture
def knobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a library with one fault in many methods, and another in one."""
    methods = "".join(METHOD.format(name=name) for name in NAMES)
    other = METHOD.format(name="press").replace("speed", "force")
    (tmp_path / "knobs.py").write_text(f"class Knob:\n{methods}{other}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_people_are_shown_one_for_all(faceplate: Callable, knobs: Path) -> None:
    outcome = faceplate("check", "knobs.py", "--select", "FP101")
    assert outcome.code == 1
    assert outcome.out.count("FP101 undocumented-parameter") == 2
    assert "and 4 more with the same cause: knobs.py:10,17,24,31\n" in outcome.out
    assert outcome.out.endswith(
        "6 warnings in knobs.py; 2 causes, --show-places lists each place\n"
    )


def test_each_place_on_request(faceplate: Callable, knobs: Path) -> None:
    outcome = faceplate("check", "knobs.py", "--select", "FP101", "--show-places")
    assert outcome.out.count("FP101 undocumented-parameter") == 6
    assert "cause" not in outcome.out


def test_programs_get_each_with_its_cause(faceplate: Callable, knobs: Path) -> None:
    words = ("check", "knobs.py", "--select", "FP101", "--format")
    findings = json.loads(faceplate(*words, "json").out)
    causes = [finding["cause"] for finding in findings]
    assert len(set(causes[:5])) == 1
    assert "`speed`" in causes[0]
    assert causes[5] == ""
    [run] = json.loads(faceplate(*words, "sarif").out)["runs"]
    stated = [result.get("properties", {}).get("cause", "") for result in run["results"]]
    assert stated == causes
    assert faceplate(*words, "junit").out.count("<testcase") == 6


def test_annotations_and_summaries_are_folded(faceplate: Callable, knobs: Path) -> None:
    words = ("check", "knobs.py", "--select", "FP101", "--format")
    lines = faceplate(*words, "github").out.splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("(and 4 more with the same cause)")
    summary = faceplate(*words, "markdown").out
    assert "| FP101 | undocumented-parameter | 6 |" in summary
    assert len(re.findall("^- ", summary, re.MULTILINE)) == 2


def finding(message: str, symbol: str, line: int, rule: str = "FP305") -> Finding:
    return Finding(rule, "stub-argument", "error", message, "knobs.pyi", line, 1, symbol)


def shown(*findings: Finding) -> str:
    return write(Report(items([(one, None) for one in findings]), ["knobs"]), "text")


@pytest.mark.parametrize(
    ("messages", "count"),
    [
        # The name of the declaration, or the end of its path, is what differs.
        (["calling `{name}` fails", "calling `{name}` fails"], 1),
        (["calling `Knob.{name}` fails", "calling `Knob.{name}` fails"], 1),
        (["calling `knobs.Knob.{name}` fails", "calling `knobs.Knob.{name}` fails"], 1),
        # Anything else is another cause.
        (["`every` of `{name}` fails", "`often` of `{name}` fails"], 2),
        (["calling {name} fails", "calling {name} fails"], 2),
    ],
)
def test_what_is_one_cause(messages: list[str], count: int) -> None:
    findings = [
        finding(messages[number % 2].format(name=name), f"knobs.Knob.{name}", number + 1)
        for number, name in enumerate(("turn", "wind", "spin", "roll", "twist", "pull"))
    ]
    fails = len(re.findall("FP305", shown(*findings)))
    assert fails == (6 if messages[0] == "calling {name} fails" else count)


def test_two_are_shown_and_rules_are_kept_apart() -> None:
    pair = [finding("is wrong", "knobs.a", 1), finding("is wrong", "knobs.b", 2)]
    assert shown(*pair).count("FP305") == 2
    others = [finding("is wrong", f"knobs.{n}", 3 + n, "FP306") for n in range(3)]
    text = shown(*pair, *others)
    assert (text.count("FP305"), text.count("FP306")) == (2, 1)


def test_hostile_causes_do_nothing() -> None:
    findings = [finding("a\n::error::x\x1b[2J", f"knobs.{n}", n + 1) for n in range(4)]
    for form in ("text", "github", "markdown", "json", "sarif", "junit"):
        made = write(Report(items([(one, None) for one in findings]), ["knobs"]), form)
        assert "\x1b" not in made
        assert not re.search("^::error::x", made, re.MULTILINE)
