"""Histories against Python: each release is run, and what it takes is asked of `inspect`."""

from __future__ import annotations

import inspect
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from faceplate.cache.store import Store
from faceplate.compare.history.reading import HistoryReader, LastRelease
from faceplate.compare.history.records import LibraryHistory, ObjectHistory
from faceplate.compare.history.rows import rows_of
from faceplate.compare.history.timeline import Timeline
from faceplate.extraction import read
from faceplate.model import Manifest
from faceplate.public import extract
from faceplate.source import open_target
from source.indexes import Index, served

FUNCTIONS = ("turn", "press", "slide")
NAMES = ("alpha", "beta", "gamma", "delta")


def source(chance: random.Random) -> str:
    """A module with some functions that take some parameters."""
    lines = ['"""Knobs."""']
    for function in FUNCTIONS:
        if chance.random() < 0.2:
            continue
        words = [
            f"{name}: {chance.choice(('int', 'str'))} = {chance.randint(0, 1)}"
            for name in NAMES
            if chance.random() < 0.6
        ]
        lines.append(f'def {function}({", ".join(words)}):\n    """Do it."""')
    return "\n".join(lines) + "\n"


def run(text: str) -> dict[str, dict[str, inspect.Parameter]]:
    names: dict[str, Any] = {}
    exec(text, names)
    return {
        name: dict(inspect.signature(names[name]).parameters) for name in FUNCTIONS if name in names
    }


def manifest(folder: Path, text: str) -> Manifest:
    package = folder / "knobs"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(text)
    return extract(str(package), cache=False)


def row(subject: ObjectHistory, name: str, section: str = "parameter") -> Any:
    return next(each for each in subject.rows if (each.section, each.name) == (section, name))


def first_of_last_run(flags: list[bool]) -> int:
    """Return since when something is there that is there at last."""
    return max(n for n in range(len(flags)) if flags[n] and not (n and flags[n - 1]))


@pytest.mark.parametrize("seed", range(8))
def test_since_removed_and_changed_are_what_the_releases_take(tmp_path, seed):
    chance = random.Random(seed)
    texts = [source(chance) for _ in range(7)]
    timeline = Timeline(LibraryHistory())
    for number, text in enumerate(texts):
        timeline.add(str(number), rows_of(manifest(tmp_path / str(number), text)))
    taken = [run(text) for text in texts]
    for function in FUNCTIONS:
        flags = [function in names for names in taken]
        if not any(flags):
            continue
        subject = timeline.history.find(f"knobs.{function}")
        last = max(n for n in range(7) if flags[n])
        assert subject.since == str(first_of_last_run(flags[: last + 1]))
        assert subject.removed == (None if last == 6 else str(last + 1))
        for name in NAMES:
            # Where the function was gone, so were its parameters.
            has = [name in names.get(function, ()) for names in taken]
            if any(has):
                check(row(subject, name), has, [names.get(function, {}) for names in taken])


def check(entry: Any, has: list[bool], taken: list[dict[str, inspect.Parameter]]) -> None:
    last = max(n for n in range(len(has)) if has[n])
    assert entry.since == str(first_of_last_run(has[: last + 1]))
    assert entry.removed == (None if last == len(has) - 1 else str(last + 1))
    for aspect, told in (
        ("default", lambda parameter: repr(parameter.default)),
        ("type", lambda parameter: parameter.annotation),
    ):
        stated = [
            (change.release, change.old, change.new)
            for change in entry.changes
            if change.aspect == aspect
        ]
        expected = [
            (str(n), told(taken[n - 1][entry.name]), told(taken[n][entry.name]))
            for n in range(1, len(has))
            if has[n] and has[n - 1]
            if told(taken[n - 1][entry.name]) != told(taken[n][entry.name])
        ]
        assert stated == expected


def of(tmp_path: Path, *texts: str) -> LibraryHistory:
    timeline = Timeline(LibraryHistory())
    for number, text in enumerate(texts):
        timeline.add(str(number), rows_of(manifest(tmp_path / str(number), text)))
    return timeline.history


