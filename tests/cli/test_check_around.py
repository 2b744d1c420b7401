"""What `faceplate check` is told to look at around a library: guides, apps, an older release."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

KNOBS = '''\
"""Knobs."""


class Knob:
    """A knob.

    Args:
        label: What it is called.
    """

    def __init__(self, label: str) -> None:
        self.label = label
'''
GUIDE = """\
```python
import knobs

knobs.Knob("volume", size=3)
```
"""
DESCRIPTOR = {
    "named_endpoints": {"/turn": {"parameters": [], "returns": [], "description": "Turns."}}
}
CLIENT = """\
```python
from gradio_client import Client

Client("example/knobs").predict(api_name="/press")
```
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, "knobs/__init__.py", KNOBS)
    write(tmp_path, "docs/a.md", GUIDE)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def found(outcome) -> list[tuple[str, str, int]]:
    assert outcome.err.startswith("faceplate: examined 1 module, ")
    assert outcome.err.count("\n") == 1
    return [(one["rule"], one["file"], one["line"]) for one in json.loads(outcome.out)]


class TestGuides:
    """--docs."""

    def test_a_folder_and_a_file(self, faceplate, project: Path) -> None:
        for path in ("docs", "docs/a.md", str(project / "docs"), "./docs/../docs"):
            outcome = faceplate("check", "./knobs", "--docs", path, "--format", "json")
            assert found(outcome) == [("FP802", "docs/a.md", 4)]
        assert "knobs.Knob(" in faceplate("check", "./knobs", "--docs", "docs").out

    def test_nothing_without_it(self, faceplate, project: Path) -> None:
        assert faceplate("check", "./knobs").code == 0

    def test_the_configuration(self, faceplate, project: Path, monkeypatch) -> None:
        write(project, "pyproject.toml", '[tool.faceplate.check]\ntargets=["knobs"]\ndocs=["docs"]')
        assert found(faceplate("check", "--format", "json")) == [("FP802", "docs/a.md", 4)]
        monkeypatch.chdir(project / "docs")
        assert found(faceplate("check", "--format", "json")) == [("FP802", "a.md", 4)]

    def test_a_changed_guide_is_read_anew(self, faceplate, project: Path) -> None:
        assert faceplate("check", "./knobs", "--docs", "docs").code == 1
        write(project, "docs/a.md", GUIDE.replace(", size=3", ""))
        assert faceplate("check", "./knobs", "--docs", "docs").code == 0
        write(project, "docs/b.md", GUIDE)
        assert faceplate("check", "./knobs", "--docs", "docs").code == 1

    def test_what_is_passed_over(self, faceplate, project: Path) -> None:
        for folder in (".hidden", "node_modules/x", "_build", "env"):
            write(project, f"docs/{folder}/a.md", GUIDE)
        write(project, "docs/env/pyvenv.cfg", "")
        write(project, "elsewhere/b.md", GUIDE)
        (project / "docs" / "link").symlink_to(project / "elsewhere")
        (project / "docs" / "link.md").symlink_to(project / "elsewhere" / "b.md")
        write(project, "docs/a.txt", GUIDE)
        outcome = faceplate("check", "./knobs", "--docs", "docs", "--format", "json")
        assert found(outcome) == [("FP802", "docs/a.md", 4)]

    def test_a_broken_notebook_is_told(self, faceplate, project: Path) -> None:
        write(project, "docs/n.ipynb", "{")
        outcome = faceplate("check", "./knobs", "--docs", "docs")
        assert outcome.code == 1
        assert (
            "docs/n.ipynb:1:1: FP002 unread-file: nothing in this file was checked: not JSON"
            in (outcome.out)
        )
        assert outcome.err.startswith("faceplate: examined 1 module, ")

    def test_bytes_that_are_no_text(self, faceplate, project: Path) -> None:
        (project / "docs" / "b.md").write_bytes(b"\xff\xfe\x00`knobs.Knob(\x00)`\r\n" * 3)
        assert faceplate("check", "./knobs", "--docs", "docs").code == 1

    def test_a_baseline(self, faceplate, project: Path) -> None:
        words = ("check", "./knobs", "--docs", "docs", "--baseline", "known.json")
        assert faceplate(*words, "--write-baseline").code == 0
        write(project, "docs/a.md", "# Title\n\n" + GUIDE)
        assert faceplate(*words).code == 0


