"""`faceplate upgrade` as a command: releases found, exit codes, files written, and bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from faceplate.cli.main import main
from faceplate.source.pinned import pin

OLD = 'class Knob:\n    """A knob."""\n\n    def __init__(self, size: int = 1) -> None: ...\n'
NEW = 'class Knob:\n    """A knob."""\n\n    def __init__(self) -> None: ...\n'
APP = "import knobs\nknob = knobs.Knob(size=3)\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for state, source in (("old", OLD), ("new", NEW)):
        package = tmp_path / state / "knobs"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(source)
    (tmp_path / "app.py").write_text(APP)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACEPLATE_CACHE", str(tmp_path / "cache"))
    return tmp_path


def upgrade(*words: str) -> int:
    return main(["upgrade", *words])


def test_what_fails_ends_with_1_and_is_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert upgrade("app.py", "--from", "old/knobs", "--to", "new/knobs") == 1
    output = capsys.readouterr().out
    assert (
        "app.py:2:19: `knobs.Knob` does not take `size`; the older release of knobs took it"
        in output
    )
    assert output.endswith("1 fail, 0 warn, 0 change, 0 can be fixed\n")


def test_json_has_the_place_and_what_was_looked_at(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert upgrade("app.py", "--from", "old/knobs", "--to", "new/knobs", "--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    (impact,) = report["impacts"]
    assert (impact["outcome"], impact["line"], impact["column"]) == ("fails", 2, 19)
    assert (report["files"], report["calls"], report["names"]) == (1, 1, 1)


def test_a_workflow_command_cannot_be_made_by_code(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "a,b:c.py").write_text(APP)
    upgrade("a,b:c.py", "--from", "old/knobs", "--to", "new/knobs", "--format", "github")
    assert capsys.readouterr().out.startswith("::error file=a%2Cb%3Ac.py,line=2,col=19::")


@pytest.mark.parametrize("level", ["fails", "warns", "changes"])
def test_what_stays_ends_with_0(project: Path, level: str) -> None:
    (project / "app.py").write_text("import knobs\nknob = knobs.Knob()\n")
    words = ("app.py", "--from", "old/knobs", "--to", "new/knobs", "--fail-on", level)
    assert upgrade(*words) == 0


@pytest.mark.parametrize(
    "code", ["", "print(1)\n", "import json\njson.dumps(1)\n", "knobs = None\nknobs.Knob(size=1)\n"]
)
def test_code_that_uses_nothing_of_the_library_is_an_error(
    project: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "app.py").write_text(code)
    assert upgrade("app.py", "--from", "old/knobs", "--to", "new/knobs") == 2
    assert "nothing in it is known to use knobs" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("none.py", "--to", "new/knobs"), "no such file"),
        (("app.py", "--to", "none"), "none"),
        (("app.py", "--to", "new/knobs", "--diff"), "--diff goes with --fix"),
        (("app.py", "--to", "new/knobs"), "say with --from"),
        (("app.py", "--to", "new/knobs", "--from", "other"), "two libraries"),
    ],
)
def test_a_call_that_cannot_be_used_has_one_line(
    project: Path, words: tuple[str, ...], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = project / "other"
    other.mkdir()
    (other / "__init__.py").write_text(OLD)
    words = tuple("./other" if word == "other" else word for word in words)
    assert upgrade(*words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert reason in captured.err.splitlines()[-1]


def test_a_file_that_does_not_parse_is_named_and_the_rest_goes_on(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "bad.py").write_text("import knobs\nknobs.Knob(\n")
    assert upgrade("app.py", "bad.py", "--from", "old/knobs", "--to", "new/knobs") == 1
    captured = capsys.readouterr()
    assert "bad.py:2" in captured.err
    assert "app.py:2:19" in captured.out


def test_fix_writes_and_the_mode_of_the_file_stays(project: Path) -> None:
    new = project / "new" / "knobs" / "__init__.py"
    new.write_text(OLD.replace("size", "_size").replace("_size", "scale"))
    (project / "old" / "knobs" / "__init__.py").write_text(OLD.replace("size", "_scale"))
    app = project / "app.py"
    app.write_text(APP.replace("size", "_scale"))
    app.chmod(0o640)
    assert upgrade("app.py", "--from", "old/knobs", "--to", "new/knobs", "--fix") == 0
    assert app.read_text() == APP.replace("size", "scale")
    assert app.stat().st_mode & 0o777 == 0o640


PINS = {
    "uv.lock": 'version = 1\n[[package]]\nname = "knobs"\nversion = "1.2"\n',
    "poetry.lock": '[[package]]\nname = "Knobs"\nversion = "1.2"\n',
    "pdm.lock": '[[package]]\nname = "knobs"\nversion = "1.2"\n',
    "pylock.toml": 'lock-version = "1.0"\n[[packages]]\nname = "knobs"\nversion = "1.2"\n',
    "Pipfile.lock": '{"default": {"knobs": {"version": "==1.2"}}}',
    "requirements.txt": "dials\nknobs[all]==1.2 --hash=sha256:00  # pinned\n",
    "pyproject.toml": '[project]\nname = "app"\ndependencies = ["knobs == 1.2"]\n',
    "setup.cfg": "[options]\ninstall_requires =\n    dials\n    knobs==1.2\n",
    "README.md": "---\ntitle: App\nsdk: knobs\nsdk_version: '1.2'\n---\n\nAn app.\n",
}


@pytest.mark.parametrize("file", PINS)
@pytest.mark.parametrize("depth", [0, 2])
def test_the_release_is_found_in_the_files_of_the_project(
    file: str, depth: int, tmp_path: Path
) -> None:
    folder = tmp_path.joinpath(*["inner"] * depth)
    folder.mkdir(parents=True, exist_ok=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / file).write_text(PINS[file])
    (folder / "app.py").write_text(APP)
    stated = pin(str(folder / "app.py"), "knobs")
    assert stated is not None
    assert (stated.version, stated.file) == ("1.2", str(tmp_path / file))


@pytest.mark.parametrize("file", PINS)
def test_what_another_project_states_does_not_count(file: str, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    (tmp_path / file).write_text(PINS[file])
    assert pin(str(folder), "knobs") is None


@pytest.mark.parametrize("file", PINS)
def test_a_damaged_file_says_nothing(file: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / file).write_bytes(b"\xff[[[\0{" + b"[" * 5000)
    assert pin(str(tmp_path), "knobs") is None


def test_the_block_of_a_script_comes_first(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "requirements.txt").write_text("knobs==1.0\n")
    app = tmp_path / "app.py"
    app.write_text(f'# /// script\n# dependencies = ["knobs==2.0"]\n# ///\n{APP}')
    stated = pin(str(app), "knobs")
    assert stated is not None
    assert stated.version == "2.0"


def test_a_range_is_given_as_one(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "requirements.txt").write_text("knobs>=1,<2\n")
    stated = pin(str(tmp_path), "knobs")
    assert stated is not None
    assert (stated.version, stated.specifier) == (None, ">=1,<2")
