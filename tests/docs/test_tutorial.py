"""The tutorial, pasted block by block into a fresh folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from docs.pages import DOCS, ROOT, blocks, fits, run


@pytest.mark.releases
def test_tutorial_works_when_pasted(tmp_path: Path) -> None:
    (tmp_path / "faceplate").symlink_to(ROOT)
    run(
        DOCS / "tutorial.md",
        tmp_path,
        {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": "",
            "FACEPLATE_CACHE": str(tmp_path / "cache"),
        },
    )


def test_tutorial_shows_what_its_blocks_print() -> None:
    shown = [block for block in blocks(DOCS / "tutorial.md") if block.language == "sh"]
    assert len(shown) >= 10
    assert sum(block.output is not None for block in shown) >= len(shown) - 1


@pytest.mark.parametrize(
    ("shown", "printed", "fit"),
    [
        ("one\ntwo\n", "one\ntwo\n", True),
        ("one\ntwo\n", "one\nthree\n", False),
        ("one…\nlast\n", "one and more\nand more\nlast\n", True),
        ("one\n…\nlast\n", "one\nmore\nlast\n", True),
        ("one\n…\nlast\n", "one\nlast\nmore\n", False),
        ("a.c", "abc", False),
        ("one  two\n────\n", "one two\n──\n", True),
        ("one two", "onetwo", False),
    ],
)
def test_ellipsis_stands_for_anything(shown: str, printed: str, fit: bool) -> None:
    assert fits(shown, printed) is fit