class TestSince:
    """--since."""

    def test_an_older_release(self, faceplate, project: Path) -> None:
        write(project, "old/knobs/__init__.py", KNOBS.replace("label: str)", "label: str, size=1)"))
        outcome = faceplate("check", "./knobs", "--docs", "docs", "--since", "old/knobs")
        assert outcome.code == 1
        assert "the older release of knobs took it" in outcome.out

    def test_one_of_another_library(self, faceplate, project: Path) -> None:
        write(project, "dials/__init__.py", KNOBS)
        outcome = faceplate("check", "./knobs", "--since", "./dials")
        assert (outcome.code, outcome.out) == (2, "")
        assert "a release of dials, and what is checked is knobs" in outcome.err


class TestApps:
    """--app."""

    def test_a_descriptor(self, faceplate, project: Path) -> None:
        write(project, "docs/a.md", CLIENT)
        write(project, "app.json", json.dumps(DESCRIPTOR))
        words = ("check", "./knobs", "--docs", "docs", "--format", "json", "--app")
        for name in ("example/knobs", "*", "https://example-knobs.hf.space/"):
            assert found(faceplate(*words, f"{name}=app.json")) == [("FP806", "docs/a.md", 4)]
        assert found(faceplate(*words, "example/others=app.json")) == []

    def test_the_configuration(self, faceplate, project: Path) -> None:
        write(project, "docs/a.md", CLIENT)
        write(project, "app.json", json.dumps(DESCRIPTOR))
        lines = 'targets = ["knobs"]\ndocs = ["docs"]\napps = {"example/knobs" = "app.json"}'
        write(project, "pyproject.toml", f"[tool.faceplate.check]\n{lines}\n")
        assert found(faceplate("check", "--format", "json")) == [("FP806", "docs/a.md", 4)]

    def test_a_script_is_run_on_request_only(self, faceplate, project: Path) -> None:
        mark = project / "mark"
        write(
            project,
            "app.py",
            f"open({str(mark)!r}, 'w').close()\n"
            "import faceplate_kit as kit\n"
            "with kit.Blocks() as demo:\n"
            "    kit.Button('x').click(lambda: None, api_name='turn')\n",
        )
        write(project, "docs/a.md", CLIENT)
        words = ("check", "./knobs", "--docs", "docs", "--app", "*=app.py", "--format", "json")
        assert found(faceplate(*words)) == []
        assert not mark.exists()
        assert ("FP806", "docs/a.md", 4) in found(faceplate(*words, "--live"))
        assert mark.exists()

    @pytest.mark.parametrize(
        ("app", "said"),
        [
            ("app.json", "not of the form NAME=FILE"),
            ("=app.json", "not of the form NAME=FILE"),
            ("a=none.json", "cannot be read"),
            ("a=docs/a.md", "not JSON"),
            ("a=list.json", "not a descriptor"),
        ],
    )
    def test_what_is_no_app(self, faceplate, project: Path, app: str, said: str) -> None:
        write(project, "list.json", "[]")
        outcome = faceplate("check", "./knobs", "--app", app)
        assert (outcome.code, outcome.out) == (2, "")
        assert said in outcome.err
        assert outcome.err.count("\n") == 1


class TestLive:
    """--live."""

    def test_nothing_is_kept(self, faceplate, project: Path) -> None:
        assert faceplate("check", "./knobs", "--live", "--python", sys.executable).code == 0
        write(project, "knobs/__init__.py", KNOBS + "\n\nglobals().pop('Knob')\n")
        outcome = faceplate("check", "./knobs", "--live", "--format", "json")
        assert found(outcome) == [("FP951", "knobs/__init__.py", 4)]
        assert faceplate("check", "./knobs").code == 0

    def test_without_it_nothing_of_it_is_taken(self, faceplate, project: Path) -> None:
        outcome = faceplate("check", "./knobs", "--python", sys.executable)
        assert outcome.code == 2
        assert "--live" in outcome.err


@pytest.mark.parametrize(
    "words",
    [
        ("--docs", "none"),
        ("--docs", "knobs/x.txt"),
        ("--since", "no/such/folder"),
        ("--timeout", "0"),
        ("--timeout", "x"),
        ("--live", "--python", "no/such/python"),
    ],
)
def test_what_cannot_be_used(faceplate, project: Path, words: tuple[str, ...]) -> None:
    write(project, "knobs/x.txt", "")
    outcome = faceplate("check", "./knobs", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("faceplate: ")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    "lines", ["docs = 3", 'docs = "docs"', "since = []", 'apps = "x"', "apps = {a = 3}"]
)
def test_configuration_that_cannot_be_used(faceplate, project: Path, lines: str) -> None:
    write(project, "pyproject.toml", f"[tool.faceplate.check]\n{lines}\n")
    outcome = faceplate("check", "./knobs")
    assert (outcome.code, outcome.out) == (2, "")
    assert "cannot be used; give" in outcome.err