def test_a_renamed_parameter_names_both(tmp_path):
    docstring = '"""Turn.\n\n    Args:\n        {0}: How far it goes round.\n    """'
    text = f"def turn({{0}}: int = 3):\n    {docstring}"
    subject = of(tmp_path, text.format("far"), text.format("angle")).objects[0]
    assert (row(subject, "far").renamed_to, row(subject, "far").removed) == ("angle", "1")
    assert (row(subject, "angle").renamed_from, row(subject, "angle").since) == ("far", "1")


@pytest.mark.parametrize(
    ("text", "is_deprecated"),
    [
        ("Deprecated: use `b`.", True),
        ("How far. Deprecated since 3.0, use b.", True),
        ("This parameter is deprecated and has no effect.", True),
        ("Whether deprecated entries are shown.", False),
        ("Deprecated options are listed as well.", False),
    ],
)
def test_deprecations_of_parameters(tmp_path, text, is_deprecated):
    plain = 'def turn(a: int = 1):\n    """Turn.\n\n    Args:\n        a: How far.\n    """'
    subject = of(tmp_path, plain, plain.replace("How far.", text)).objects[0]
    assert row(subject, "a").deprecated == ("1" if is_deprecated else None)


def test_a_method_that_moves_into_a_public_base_is_still_there(tmp_path):
    text = 'class Part:\n    """A part."""\n{}\nclass Knob(Part):\n    """A knob."""\n{}\n'
    method = '    def turn(self, far: int = 1):\n        """Turn."""\n'
    history = of(tmp_path, text.format("", method), text.format(method, ""))
    knob, part = history.find("Knob"), history.find("Part")
    turn = next(each for each in knob.rows if each.name == "turn")
    assert (turn.section, turn.since, turn.removed) == ("inherited", "0", None)
    assert row(part, "turn", "method").since == "1"


def test_an_object_that_becomes_an_alias_of_another_is_not_gone(tmp_path):
    before = 'class Dial:\n    """A dial."""\nclass Knob:\n    """A knob."""\n'
    history = of(tmp_path, before, 'class Dial:\n    """A dial."""\nKnob = Dial\n')
    assert [(each.path, each.removed) for each in history.objects] == [
        ("knobs.Dial", None),
        ("knobs.Knob", None),
    ]
    assert [change.aspect for change in history.find("Knob").changes] == ["merged"]


OTHER = 'class Other:\n    """Another."""\n'
DIAL = 'class Dial:\n    """A dial."""\n    def turn(self{}):\n        """Turn."""\n'


def documented(tmp_path: Path, *releases: tuple[str, tuple[str, ...]]) -> LibraryHistory:
    """The history of releases whose names are known, and of which some names have no page."""
    timeline = Timeline(LibraryHistory())
    for number, (text, hidden) in enumerate(releases):
        package = tmp_path / str(number) / "knobs"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(text)
        reading = read(open_target(str(package)), Store(None), with_names=True)
        shown = [
            replace(each, methods=[one for one in each.methods if one.path not in hidden])
            for each in reading.manifest().components
            if each.path not in hidden
        ]
        whole = Manifest(library=reading.library, components=shown)
        timeline.add(str(number), rows_of(whole, reading.names))
    return timeline.history


def test_what_only_its_documentation_left_is_not_gone(tmp_path):
    dial = OTHER + DIAL.format(", far=1")
    history = documented(
        tmp_path,
        (dial, ()),
        (dial, ("knobs.Dial.turn",)),
        (dial, ("knobs.Dial",)),
        (dial, ()),
        (dial, ("knobs.Dial",)),
        (OTHER, ()),
    )
    subject = history.find("Dial")
    assert (subject.since, subject.removed, subject.changes) == ("0", "5", [])
    assert row(subject, "turn", "method").removed == "5"
    assert row(subject, "turn.far", "method parameter").removed == "5"
    assert row(subject, "turn.far", "method parameter").changes == []


