"""A check that has looked at nothing is never green, and a stranger's project does no harm."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

TURN = '''\
def turn(angle, speed=1):
    """Turn the knob.

    Args:
        angle: How far.
        pace: How fast.
    """
'''
GOOD = TURN.replace("pace", "speed")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    (folder / "knobs").mkdir(parents=True)
    (folder / "knobs/__init__.py").write_text(TURN)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    return folder


def configure(project: Path, text: str) -> None:
    (project / "pyproject.toml").write_text(text)


class TestSelections:
    """Rules that have nothing to look at."""

    @pytest.mark.parametrize(
        ("selection", "word"),
        [
            ("FP801", "--docs"),
            ("guide-name", "--docs"),
            ("FP902", "--app"),
            ("FP601,FP801", None),
            ("FP3", "events"),
        ],
    )
    def test_nothing_to_look_at(
        self, faceplate: Callable, project: Path, selection: str, word: str | None
    ) -> None:
        outcome = faceplate("check", "knobs", "--select", selection)
        if word is None:
            assert (outcome.code, outcome.out) == (0, "no finding in knobs\n")
            assert "FP801 selects nothing that can be checked here" in outcome.err
            assert "FP601 selects" not in outcome.err
        else:
            assert (outcome.code, outcome.out) == (2, "")
            assert outcome.err.startswith("faceplate: nothing was checked: ")
            assert word in outcome.err
            assert outcome.err.count("\n") == 1

    def test_all_that_there_is_is_no_selection_in_vain(
        self, faceplate: Callable, project: Path
    ) -> None:
        for selection in ("ALL", "default"):
            outcome = faceplate("check", "knobs", "--select", selection)
            assert outcome.code == 1
            assert outcome.err.startswith("faceplate: examined ")

    @pytest.mark.parametrize("selection", ["FP1", "FP106"])
    def test_a_file_that_cannot_be_read_is_no_success(
        self, faceplate: Callable, project: Path, selection: str
    ) -> None:
        (project / "knobs/__init__.py").write_text(GOOD)
        (project / "knobs/broken.py").write_text("def f(:\n")
        words = ("check", "knobs", "--select", selection)
        outcome = faceplate(*words, "--format", "json")
        assert outcome.code == 1
        assert [one["rule"] for one in json.loads(outcome.out)] == ["FP002"]
        assert faceplate(*words, "--ignore", "unread-file").code == 0
        configure(
            project,
            "[tool.faceplate.check]\ntargets = ['knobs']\n"
            "per-file-ignores = {'knobs/broken.py' = ['FP002']}\n",
        )
        assert faceplate("check", "--select", selection).code == 0

    def test_a_guide_that_cannot_be_read_is_no_success(
        self, faceplate: Callable, project: Path
    ) -> None:
        (project / "knobs/__init__.py").write_text(GOOD)
        (project / "docs").mkdir()
        (project / "docs/broken.ipynb").write_text("{")
        outcome = faceplate("check", "knobs", "--docs", "docs", "--format", "json")
        assert outcome.code == 1
        [finding] = json.loads(outcome.out)
        assert (finding["rule"], finding["file"]) == ("FP002", "docs/broken.ipynb")

    def test_what_was_examined_is_said(self, faceplate: Callable, project: Path) -> None:
        (project / "docs").mkdir()
        for name in ("a", "b"):
            (project / f"docs/{name}.md").write_text("# Turning\n")
        outcome = faceplate("check", "knobs", "--docs", "docs")
        assert "examined 1 module, 1 declaration (1 public), 2 guides with " in outcome.err


class TestConfiguration:
    """What a file of a project says in vain, or should not say."""

    @pytest.mark.parametrize(
        "name", ["facepalte", "faceplates", "facplate", "fazeplate", "Faceplate", "face-plate"]
    )
    @pytest.mark.parametrize("header", ["[tool.{}.check]", "[tool.{}]", "[ tool . {} ]"])
    def test_a_table_whose_name_is_nearly_right(
        self, faceplate: Callable, project: Path, name: str, header: str
    ) -> None:
        configure(project, f"[project]\nname = 'a'\n\n{header.format(name)}\nx = 1\n")
        outcome = faceplate("check", "knobs")
        assert (outcome.code, outcome.out) == (2, "")
        assert f"[tool.{name}]; did you mean [tool.faceplate]?" in outcome.err

    @pytest.mark.parametrize("name", ["ruff", "flake8", "facet", "face", "templates", "mypy"])
    def test_a_table_of_another_tool(self, faceplate: Callable, project: Path, name: str) -> None:
        configure(project, f"[tool.{name}.check]\nx = 1\n")
        assert faceplate("check", "knobs").code == 1

    def test_a_key_that_is_misspelt(self, faceplate: Callable, project: Path) -> None:
        configure(project, "[tool.faceplate.check]\nper-file-ignore = {}\n")
        outcome = faceplate("check", "knobs")
        assert outcome.code == 2
        assert "did you mean per-file-ignores?" in outcome.err

    @pytest.mark.parametrize(
        ("option", "pattern", "fits"),
        [
            ("per-file-ignores", "knobs/old.py", False),
            ("per-file-ignores", "knobs/__init__.py", True),
            ("per-file-ignores", "knobs/*", True),
            ("per-symbol-ignores", "knobs.tunr", False),
            ("per-symbol-ignores", "knobs.turn", True),
            ("per-symbol-ignores", "knobs", True),
        ],
    )
    def test_a_pattern_that_fits_nothing(
        self, faceplate: Callable, project: Path, option: str, pattern: str, fits: bool
    ) -> None:
        text = f"[tool.faceplate.check]\ntargets = ['knobs']\n{option} = {{'{pattern}' = ['FP9']}}"
        configure(project, text)
        for _ in ("made", "kept"):
            outcome = faceplate("check")
            assert outcome.code == (1 if fits else 2)
            assert (f"{option}: {pattern!r} fits nothing of knobs" in outcome.err) is not fits
        # A call that names a part of what is configured says so, and does not fail for it.
        outcome = faceplate("check", "knobs")
        assert outcome.code == 1

    @pytest.mark.parametrize(
        "line",
        [
            "targets = ['../victim']",
            "baseline = '../victim/known.json'",
            "docs = ['../victim']",
            "since = '../victim'",
            "apps = {'*' = '../victim/app.py'}",
            "baseline = 'link/known.json'",
            "targets = ['link']",
        ],
    )
    @pytest.mark.parametrize("words", [(), ("--fix",), ("--write-baseline",)])
    def test_paths_stay_inside(
        self, faceplate: Callable, project: Path, line: str, words: tuple[str, ...]
    ) -> None:
        victim = project.parent / "victim"
        victim.mkdir()
        (victim / "__init__.py").write_text(TURN)
        (project / "link").symlink_to(victim)
        known = "" if line.startswith("baseline") else "baseline = 'known.json'\n"
        configure(project, f"[tool.faceplate.check]\n{known}{line}\n")
        outcome = faceplate("check", *words)
        assert (outcome.code, outcome.out) == (2, "")
        assert "lies outside of" in outcome.err
        assert [file.name for file in victim.iterdir()] == ["__init__.py"]
        assert (victim / "__init__.py").read_text() == TURN

    def test_search_paths_stay_inside(self, faceplate: Callable, project: Path) -> None:
        configure(project, "[tool.faceplate]\nsearch-path = ['..']\n")
        outcome = faceplate("check", "knobs")
        assert outcome.code == 2
        assert faceplate("check", "knobs", "--search-path", "..").code == 1

    def test_a_file_below_the_repository_reaches_all_of_it(
        self, faceplate: Callable, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (project / "part").mkdir()
        monkeypatch.chdir(project / "part")
        configure(project / "part", "[tool.faceplate.check]\ntargets = ['../knobs']\n")
        assert faceplate("check").code == 1

    def test_a_library_that_is_installed_is_not_changed(
        self, faceplate: Callable, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed = project.parent / "installed"
        (installed / "dials").mkdir(parents=True)
        (installed / "dials/__init__.py").write_text(TURN)
        configure(project, "[tool.faceplate.check]\ntargets = ['dials']\n")
        words = ("check", "--search-path", str(installed), "--fix")
        outcome = faceplate(*words)
        assert outcome.code == 2
        assert "name it on the command line" in outcome.err
        assert (installed / "dials/__init__.py").read_text() == TURN


class TestLevels:
    """Which findings make a call fail."""

    @pytest.mark.parametrize("severity", ["error", "warning", "note"])
    @pytest.mark.parametrize("level", ["error", "warning", "note", None])
    @pytest.mark.parametrize("place", ["option", "configuration"])
    def test_fail_on(
        self, faceplate: Callable, project: Path, severity: str, level: str | None, place: str
    ) -> None:
        lines = [f"severity = {{FP1 = '{severity}'}}", "select = ['FP1']"]
        words = ["check", "knobs"]
        if level is not None:
            words += ["--fail-on", level] if place == "option" else []
            lines += [f"fail-on = '{level}'"] if place == "configuration" else []
        configure(project, "\n".join(["[tool.faceplate.check]", *lines, ""]))
        levels = ["error", "warning", "note"]
        fails = level is None or levels.index(severity) <= levels.index(level)
        outcome = faceplate(*words)
        assert outcome.code == int(fails)
        # What does not fail is shown all the same.
        assert "FP102" in outcome.out

    def test_the_option_comes_first(self, faceplate: Callable, project: Path) -> None:
        configure(project, "[tool.faceplate.check]\nfail-on = 'error'\nseverity = {FP1 = 'note'}\n")
        assert faceplate("check", "knobs").code == 0
        assert faceplate("check", "knobs", "--fail-on", "note").code == 1

    def test_a_level_that_does_not_exist(self, faceplate: Callable, project: Path) -> None:
        configure(project, "[tool.faceplate.check]\nfail-on = 'errors'\n")
        assert faceplate("check", "knobs").code == 2
        configure(project, "")
        assert faceplate("check", "knobs", "--fail-on", "errors").code == 2


class TestStatistics:
    """How often each rule spoke."""

    def test_as_text(self, faceplate: Callable, project: Path) -> None:
        (project / "knobs/dials.py").write_text(TURN + TURN.replace("turn", "wind"))
        outcome = faceplate("check", "knobs", "--select", "FP102", "--statistics")
        assert outcome.code == 1
        assert outcome.out == "3  FP102  unknown-parameter  warning\n\n3 warnings in knobs\n"

    def test_as_json(self, faceplate: Callable, project: Path) -> None:
        outcome = faceplate(
            "check", "knobs", "--select", "FP102", "--statistics", "--format", "json"
        )
        assert json.loads(outcome.out) == [
            {"rule": "FP102", "name": "unknown-parameter", "severity": "warning", "count": 1}
        ]

    def test_without_findings(self, faceplate: Callable, project: Path) -> None:
        (project / "knobs/__init__.py").write_text(GOOD)
        outcome = faceplate("check", "knobs", "--statistics")
        assert (outcome.code, outcome.out) == (0, "no finding in knobs\n")

    def test_with_another_format(self, faceplate: Callable, project: Path) -> None:
        assert faceplate("check", "knobs", "--statistics", "--format", "sarif").code == 2


class TestBaselines:
    """What a baseline is written in place of."""

    def test_only_a_baseline_is_replaced(self, faceplate: Callable, project: Path) -> None:
        words = ("check", "knobs", "--write-baseline", "--baseline")
        for name, content in {"a.json": "{}", "b.toml": "[project]\n", "c.json": ""}.items():
            (project / name).write_text(content)
            outcome = faceplate(*words, name)
            assert outcome.code == 2
            assert "is not a baseline, so it is not replaced" in outcome.err
            assert (project / name).read_text() == content
        assert faceplate(*words, "known.json").code == 0
        assert faceplate(*words, "known.json").code == 0


class TestPrograms:
    """Programs that the configuration of a repository names are not run."""

    KEYS = (
        "core.fsmonitor",
        "core.hooksPath",
        "core.sshCommand",
        "core.pager",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.mark.command",
        "diff.mark.textconv",
        "filter.mark.clean",
        "filter.mark.process",
        "filter.a.b.clean",
    )

    @pytest.fixture
    def repository(self, project: Path) -> Path:
        (project / ".git").rmdir()
        (project / ".gitattributes").write_text(
            "*.py filter=mark diff=mark\nknobs/x.py filter=a.b\n"
        )
        (project / "knobs/x.py").write_text(TURN)
        for words in (
            ("init", "--quiet"),
            ("add", "."),
            ("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "a"),
        ):
            subprocess.run(["git", *words], check=True)
        return project

    @pytest.mark.parametrize("key", KEYS)
    def test_what_it_names(self, faceplate: Callable, repository: Path, key: str) -> None:
        mark = repository.parent / "mark"
        program = repository.parent / "program"
        program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
        program.chmod(0o755)
        value = program
        if key == "core.hooksPath":
            value = repository.parent / "hooks"
            value.mkdir()
            for hook in ("post-index-change", "reference-transaction"):
                (value / hook).write_text(program.read_text())
                (value / hook).chmod(0o755)
        subprocess.run(["git", "config", key, str(value)], check=True)
        subprocess.run(["git", "config", "filter.mark.required", "true"], check=True)
        changed = repository / "knobs/x.py"
        changed.write_text(TURN + "\n")
        os.utime(repository / "knobs/__init__.py", (1, 1))
        outcome = faceplate("check", "knobs", "--changed", "HEAD", "--format", "json")
        assert outcome.code == 1, outcome.err
        assert {one["file"] for one in json.loads(outcome.out)} == {"knobs/x.py"}
        assert not mark.exists()
