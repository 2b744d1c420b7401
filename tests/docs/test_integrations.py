"""The hook and the action: files that other tools read, and what they call."""

from __future__ import annotations

import argparse
import configparser
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

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
    used = re.search(r"uses: \./\.faceplate.*?with:\n(.*?)```", page, re.DOTALL)
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
    assert ("::warning file=knobs/__init__.py" in done.stdout) is bool(code)
    assert summary.read_text(encoding="utf-8")
    assert (tmp_path / "out.sarif").is_file()


class TestRecipes:
    """What the guide says of other programs, with their part done by hand."""

    @pytest.fixture
    def run(self, tmp_path: Path, environment: dict[str, str]) -> Callable[[str], int]:
        """Give what runs a line in a project that has one finding."""
        (tmp_path / "knobs").mkdir()
        (tmp_path / "knobs" / "__init__.py").write_text(
            'def turn(width: int = 1) -> None:\n    """Turn.\n\n    Args:\n'
            '        wide: How wide.\n    """\n'
        )

        def line(text: str) -> int:
            done = subprocess.run(
                ["bash", "-e", "-c", text],
                cwd=tmp_path,
                env={**os.environ, **environment},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert "Traceback" not in done.stderr
            return done.returncode

        return line

    @staticmethod
    def block(start: str) -> str:
        page = (DOCS / "how-to" / "check-drift.md").read_text(encoding="utf-8")
        match = re.search(rf"^```{re.escape(start)}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
        assert match is not None
        return match[1]

    def test_gitlab(self, run: Callable[[str], int], tmp_path: Path) -> None:
        job = yaml.safe_load(self.block('yaml title=".gitlab-ci.yml"'))["drift"]
        install, *lines = job["script"]
        assert install.startswith("pip install ")
        assert [run(line) for line in lines] == [1]
        report = tmp_path / job["artifacts"]["reports"]["junit"]
        assert ElementTree.parse(report).getroot().find("testsuite") is not None

    def test_tox(self, run: Callable[[str], int]) -> None:
        parser = configparser.ConfigParser()
        parser.read_string(self.block('ini title="tox.ini"'))
        assert run(parser["testenv:drift"]["commands"]) == 1

    def test_nox(self, run: Callable[[str], int], monkeypatch: pytest.MonkeyPatch) -> None:
        called: list[tuple[str, ...]] = []
        session = SimpleNamespace(install=lambda *_: None, run=lambda *words: called.append(words))
        monkeypatch.setitem(sys.modules, "nox", SimpleNamespace(session=lambda function: function))
        monkeypatch.setenv("FACEPLATE", str(ROOT))
        names: dict[str, Any] = {}
        exec(self.block('python title="noxfile.py"'), names)
        names["drift"](session)
        assert [run(shlex.join(words)) for words in called] == [1]

    def test_uv(self, run: Callable[[str], int]) -> None:
        command = self.block("shell").strip().removeprefix('uvx --from "$FACEPLATE" ')
        assert command.startswith("faceplate ")
        assert run(command) == 1
