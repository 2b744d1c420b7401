"""Defaults from `[tool.faceplate]`, and options that come before them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

KNOB = 'class Knob:\n    """A knob.\n\n    :param low: The lowest.\n    """\n\n' + (
    "    def __init__(self, low=0): ...\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "lib" / "knobs").mkdir(parents=True)
    (tmp_path / "lib" / "knobs" / "__init__.py").write_text(KNOB)
    (tmp_path / "inner").mkdir()
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    return tmp_path


def configure(project: Path, lines: str) -> None:
    (project / "pyproject.toml").write_text(f"[tool.faceplate]\n{lines}\n")


def test_search_path_is_relative_to_the_file(faceplate, project: Path) -> None:
    assert faceplate("extract", "knobs").code == 2
    configure(project, 'search-path = ["lib"]')
    manifest = json.loads(faceplate("extract", "knobs").out)
    assert [one["name"] for one in manifest["components"]] == ["Knob"]


def test_dialect_and_the_option_before_it(faceplate, project: Path) -> None:
    configure(project, 'search-path = ["lib"]\ndialect = "gradio"')
    assert json.loads(faceplate("extract", "knobs").out)["library"]["dialect"] == "gradio"
    outcome = faceplate("extract", "knobs", "--dialect", "plain")
    assert json.loads(outcome.out)["library"]["dialect"] == "plain"


def test_docstring_style(faceplate, project: Path) -> None:
    configure(project, 'search-path = ["lib"]')
    read = json.loads(faceplate("extract", "knobs").out)["components"][0]
    assert read["parameters"][0]["description"] == "The lowest."
    configure(project, 'search-path = ["lib"]\ndocstring-style = "numpy"')
    read = json.loads(faceplate("extract", "knobs").out)["components"][0]
    assert read["parameters"][0]["description"] == ""


@pytest.mark.parametrize(
    "lines",
    [
        'dialekt = "plain"',
        "dialect = 3",
        'docstring-style = "rest"',
        'search-path = "lib"',
        "x = [",
    ],
)
def test_what_cannot_be_used(faceplate, project: Path, lines: str) -> None:
    configure(project, lines)
    outcome = faceplate("extract", "knobs")
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert "pyproject.toml" in outcome.err


def test_nothing_above_the_repository_counts(
    faceplate, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(project, 'search-path = ["lib"]')
    (project / "inner" / ".git").mkdir()
    assert faceplate("extract", "knobs").code == 2


def test_a_file_that_does_not_mention_the_table_is_not_parsed(faceplate, project: Path) -> None:
    (project / "pyproject.toml").write_text("this is = = not TOML")
    assert "TOML" not in faceplate("extract", "knobs").err
