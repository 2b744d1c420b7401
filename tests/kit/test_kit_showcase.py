"""What `make run` makes: pages and descriptors, and a table that ends it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

import faceplate
from faceplate.cli import api
from faceplate_kit.demo import demo
from showcase import agreement, command, descriptors


@pytest.fixture(autouse=True)
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Leave out the comparison, which has tests of its own, and give what it finds instead."""
    found: list[str] = []
    monkeypatch.setattr(agreement, "disagreements", lambda manifest: found)
    return found


def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["showcase", "--output", str(folder)])
    return command.main()


def test_everything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, monkeypatch) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "agree" in told.out
    names = {one.name for one in faceplate.extract(str(command.KIT)).components} | {"index"}
    for form, suffix in (("markdown", "md"), ("html", "html")):
        made = tmp_path / "pages" / form
        assert {one.name for one in made.iterdir()} == {f"{name}.{suffix}" for name in names}
    saved = json.loads((tmp_path / "descriptor" / "demo.json").read_text(encoding="utf-8"))
    assert saved == json.loads(json.dumps(demo.get_api_info()))


def test_a_disagreement_is_told(
    compared: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    compared.append("Slider: step is wrong")
    assert run(tmp_path, monkeypatch) == 1
    assert "showcase: Slider: step is wrong\n" in capsys.readouterr().err


def test_every_form_of_the_command_is_written() -> None:
    parser = argparse.ArgumentParser()
    api.declare(parser)
    [forms] = [one.choices for one in parser._actions if one.dest == "format"]
    assert set(descriptors.FORMS) == set(forms)


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    descriptors.write(folder)
    assert list(descriptors.disagreements(folder)) == []
    return folder


@pytest.mark.parametrize("form", descriptors.FORMS)
def test_each_form_is_looked_at(form: str, forms: Path) -> None:
    file = forms / descriptors.FORMS[form][0]
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(f"{text} reset", encoding="utf-8")
        assert list(descriptors.disagreements(forms)) == [
            f"the descriptor as {form} shows reset, which is not public"
        ]
        file.write_text(text.replace("greet", "other"), encoding="utf-8")
        assert list(descriptors.disagreements(forms)) == [
            f"the descriptor as {form} leaves out greet"
        ]
    finally:
        file.write_text(text, encoding="utf-8")
