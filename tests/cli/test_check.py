"""`faceplate check` and `faceplate explain`: what they print, how they end, what they refuse."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from faceplate.check.reports import FORMATS
from faceplate.check.rules import RULES

KNOBS = '''\
def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        amount: How far, in degrees.
        speed: How fast.
    """
'''


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "src" / "knobs").mkdir(parents=True)
    (tmp_path / "src" / "knobs" / "__init__.py").write_text(KNOBS)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(project: Path, lines: str) -> None:
    (project / "pyproject.toml").write_text(f"[tool.faceplate.check]\n{lines}\n")


def found(outcome) -> list[str]:
    return [one["rule"] for one in json.loads(outcome.out)]


class TestEnd:
    """Exit codes."""

    def test_findings(self, faceplate, project: Path) -> None:
        outcome = faceplate("check", "src/knobs")
        assert outcome.code == 1
        assert "src/knobs/__init__.py:5:9: FP102 unknown-parameter: " in outcome.out
        assert re.fullmatch(
            r"faceplate: examined 1 module, 1 declaration \(1 public\) with \d+ rules\n",
            outcome.err,
        )

    def test_a_library_that_offers_nothing(self, faceplate, project: Path) -> None:
        (project / "src/knobs/__init__.py").write_text("size = 1\n")
        for _ in ("read", "kept"):
            outcome = faceplate("check", "src/knobs")
            assert (outcome.code, outcome.out) == (2, "no finding in src/knobs\n")
            reason, examined = outcome.err.splitlines()
            assert reason == (
                "faceplate: nothing public was found: its modules declare no class and no function"
            )
            assert examined.startswith("faceplate: examined 1 module, 0 declarations (0 public) ")

    def test_none(self, faceplate, project: Path) -> None:
        (project / "src/knobs/__init__.py").write_text(KNOBS.replace("amount", "angle"))
        outcome = faceplate("check", "src/knobs")
        assert (outcome.code, outcome.out) == (0, "no finding in src/knobs\n")

    @pytest.mark.parametrize(
        "words",
        [
            ("no/such/folder",),
            ("src/knobs", "--select", "FP99"),
            ("src/knobs", "--select", ","),
            ("src/knobs", "--ignore", "unknown"),
            ("src/knobs", "--baseline", "none.json"),
            ("src/knobs", "--write-baseline"),
            ("src/knobs", "--format", "xml"),
            ("src/knobs", "-o", "no/such/file"),
            ("src/knobs", "--baseline", "no/such/file", "--write-baseline"),
        ],
    )
    def test_what_cannot_be_used(self, faceplate, project: Path, words: tuple[str, ...]) -> None:
        outcome = faceplate("check", *words)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith("faceplate: ")
        assert outcome.err.count("\n") == 1

    def test_a_file_that_does_not_parse_is_told(self, faceplate, project: Path) -> None:
        (project / "src/knobs/broken.py").write_text("def f(:\n")
        outcome = faceplate("check", "src/knobs")
        assert outcome.code == 1
        assert "src/knobs/broken.py:1:" in outcome.out


class TestTargets:
    """What is checked, and how files are named."""

    def test_the_package_of_the_folder(self, faceplate, project: Path) -> None:
        assert found(faceplate("check", "--format", "json")) == ["FP101", "FP102"]

    def test_those_of_the_configuration(self, faceplate, project: Path, monkeypatch) -> None:
        configure(project, 'targets = ["src/knobs"]')
        monkeypatch.chdir(project / "src")
        outcome = faceplate("check", "--format", "json")
        assert {one["file"] for one in json.loads(outcome.out)} == {"knobs/__init__.py"}

    def test_several(self, faceplate, project: Path) -> None:
        (project / "dials.py").write_text(KNOBS)
        outcome = faceplate("check", "dials.py", "src/knobs", "--format", "json")
        files = [one["file"] for one in json.loads(outcome.out)]
        assert files == ["dials.py", "dials.py", "src/knobs/__init__.py", "src/knobs/__init__.py"]
        again = faceplate("check", "dials.py", "dials.py", "--format", "json")
        assert len(found(again)) == 2

    def test_an_archive(self, faceplate, project: Path) -> None:
        with zipfile.ZipFile("knobs-1.0-py3-none-any.whl", "w") as archive:
            archive.writestr("knobs/__init__.py", KNOBS)
            archive.writestr("knobs-1.0.dist-info/METADATA", "Name: knobs\nVersion: 1.0\n")
            archive.writestr("knobs-1.0.dist-info/RECORD", "")
        outcome = faceplate("check", "knobs-1.0-py3-none-any.whl")
        assert outcome.code == 1
        assert "\nknobs/__init__.py:5:9: FP102" in outcome.out
        assert "amount: How far" in outcome.out


class TestConfiguration:
    """The table [tool.faceplate.check], and options that come before it."""

    def test_rules(self, faceplate, project: Path) -> None:
        configure(project, 'select = ["FP1"]\nignore = ["FP101"]')
        assert found(faceplate("check", "--format", "json")) == ["FP102"]
        assert found(faceplate("check", "--format", "json", "--ignore", "FP102")) == ["FP101"]
        assert found(faceplate("check", "--format", "json", "--select", "FP103")) == []

    def test_severity_and_places(self, faceplate, project: Path) -> None:
        configure(project, 'severity = {FP1 = "note"}\nper-file-ignores = {"knobs/*" = ["FP101"]}')
        made = json.loads(faceplate("check", "--format", "json").out)
        assert [(one["rule"], one["severity"]) for one in made] == [("FP102", "note")]
        configure(project, 'per-symbol-ignores = {"knobs.turn" = ["ALL"]}')
        assert faceplate("check").code == 0

    def test_a_change_of_the_configuration_counts_at_once(self, faceplate, project: Path) -> None:
        assert found(faceplate("check", "--format", "json")) == ["FP101", "FP102"]
        configure(project, 'ignore = ["FP102"]')
        assert found(faceplate("check", "--format", "json")) == ["FP101"]

    @pytest.mark.parametrize(
        "lines",
        [
            'selct = ["FP1"]',
            'select = "FP1"',
            "select = [1]",
            'ignore = ["FP99"]',
            'severity = {FP1 = "fatal"}',
            'severity = {FP99 = "note"}',
            'per-file-ignores = {"x" = "FP1"}',
            "baseline = 3",
            'targets = "src"',
        ],
    )
    def test_what_cannot_be_used(self, faceplate, project: Path, lines: str) -> None:
        configure(project, lines)
        outcome = faceplate("check")
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.count("\n") == 1

    def test_it_is_no_table(self, faceplate, project: Path) -> None:
        (project / "pyproject.toml").write_text("[tool.faceplate]\ncheck = 3\n")
        outcome = faceplate("check")
        assert outcome.code == 2
        assert "is not a table" in outcome.err


class TestBaseline:
    """A baseline is written, holds while lines move, and tells what is gone."""

    def test_its_life(self, faceplate, project: Path) -> None:
        file = project / "src/knobs/__init__.py"
        written = faceplate("check", "--baseline", "known.json", "--write-baseline")
        assert (written.code, written.out) == (0, "")
        assert "2 findings" in written.err
        assert faceplate("check", "--baseline", "known.json").code == 0
        file.write_text("import os\n\n\n" + KNOBS)
        outcome = faceplate("check", "--baseline", "known.json")
        assert outcome.code == 0
        assert "2 known to the baseline" in outcome.out
        file.write_text(KNOBS.replace("speed: How", "sped: How"))
        outcome = faceplate("check", "--baseline", "known.json", "--format", "json")
        assert outcome.code == 1
        assert {"FP102"} <= set(found(outcome))
        file.write_text(KNOBS.replace("amount", "angle"))
        outcome = faceplate("check", "--baseline", "known.json")
        assert outcome.code == 0
        assert "2 of the baseline are gone" in outcome.out

    def test_in_the_configuration(self, faceplate, project: Path, monkeypatch) -> None:
        configure(project, 'baseline = "known.json"\ntargets = ["src/knobs"]')
        assert faceplate("check").code == 2
        assert faceplate("check", "--write-baseline").code == 0
        monkeypatch.chdir(project / "src")
        assert faceplate("check").code == 0


class TestCache:
    """What is kept gives what was found."""

    @pytest.mark.parametrize("form", FORMATS)
    def test_again(self, faceplate, project: Path, form: str) -> None:
        first = faceplate("check", "--format", form)
        again = faceplate("check", "--format", form, "--verbose")
        assert (again.code, again.out) == (first.code, first.out)
        assert "nothing changed" in again.err

    def test_without(self, faceplate, project: Path, cache_folder: Path) -> None:
        kept = faceplate("check")
        assert faceplate("check", "--no-cache").out == kept.out

    def test_a_fixed_file(self, faceplate, project: Path) -> None:
        faceplate("check")
        file = project / "src/knobs/__init__.py"
        file.write_text(KNOBS.replace("amount", "angle"))
        assert faceplate("check").code == 0


def test_a_report_in_a_file(faceplate, project: Path) -> None:
    outcome = faceplate("check", "--format", "sarif", "-o", "report.sarif")
    assert (outcome.code, outcome.out) == (1, "")
    assert json.loads((project / "report.sarif").read_text())["version"] == "2.1.0"


def test_nothing_is_run(faceplate, project: Path) -> None:
    (project / "src/knobs/__init__.py").write_text(
        "from pathlib import Path\nPath('mark').write_text('')\n" + KNOBS
    )
    assert faceplate("check").code == 1
    assert not (project / "mark").exists()


class TestExplain:
    """The page of a rule."""

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
    def test_a_page(self, faceplate, rule) -> None:
        outcome = faceplate("explain", rule.code)
        assert outcome.code == 0
        assert outcome.out.startswith(f"{rule.code} {rule.name}\n")
        words = " ".join(outcome.out.split())
        for text in (rule.summary, rule.reason, rule.advice):
            assert text in words
        assert faceplate("explain", rule.name).out == outcome.out

    def test_the_list(self, faceplate) -> None:
        lines = faceplate("explain").out.splitlines()
        for rule in RULES:
            line = next(one for one in lines if one.startswith(rule.code))
            assert rule.name in line
            assert line.startswith(f"{rule.code}*") is not rule.usual

    def test_one_that_is_not_there(self, faceplate) -> None:
        outcome = faceplate("explain", "unknown-paramter")
        assert (outcome.code, outcome.out) == (2, "")
        assert "did you mean unknown-parameter?" in outcome.err
        outcome = faceplate("explain", "FP999")
        assert (outcome.code, outcome.out) == (2, "")
        assert "`faceplate explain` lists all rules" in outcome.err


class TestChanged:
    """What `--changed` leaves of a report."""

    @pytest.fixture
    def repository(self, project: Path) -> Path:
        (project / ".git").rmdir()
        (project / "src" / "knobs" / "dials.py").write_text(KNOBS)
        git("init", "--quiet")
        git("add", ".")
        git("commit", "--quiet", "--message", "Make knobs")
        return project

    def test_only_changed_and_new_files(self, faceplate, repository: Path) -> None:
        assert faceplate("check", "--changed", "HEAD").code == 0
        package = repository / "src" / "knobs"
        (package / "dials.py").write_text(KNOBS + "\n")
        (package / "levers.py").write_text(KNOBS)
        outcome = faceplate("check", "--changed", "HEAD", "--format", "json")
        assert outcome.code == 1
        files = {Path(one["file"]).name for one in json.loads(outcome.out)}
        assert files == {"dials.py", "levers.py"}

    def test_from_a_folder_within(self, faceplate, repository: Path, monkeypatch) -> None:
        package = repository / "src" / "knobs"
        (package / "levers.py").write_text(KNOBS)
        monkeypatch.chdir(package)
        outcome = faceplate("check", "../knobs", "--changed", "HEAD", "--format", "json")
        assert {Path(one["file"]).name for one in json.loads(outcome.out)} == {"levers.py"}

    @pytest.mark.parametrize("revision", ["no-such", "--output=mark", ""])
    def test_no_revision(self, faceplate, repository: Path, revision: str) -> None:
        outcome = faceplate("check", f"--changed={revision}")
        assert outcome.code == 2
        assert outcome.err.count("\n") == 1
        assert "--changed" in outcome.err
        assert not (repository / "mark").exists()

    def test_no_repository(self, faceplate, project: Path) -> None:
        outcome = faceplate("check", "--changed", "HEAD")
        assert outcome.code == 2
        assert outcome.err.count("\n") == 1


def git(*words: str) -> None:
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *author, *words], check=True)