def test_a_method_that_goes_while_no_page_shows_it_is_gone(tmp_path):
    dial = OTHER + DIAL.format("")
    less = OTHER + 'class Dial:\n    """A dial."""\n'
    history = documented(tmp_path, (dial, ()), (dial, ("knobs.Dial.turn",)), (less, ()))
    assert row(history.find("Dial"), "turn", "method").removed == "2"


def test_what_came_to_a_page_later_was_there_before(tmp_path):
    dial = OTHER + DIAL.format(", far=1")
    history = documented(
        tmp_path, (OTHER, ()), (dial, ("knobs.Dial",)), (dial, ("knobs.Dial.turn",)), (dial, ())
    )
    subject = history.find("Dial")
    assert (subject.since, subject.documented, subject.removed) == ("1", "2", None)
    assert row(subject, "turn", "method").since == "1"
    # Of the parameters of what had no page nothing is known.
    assert row(subject, "turn.far", "method parameter").since == "3"


def test_a_parameter_that_leaves_a_method_is_gone(tmp_path):
    releases = [(DIAL.format(", far=1, fast=2"), ()), (DIAL.format(", far=1"), ())]
    dial = documented(tmp_path, *releases).find("Dial")
    assert row(dial, "turn.fast", "method parameter").removed == "1"
    assert row(dial, "turn.far", "method parameter").removed is None


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Index]:
    with served(Index()) as running:
        running.ranges = True
        for name, value in {
            "PIP_INDEX_URL": f"{running.address}/simple",
            "PIP_EXTRA_INDEX_URL": "",
            "PIP_FIND_LINKS": "",
            "PIP_CONFIG_FILE": "/dev/null",
            "XDG_CONFIG_DIRS": str(tmp_path),
            "HOME": str(tmp_path),
        }.items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.fixture
def release(index: Index) -> Callable[..., None]:
    """Puts a release on the index: a module that holds a function of some parameters."""

    def put(version: str, parameters: str | None, **more: Any) -> None:
        content = f'def turn({parameters}):\n    """Turn."""\n' if parameters is not None else ""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("knobs/__init__.py", content)
            archive.writestr(
                f"knobs-{version}.dist-info/METADATA",
                f"Metadata-Version: 2.1\nName: knobs\nVersion: {version}\n",
            )
        index.add(f"knobs-{version}-py3-none-any.whl", buffer.getvalue(), **more)

    return put


def test_the_command_reads_final_releases(faceplate, release):
    release("1.0", "a=1")
    release("1.1", "a=2")
    release("2.0b1", "a=2, early=1")
    release("2.0", "a=2, b=1", yanked="broken")
    release("2.1", "b=1")
    done = faceplate("history", "knobs:turn", "--format", "json")
    assert done.code == 0
    history = msgspec.json.decode(done.out, type=LibraryHistory)
    assert (history.releases, history.earlier) == (["1.0", "1.1", "2.1"], False)
    a, b = row(history.objects[0], "a"), row(history.objects[0], "b")
    assert (a.since, a.removed, b.since) == ("1.0", "2.1", "2.1")
    assert [(each.release, each.old, each.new) for each in a.changes] == [("1.1", "1", "2")]
    done = faceplate("history", "knobs", "--format", "json", "--pre", "--yanked")
    history = msgspec.json.decode(done.out, type=LibraryHistory)
    assert history.releases == ["1.0", "1.1", "2.0b1", "2.0", "2.1"]
    assert row(history.objects[0], "b").since == "2.0"
    done = faceplate("history", "knobs:turn", "--releases", ">=1.1")
    assert done.out == (
        "knobs.turn: since 1.1 or before (knobs, 2 releases, 1.1 to 2.1)\n\n"
        "Parameters\n  b  since 2.1\n\nWhat went\n  a  parameter, removed in 2.1\n"
    )
    done = faceplate("history", "knobs:turn", "--releases", "1.0,1.1", "--format", "markdown")
    assert "| `a` | 1.0 | 1.1: default `2`, was `1` |" in done.out
    assert faceplate("history", "knobs==1.1:turn", "--format", "json").out.count('"1.1"') > 0


