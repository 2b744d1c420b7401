"""Comments that keep findings quiet, and what is said of those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from check.libraries import TURN, codes, findings, package

HEADER = "def turn(angle: float, speed: float) -> None:"


def found(folder: Path, text: str, *select: str) -> list[str]:
    return codes(findings(package(folder, text), *select))


def test_without_a_comment(tmp_path: Path) -> None:
    assert found(tmp_path, TURN) == ["FP101", "FP102"]


@pytest.mark.parametrize("comment", ["FP101, FP102", "fp101,unknown-parameter", "FP102, FP101"])
def test_on_the_header(tmp_path: Path, comment: str) -> None:
    assert found(tmp_path, TURN.replace(HEADER, f"{HEADER}  # faceplate: ignore[{comment}]")) == []


def test_behind_the_docstring(tmp_path: Path) -> None:
    text = TURN.replace('    """\n', '    """  # noqa # faceplate: ignore[FP101, FP102]\n')
    assert found(tmp_path, text) == []


def test_without_brackets_it_holds_for_all(tmp_path: Path) -> None:
    assert found(tmp_path, TURN.replace(HEADER, f"{HEADER}  # faceplate: ignore")) == []


def test_on_a_decorator_and_in_a_long_header(tmp_path: Path) -> None:
    header = "@final  # faceplate: ignore[FP101]\ndef turn(\n    angle: float,\n"
    header += "    speed: float,\n) -> None:  # faceplate: ignore[FP102]"
    text = "from typing import final\n\n\n" + TURN.replace(HEADER, header)
    assert found(tmp_path, text) == []


def test_it_holds_for_its_rule_only(tmp_path: Path) -> None:
    text = TURN.replace(HEADER, f"{HEADER}  # faceplate: ignore[FP102]")
    assert found(tmp_path, text) == ["FP101"]


def test_it_does_not_hold_for_what_is_inside(tmp_path: Path) -> None:
    method = "".join(f"    {line}\n" if line else "\n" for line in TURN.split("\n"))
    method = method.replace("turn(angle", "turn(self, angle")
    text = f'class Knob:  # faceplate: ignore[FP102]\n    """A knob."""\n\n{method}'
    assert found(tmp_path, text, "FP001", "FP102") == ["FP001", "FP102"]


def test_in_a_string_it_is_none(tmp_path: Path) -> None:
    text = TURN.replace("Turn the knob.", "Turn the knob. # faceplate: ignore[FP101, FP102]")
    assert found(tmp_path, text) == ["FP101", "FP102"]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore[FP103]", "there is no finding of FP103 that this keeps quiet"),
        ("ignore[FP101, FP103]", "there is no finding of FP103 that this keeps quiet"),
        ("ignore[FP999]", "`FP999` is not a rule, so it keeps nothing quiet"),
        ("ignore[]", None),
    ],
)
def test_what_is_not_needed_is_said(tmp_path: Path, comment: str, message: str | None) -> None:
    target = package(tmp_path, TURN.replace(HEADER, f"{HEADER}  # faceplate: {comment}"))
    said = [one for one in findings(target) if one.rule == "FP001"]
    assert [one.message for one in said] == ([message] if message else [])
    for one in said:
        assert (one.line, one.column) == (1, len(HEADER) + 3)


def test_a_rule_that_did_not_run_may_have_been_needed(tmp_path: Path) -> None:
    text = TURN.replace(HEADER, f"{HEADER}  # faceplate: ignore[FP103]")
    assert found(tmp_path, text, "FP001", "FP102") == ["FP102"]
    assert found(tmp_path / "again", "x = 1  # faceplate: ignore\n", "FP001") == []
    assert found(tmp_path / "whole", "x = 1  # faceplate: ignore\n") == ["FP001"]


def test_a_file_that_does_not_parse_has_none(tmp_path: Path) -> None:
    assert found(tmp_path, "x = (  # faceplate: ignore[FP102]\n") == ["FP002"]
