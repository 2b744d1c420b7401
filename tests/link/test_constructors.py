"""Constructors of drawn classes: what is read is what Python says, or a page says why it is not.

The classes are drawn over all libraries of fields, with their options, ways of import, inheritance
and quoting. A process that imports them answers; `tools/constructors` draws more of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis.strategies import SearchStrategy

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from constructors import sources
from constructors.command import drawn, drawn_sources
from constructors.compare import Outcome, compare
from faceplate.model import Parameter

# How many of the drawn classes a page may be uncertain of: those whose decorator hides its wrapper.
MOST_UNKNOWN = 0.05


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_what_is_read_is_what_python_says(seed: int, tmp_path: Path) -> None:
    outcome = drawn(drawn_sources(sources.modules(), 150, seed), tmp_path)
    assert outcome.differences == []
    assert outcome.compared > 200
    assert outcome.counts["unknown"] <= MOST_UNKNOWN * outcome.compared


@pytest.mark.parametrize(
    "strategy",
    [
        sources.dataclasses_(),
        sources.attrs_(),
        sources.pydantic_(),
        sources.pydantic_dataclasses(),
        sources.structs(),
        sources.tuples(),
        sources.dictionaries(),
        sources.constructors(),
    ],
    ids=lambda strategy: repr(strategy).partition("(")[0],
)
def test_each_kind_is_drawn_and_imported(strategy: SearchStrategy[str], tmp_path: Path) -> None:
    outcome = drawn(drawn_sources(strategy, 40, 5), tmp_path)
    assert outcome.differences == []
    assert outcome.counts["equal"] >= 6


def test_a_difference_is_noticed() -> None:
    outcome = Outcome()
    ours = [Parameter("size", required=True)]
    for theirs in (
        [["size", "POSITIONAL_OR_KEYWORD", False]],
        [["size", "POSITIONAL_OR_KEYWORD", True]],
        [["size", "KEYWORD_ONLY", False]],
        [["width", "POSITIONAL_OR_KEYWORD", False]],
        [],
    ):
        compare(outcome, "it", ours, [], {"parameters": theirs})
    assert outcome.counts == Counter(equal=1, different=4)
    compare(outcome, "it", ours, ["a decorator"], {"parameters": []})
    assert outcome.counts["unknown"] == 1
