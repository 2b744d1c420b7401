"""A baseline: it survives what moves, and tells what is new and what is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from check.libraries import TURN, findings, package
from faceplate.check.baseline import document, load, new
from faceplate.errors import UsageError


def test_what_moves_stays_known(tmp_path: Path) -> None:
    known = findings(package(tmp_path, TURN))
    assert len(known) == 2
    (tmp_path / "baseline.json").write_bytes(document(known))
    baseline = load(str(tmp_path / "baseline.json"))
    moved = findings(package(tmp_path / "moved", "import os\n\n\nLIMIT = 3\n\n\n" + TURN))
    assert {one.line for one in moved}.isdisjoint(one.line for one in known)
    assert new(moved, baseline) == ([], [])


def test_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    known = findings(package(tmp_path, TURN))
    (tmp_path / "baseline.json").write_bytes(document(known))
    baseline = load(str(tmp_path / "baseline.json"))
    other = TURN.replace("def turn", "def press")
    fixed = TURN.replace("amount", "angle")
    found = findings(package(tmp_path / "changed", f"{fixed}\n\n{other}"))
    fresh, gone = new(found, baseline)
    assert [one.symbol for one in fresh] == ["knobs.press", "knobs.press"]
    assert [(one.rule, one.count) for one in gone] == [("FP101", 1), ("FP102", 1)]


def test_how_often_counts(tmp_path: Path) -> None:
    found = findings(package(tmp_path, TURN), "FP102")
    (tmp_path / "baseline.json").write_bytes(document(found))
    fresh, gone = new(found * 3, load(str(tmp_path / "baseline.json")))
    assert (len(fresh), gone) == (2, [])


def test_it_is_the_same_text_in_any_order(tmp_path: Path) -> None:
    found = findings(package(tmp_path, TURN))
    assert document(found) == document(reversed(found))


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b'{"format": "faceplate-baseline/2", "findings": []}', b"\xff\xfe", b"null"],
)
def test_what_is_no_baseline(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "baseline.json"
    file.write_bytes(content)
    with pytest.raises(UsageError, match="not a baseline"):
        load(str(file))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--write-baseline"):
        load(str(tmp_path / "none.json"))
    with pytest.raises(UsageError):
        load(str(tmp_path))
