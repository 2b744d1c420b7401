"""What the README and the recipes for CI say to install, run in an empty environment."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml

from docs.pages import DOCS, ROOT, run

pytestmark = pytest.mark.releases

UV = Path(sys.executable).with_name("uv")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what a reader has: the files that are under version control."""
    folder = tmp_path_factory.mktemp("reader") / "checkout"
    folder.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", folder / "src", ignore=ignored)
    return folder


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the variables of somebody with an environment that holds nothing but pip."""
    home = tmp_path_factory.mktemp("home")
    venv.create(home / "environment", with_pip=True)
    return {
        "HOME": str(home),
        "PATH": f"{home / 'environment/bin'}{os.pathsep}{os.environ['PATH']}",
        "VIRTUAL_ENV": str(home / "environment"),
        "PYTHONPATH": "",
        "FACEPLATE_CACHE": str(home / "cache"),
        "PIP_NO_COMPILE": "1",
    }


def shell(lines: list[str], folder: Path, variables: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-c", "\n".join(["set -eu", *lines])],
        cwd=folder,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def test_the_readme_and_the_recipe_for_github_work_when_pasted(
    checkout: Path, empty: dict[str, str], tmp_path: Path
) -> None:
    run(checkout / "README.md", checkout, empty)
    page = (DOCS / "how-to/check-drift.md").read_text(encoding="utf-8")
    stated = re.search(r'^```yaml title="\.github/[^"]*"\n(.*?)^```$', page, re.S | re.M)
    assert stated is not None
    steps = yaml.safe_load(stated[1])["jobs"]["drift"]["steps"]
    lines = [step["run"] for step in steps if "run" in step]
    (tmp_path / "knobs").mkdir()
    shutil.copy(checkout / "knobs/__init__.py", tmp_path / "knobs")
    (tmp_path / "pyproject.toml").write_text('[tool.faceplate.check]\ntargets = ["knobs"]\n')
    variables = empty | {
        "FACEPLATE": str(checkout),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    install, *checks = lines
    code, text = shell([install], tmp_path, variables)
    assert code == 0, text
    results = [shell([line], tmp_path, variables) for line in checks]
    assert [code for code, _ in results] == [1, 1], results
    assert "::warning file=knobs/__init__.py,line=9" in results[0][1]
    assert "FP102" in (tmp_path / "summary.md").read_text(encoding="utf-8")


@pytest.mark.skipif(not UV.exists(), reason="uv is not installed")
def test_the_lines_for_uv_work(checkout: Path, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"`(uv [^`]+)`", readme)
    assert lines == ["uv pip install .", "uv tool install ."]
    tools = tmp_path / "tools"
    # An interpreter that belongs to no environment: a tool gets one of its own, made with it.
    python = Path(sys.base_prefix) / "bin/python3"
    variables = {
        "HOME": str(tmp_path),
        "PATH": f"{UV.parent}{os.pathsep}{os.environ['PATH']}",
        "UV_TOOL_BIN_DIR": str(tools),
        "UV_TOOL_DIR": str(tmp_path / "tool environments"),
        "VIRTUAL_ENV": str(tmp_path / "own"),
        "FACEPLATE_CACHE": str(tmp_path / "cache"),
        "PYTHONPATH": "",
    }
    code, text = shell([f"uv venv --python {python} own"], tmp_path, variables)
    assert code == 0, text
    into_own, as_tool = lines
    for line, program, more in (
        (into_own, tmp_path / "own/bin/faceplate", {}),
        (as_tool, tools / "faceplate", {"UV_PYTHON": str(python)}),
    ):
        shown = [line, f"{program} show faceplate_kit:Button"]
        code, text = shell(shown, checkout, variables | more)
        assert code == 0, text
        assert "faceplate_kit.Button(" in text
