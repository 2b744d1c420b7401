"""Several processes find what one finds, and say of each finding what it says, in its order."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from faceplate.cache.store import Store
from faceplate.check import units
from faceplate.check.runner import Checked, check
from faceplate.check.settings import CheckSettings
from faceplate.facts import ahead
from faceplate.source import open_target

MODULE = '''\
def turn_{number}(angle: float, pace: float = {number}.0) -> float:
    """Turn it as `turn_{next}` does.

    Args:
        angel: How far.
        pace: How fast. Defaults to 1.0.
    """
    return angle * pace
'''
STUB = "def turn_1(angle: float) -> float: ...\ndef broken(\n"


def _checked(package: Path, cache: Path, processes: int) -> Checked:
    settings = CheckSettings(("ALL",))
    tree = open_target(str(package), [])
    return check(tree, Store(str(cache)), settings, search_path=[], processes=processes)


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
def test_many_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "knobs"
    package.mkdir()
    (package / "__init__.py").write_text('"""Knobs."""\n', encoding="utf-8")
    for number in range(6):
        text = "".join(MODULE.format(number=each, next=each + 1) for each in range(number + 1))
        (package / f"knob_{number}.py").write_text(text, encoding="utf-8")
    (package / "knob_5.pyi").write_text(STUB, encoding="utf-8")
    (package / "broken.py").write_text("def turn(:\n", encoding="utf-8")
    alone = _checked(package, tmp_path / "alone", 1)
    for module, name, value in (
        (units, "_FEWEST", 2), (units, "_TASK", 2), (ahead, "_FEWEST", 2), (ahead, "_TASK", 2),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    together = _checked(package, tmp_path / "together", 3)
    assert len(alone.findings) > 20
    assert any(finding.fixable for finding in alone.findings)
    assert together.findings == alone.findings
    assert together.problems == alone.problems
    assert together.examined == alone.examined
    facts = {file.name for file in (tmp_path / "alone" / "facts").iterdir()}
    assert {file.name for file in (tmp_path / "together" / "facts").iterdir()} == facts
