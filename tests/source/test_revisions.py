"""`PATH@REVISION` against a checkout of the same revision, and repositories of strangers."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from faceplate.cli.main import main
from faceplate.errors import UsageError
from faceplate.source import open_target

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")

KNOB = 'class Knob:\n    """A knob."""\n\n    def __init__(self, size: int = {}) -> None: ...\n'
LAYOUTS = {
    "at the root": ("knobs", "", "knobs"),
    "below src": ("src/knobs", "", ""),
    "a part of another package": ("panel/knobs", "panel", "panel/knobs"),
    "in a folder of the repository": ("libraries/one/knobs", "", "libraries/one/knobs"),
}


def git(folder: Path, *words: str) -> str:
    options = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", str(folder), *options, *words], capture_output=True, check=True
    )
    return done.stdout.decode()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(folder: Path, files: dict[str, str], tag: str) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", tag)
    git(folder, "tag", tag)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_revision_reads_as_its_checkout_does(
    layout: str, repository: Path, tmp_path: Path
) -> None:
    package, outer, target = LAYOUTS[layout]
    project = {"pyproject.toml": '[project]\nname = "knobs"\nversion = "1.0"\n'}
    base = {f"{outer}/__init__.py": ""} if outer else {}
    one = {f"{package}/__init__.py": KNOB.format(1), f"{package}/inner/__init__.py": "x = 1\n"}
    commit(repository, base | one | (project if not target else {}), "v1")
    commit(repository, {f"{package}/__init__.py": KNOB.format(2)}, "v2")
    checkout = tmp_path / "checkout"
    git(repository, "worktree", "add", "-q", str(checkout), "v1")
    read = open_target(f"{repository / target}@v1")
    there = open_target(str(checkout / target))
    assert read.name.rpartition(".")[2] == there.name.rpartition(".")[2]
    assert [read.read(file) for file in read.files] == [there.read(file) for file in there.files]
    assert len(read.files) == 2
    assert read.version == there.version


def test_the_difference_of_two_revisions_needs_no_checkout(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(repository, {"knobs/__init__.py": KNOB.format(1)}, "v1")
    commit(repository, {"knobs/__init__.py": KNOB.format(1).replace("size", "scale")}, "v2")
    monkeypatch.chdir(repository)
    assert main(["diff", "knobs@v1", "knobs@v2", "--no-cache"]) == 1
    assert "`size`" in capsys.readouterr().out
    assert git(repository, "status", "--porcelain") == ""
    assert main(["diff", "knobs@v2", "knobs", "--no-cache"]) == 0


@pytest.mark.parametrize(
    "key", ["filter.x.smudge", "filter.x.process", "core.fsmonitor", "diff.x.textconv"]
)
def test_no_program_of_the_repository_is_run(key: str, repository: Path, tmp_path: Path) -> None:
    sign = tmp_path / "run"
    commit(
        repository,
        {"knobs/__init__.py": KNOB.format(1), ".gitattributes": "*.py filter=x diff=x\n"},
        "v1",
    )
    git(repository, "config", key, f"touch {sign}; cat")
    git(repository, "config", "filter.x.required", "true")
    tree = open_target(f"{repository / 'knobs'}@v1")
    assert tree.read("knobs/__init__.py") == KNOB.format(1).encode()
    assert not sign.exists()


def test_links_and_names_that_lead_out_are_left_out(repository: Path) -> None:
    (repository / "knobs").mkdir()
    os.symlink("/etc/passwd", repository / "knobs" / "secret.py")
    commit(repository, {"knobs/__init__.py": KNOB.format(1)}, "v1")
    tree = open_target(f"{repository / 'knobs'}@v1")
    assert list(tree.files) == ["knobs/__init__.py"]
    assert [problem.file for problem in tree.problems] == ["knobs/secret.py"]


@pytest.mark.parametrize("revision", ["none", "-x", "--help", "v1:knobs", "HEAD~99", "a b"])
def test_what_is_no_commit_is_an_error(revision: str, repository: Path) -> None:
    commit(repository, {"knobs/__init__.py": KNOB.format(1)}, "v1")
    with pytest.raises(UsageError):
        open_target(f"{repository / 'knobs'}@{revision}")


def test_a_folder_outside_of_a_repository_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "knobs").mkdir()
    with pytest.raises(UsageError, match="git says"):
        open_target(f"{tmp_path / 'knobs'}@v1")
