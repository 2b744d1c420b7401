"""The mutations: what is put wrong is wrong, and judging tells what was found from what was not."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from mutations.finding import Finding
from mutations.judging import by_file, judged
from mutations.mutant import Edit, Mutant, applied
from mutations.sample import sample
from mutations.sites import Library, library
from mutations.trees import packed, write

TEXT = '''\
"""Knobs."""


def turn(angle: float, speed: float = 1.0, label: str = "turn") -> float:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast. Defaults to 1.0.
        label: What it is called.

    Returns:
        Where it stands.
    """
    return angle * speed + len(label)
'''


@pytest.fixture
def knobs(tmp_path: Path) -> Library:
    (tmp_path / "knobs").mkdir()
    (tmp_path / "knobs" / "__init__.py").write_text(TEXT, encoding="utf-8")
    return library(tmp_path, "knobs")


def test_mutants_parse_and_are_the_same_each_time(knobs: Library) -> None:
    drawn = sample(knobs, 2, 1)
    assert drawn == sample(knobs, 2, 1)
    assert {"parameter renamed", "default drifted", "result missing"} <= {one.kind for one in drawn}
    for one in drawn:
        text = applied(TEXT, one.edits)
        assert text is not None
        assert text != TEXT
        ast.parse(text)


def test_a_tree_holds_one_mutant_of_a_unit(knobs: Library, tmp_path: Path) -> None:
    drawn = sample(knobs, 1, 1)
    groups = packed(drawn)
    assert all(len(group) == 1 for group in groups)
    write(knobs, groups[0], tmp_path / "tree")
    written = (tmp_path / "tree" / "knobs" / "__init__.py").read_text(encoding="utf-8")
    assert written == applied(TEXT, groups[0][0].edits)


@pytest.mark.parametrize(
    ("line", "message", "control", "found"),
    [
        (9, "`speed` is wrong", False, True),
        (9, "`label` is wrong", False, False),
        (1, "`speed` is wrong", False, False),
        (9, "`speed` was wrong before", False, False),
        (9, "`label` is wrong", True, True),
    ],
)
def test_a_finding_has_to_be_new_and_name_what_drifted(
    line: int, message: str, control: bool, found: bool
) -> None:
    file = "knobs/__init__.py"
    known = Finding(file, 9, "`speed` was wrong before")
    mutant = Mutant("kind", file, "turn", [Edit(0, 0, "")], ("speed",), control)
    after = by_file([known, *([Finding(file, line, message)] if message != known.message else [])])
    (verdict,) = judged([mutant], by_file([known]), after, ({file: TEXT}, {file: TEXT}))
    assert verdict.found is found


def test_a_stub_and_its_module_are_mutated_in_trees_of_their_own() -> None:
    one = Mutant("event unknown", "knobs/knob.py", "Knob", [Edit(0, 0, " ")], ("turn",))
    other = Mutant("event missing", "knobs/knob.pyi", "Knob", [Edit(0, 0, " ")], ("turn",))
    assert packed([one, other]) == [[one], [other]]
