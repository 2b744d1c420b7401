"""A project that `faceplate dialect new` writes works as it is, once it is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from faceplate.cli.main import main


@pytest.mark.parametrize(
    ("name", "base"),
    [("lumen", "lumen.lamps.Lamp"), ("big_lamps", "biglamps.Base"), ("deep", "deep.a.b.Part")],
)
def test_its_own_test_passes(name: str, base: str, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    assert main(["dialect", "new", name, "--base", base, "-o", str(folder)]) == 0
    # As an installation in editable mode would: the module, and the entry point.
    distribution = tmp_path / "path" / f"faceplate_{name}-0.1.0.dist-info"
    distribution.mkdir(parents=True)
    project = (folder / "pyproject.toml").read_text(encoding="utf-8")
    entry = next(line for line in project.splitlines() if line.startswith(f"{name} ="))
    (distribution / "entry_points.txt").write_text(
        f"[faceplate.dialects]\n{entry.replace(chr(34), '')}\n", encoding="utf-8"
    )
    (distribution / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: faceplate-{name}\nVersion: 0.1.0\n", encoding="utf-8"
    )
    code = f"import sys; sys.path[:0] = {[str(folder), str(tmp_path / 'path')]!r}\n" + (
        "import pathlib, tempfile, importlib\n"
        f"test = importlib.import_module('test_faceplate_{name}')\n"
        "test.test_a_component_has_its_events(pathlib.Path(tempfile.mkdtemp()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["new", "Lumen", "--base", "a.B"], "no name for a dialect"),
        (["new", "class", "--base", "a.B"], "no name for a dialect"),
        (["new", "lumen", "--base", "Lamp"], "give the whole path of a class"),
        (["new", "lumen", "--base", "a.b-c"], "give the whole path of a class"),
        (["new", "lumen", "--base", "a.B", "-o", "{here}"], "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_said(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dialect", *(word.format(here=tmp_path) for word in words)]) == 2
    assert message in capsys.readouterr().err
