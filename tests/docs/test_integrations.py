"""The hook and the action: files that other tools read, and what they call."""

from __future__ import annotations

import argparse
import re
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs.pages import DOCS, ROOT


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def options() -> set[str]:
    parser = argparse.ArgumentParser()
    import_module("faceplate.cli.check").declare(parser)
    return set(re.findall(r"--[a-z-]+", parser.format_help()))


def test_the_hook() -> None:
    (hook,) = load(".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert hook["entry"].split()[:2] == ["faceplate", "check"]
    assert hook["pass_filenames"] is False
    page = (DOCS / "how-to" / "check-drift.md").read_text(encoding="utf-8")
    assert f"- id: {hook['id']}\n" in page


def test_the_action_names_what_exists() -> None:
    action = load("action.yml")
    script = action["runs"]["steps"][-1]
    named = set(re.findall(r"(?<=\s)--[a-z-]+", script["run"]))
    assert named
    assert named <= options()
    assert "${{" not in script["run"]
    inputs = re.findall(r"inputs\.([\w-]+)", str(action["runs"]))
    assert set(inputs) == action["inputs"].keys()
    page = (DOCS / "how-to" / "check-drift.md").read_text(encoding="utf-8")
    used = re.search(r"uses: OWNER/faceplate.*?with:\n(.*?)```", page, re.DOTALL)
    assert used is not None
    assert set(re.findall(r"^ +([a-z-]+):", used[1], re.MULTILINE)) <= action["inputs"].keys()


@pytest.mark.parametrize(("width", "code"), [("1", 0), ("'x'", 1)])
def test_the_action_runs(
    tmp_path: Path, environment: dict[str, str], width: str, code: int
) -> None:
    script = load("action.yml")["runs"]["steps"][-1]["run"]
    (tmp_path / "knobs").mkdir()
    (tmp_path / "knobs" / "__init__.py").write_text(
        f'def turn(width: int = 1) -> None:\n    """Turn.\n\n    Args:\n        width: How wide. '
        f'Defaults to {width}.\n    """\n'
    )
    summary = tmp_path / "summary.md"
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=tmp_path,
        env=environment
        | {
            "TARGETS": "./knobs",
            "ARGUMENTS": "--select default",
            "SARIF": "out.sarif",
            "GITHUB_STEP_SUMMARY": str(summary),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert ("::error file=knobs/__init__.py" in done.stdout) is bool(code)
    assert summary.read_text(encoding="utf-8")
    assert (tmp_path / "out.sarif").is_file()
