"""A stub has facts of its own, beside those of the source."""

from __future__ import annotations

from pathlib import Path

from faceplate.cache.store import Store
from faceplate.facts.cached import CachedReader
from faceplate.facts.declarations import FunctionFact
from faceplate.link.library import Library
from faceplate.source import open_target


def test_source_and_stub_say_what_each_says(tmp_path: Path) -> None:
    folder = tmp_path / "knobs"
    folder.mkdir()
    (folder / "__init__.py").write_text("def turn(angle): ...\n")
    (folder / "__init__.pyi").write_text("def turn(angle: float, times: int = ...): ...\n")
    library = Library(open_target(str(folder)), CachedReader(Store(None)))
    source, stub = library.module("knobs"), library.stub("knobs")
    assert source is not None
    assert stub is not None
    turns = [facts.members["turn"] for facts in (source, stub)]
    names = [
        [one.name for one in turn.parameters] for turn in turns if isinstance(turn, FunctionFact)
    ]
    assert names == [["angle"], ["angle", "times"]]
    assert library.stub("knobs.missing") is None
