"""The pages for people who come from another checker: what they say of faceplate is so."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from coming_from import command, tools
from coming_from.faults import FAULTS, GOOD, STYLES, source

ROOT = Path(__file__).resolve().parents[2]

# Those for people who come from something else than a checker have no table of faults.
PAGES = [
    page
    for page in sorted((ROOT / "docs" / "coming-from").glob("*.md"))
    if page.stem in tools.NAMES
]


@pytest.fixture(scope="module")
def own() -> dict[str, set[str]]:
    return command.spoken("faceplate", None)


def test_there_is_a_page_for_each_tool() -> None:
    assert {page.stem for page in PAGES} == set(tools.NAMES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_rules_of_each_table_are_those_that_speak(page: Path, own: dict[str, set[str]]) -> None:
    rows = re.findall(r"^\| ([^|]+) \| [^|]* \| ([^|]*) \|$", page.read_text("utf-8"), re.MULTILINE)
    stated = {
        fault: set(re.findall(r"\[(FP\d+)\]", rules)) for fault, rules in rows if fault in own
    }
    assert stated == own


@pytest.mark.parametrize("style", STYLES)
def test_each_fault_is_one(style: str, tmp_path: Path) -> None:
    """The sound function has no finding, and each fault changes it to another that parses."""
    (tmp_path / "sound.py").write_text(source(GOOD, style))
    assert tools.own(tmp_path) == {"sound.py": set()}
    written = [source(change(GOOD), style) for change in FAULTS.values()]
    assert len({source(GOOD, style), *written}) == len(FAULTS) + 1
    for text in written:
        ast.parse(text)
