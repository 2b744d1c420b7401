"""What is kept of docstrings from one run to the next."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from faceplate.cache.store import Store
from faceplate.docstrings.cached import Docstrings
from faceplate.extraction import opened
from faceplate.link.library import Library
from faceplate.source.opening import open_target

TEXT = "Turn it.\n\nArgs:\n    angle: How far.\n"
FILED = "Turn it.\n\n:param angle: How far.\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    package = tmp_path / "knobs"
    package.mkdir()
    (package / "__init__.py").write_text('"""Knobs."""\n')
    return opened(open_target(str(package), []), Store(str(tmp_path / "cache"))).library


def docstrings_of(library: Library, *arguments: Any, **options: Any) -> Docstrings:
    return Docstrings(library.store, library.place, *arguments, **options)


@pytest.mark.parametrize("text", [TEXT, FILED, ""])
def test_a_second_run_gives_the_same(library: Library, text: str) -> None:
    first = docstrings_of(library)
    parsed = first.parsed(text)
    first.close()
    assert docstrings_of(library).parsed(text) == parsed


def test_what_is_known_needs_no_parser(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    first = docstrings_of(library)
    parsed = first.parsed(TEXT)
    first.close()
    monkeypatch.setitem(sys.modules, "faceplate.docstrings.reader", None)
    again = docstrings_of(library)
    assert again.parsed(TEXT) == parsed
    with pytest.raises(ImportError):
        again.parsed("A text that nobody has seen.")


def test_styles_and_dialects_do_not_mix(library: Library) -> None:
    for docstrings in (
        docstrings_of(library, style="google"),
        docstrings_of(library, "a", is_tag=str.isalpha),
    ):
        docstrings.parsed(FILED + "\nSee: That.")
        docstrings.close()
    assert list(docstrings_of(library, style="sphinx").parsed(FILED).parameters) == ["angle"]
    assert not docstrings_of(library, "b").parsed(FILED + "\nSee: That.").tags


def test_a_text_that_is_added_keeps_the_others(library: Library) -> None:
    for text in (TEXT, FILED):
        docstrings = docstrings_of(library)
        docstrings.parsed(text)
        docstrings.close()
    unchanged = docstrings_of(library)
    for text in (TEXT, FILED):
        unchanged.parsed(text)
    unchanged.close()
    (entry,) = Path(str(library.store.folder), "docstrings").glob("*")
    before = entry.stat().st_mtime_ns
    unchanged.close()
    assert entry.stat().st_mtime_ns == before


def test_damage_is_noticed_and_fixed(library: Library) -> None:
    first = docstrings_of(library)
    parsed = first.parsed(TEXT)
    first.close()
    (entry,) = Path(str(library.store.folder), "docstrings").glob("*")
    content = entry.read_bytes()
    for damaged in (b"", content[: len(content) // 2], content[:-1] + b"\xff"):
        entry.write_bytes(damaged)
        again = docstrings_of(library)
        assert again.parsed(TEXT) == parsed
        again.close()
        assert entry.read_bytes() == content


def test_a_changed_file_without_a_new_docstring_imports_no_parser(tmp_path: Path) -> None:
    package = tmp_path / "knobs"
    package.mkdir()
    source = package / "__init__.py"
    source.write_text(f'def turn(angle=1):\n    """{TEXT}"""\n')
    program = (
        "import sys; from faceplate.cli.main import main\n"
        f"main(['extract', {str(package)!r}, '-o', {str(tmp_path / 'out.json')!r}])\n"
        "print('faceplate.docstrings.reader' in sys.modules)"
    )
    environment = {**os.environ, "FACEPLATE_CACHE": str(tmp_path / "cache")}

    def imported() -> str:
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, env=environment
        )
        return done.stdout.splitlines()[-1]

    assert imported() == "True"
    source.write_text(source.read_text().replace("angle=1", "angle=2"))
    assert imported() == "False"
    assert '"default": "2"' in (tmp_path / "out.json").read_text()