def test_a_second_run_fetches_the_list_and_a_new_release_itself_alone(faceplate, release, index):
    release("1.0", "a=1")
    release("1.1", "a=2")
    first = faceplate("history", "knobs", "--format", "json").out
    index.seen.clear()
    assert faceplate("history", "knobs", "--format", "json").out == first
    assert index.asked == ["/simple/knobs/"]
    release("1.2", "a=2, b=1")
    index.seen.clear()
    history = msgspec.json.decode(
        faceplate("history", "knobs", "--format", "json").out, type=LibraryHistory
    )
    assert {path for path in index.asked if ".whl" in path} == {"/files/knobs-1.2-py3-none-any.whl"}
    assert (
        faceplate("history", "knobs", "--format", "json", "--no-cache").out
        == faceplate("history", "knobs", "--format", "json").out
    )
    assert row(history.objects[0], "b").since == "1.2"


def test_releases_that_say_nothing_are_left_out_and_named(faceplate, release, index):
    release("1.0", "a=1")
    release("1.1", None)
    index.add("knobs-1.2-py3-none-any.whl", b"no zip file")
    release("1.3", "a=2")
    index.add("knobs-1.4-py3-none-any.whl", b"")
    del index.contents["/files/knobs-1.4-py3-none-any.whl"]
    done = faceplate("history", "knobs", "--format", "json")
    history = msgspec.json.decode(done.out, type=LibraryHistory)
    assert history.releases == ["1.0", "1.3"]
    assert [each.release for each in history.skipped] == ["1.1", "1.2", "1.4"]
    assert done.err.count("is left out") == 3
    # What could not be fetched may be there the next time.
    release("1.4", "a=3")
    again = faceplate("history", "knobs", "--format", "json")
    assert msgspec.json.decode(again.out, type=LibraryHistory).releases[-1] == "1.4"


def test_an_index_that_gives_nothing_ends_the_run_in_one_line(faceplate, release, index):
    for number in range(9):
        release(f"1.{number}", "a=1")
    index.contents.clear()
    done = faceplate("history", "knobs")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert len({path for path in index.asked if ".whl" in path}) == 3


def test_programs_get_the_same(faceplate, release):
    import faceplate as package

    release("1.0", "a=1")
    release("1.1", "b=1")
    history = package.history("knobs", releases="<2")
    done = faceplate("history", "knobs", "--format", "json")
    assert history == msgspec.json.decode(done.out, type=LibraryHistory)
    assert history.find("turn").since == "1.0"


def test_a_folder_stands_after_the_releases_before_it(faceplate, release, tmp_path):
    import faceplate as package

    release("1.0", "a=1")
    release("3.0", "a=3")
    (tmp_path / "work" / "knobs").mkdir(parents=True)
    (tmp_path / "work" / "knobs" / "__init__.py").write_text('def turn(a=2):\n    """Turn."""\n')
    (tmp_path / "work" / "pyproject.toml").write_text(
        '[project]\nname = "knobs"\nversion = "2.0"\n'
    )
    tree = open_target(str(tmp_path / "work"))
    last = LastRelease(tree, extract(str(tmp_path / "work")))
    history = HistoryReader(Store(None)).history("knobs", last=last)
    assert history.releases == ["1.0", "2.0"]
    done = faceplate("history", f"{tmp_path / 'work'}:turn")
    assert "2.0: default `2`, was `1`" in done.out
    assert package.history(str(tmp_path / "work")) == history


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["knobs:Nothing"], "has 'Nothing'"),
        (["knobs:trun"], "did you mean turn?"),
        (["knobs", "--releases", "zzz"], "neither a specifier"),
        (["knobs", "--releases", ">9"], "no release fits"),
        (["nothing-of-that-name"], "no distribution of that name"),
        (["no such name"], "neither a file nor the name of a project"),
    ],
)
def test_what_cannot_be_answered_is_one_line(faceplate, release, words, message):
    release("1.0", "a=1")
    done = faceplate("history", *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert message in done.err
