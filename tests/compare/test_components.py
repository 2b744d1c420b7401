"""What changed between two libraries: components, methods, attributes, and all of one cause."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from markdown_it import MarkdownIt

from faceplate.compare.change import Change, ReleaseComparison, step
from faceplate.compare.components import Names, compare
from faceplate.public import extract

Faceplate = Callable[..., Any]

DIAL = '''
class Dial:
    """A dial.

    Args:
        value: Where the hand points at first.
        steps: How many positions there are.
    """

    angle: float = 0
    """Where the hand points."""

    def __init__(self, value: float = 0, steps: int = 12) -> None:
        self.angle = value

    def turn(self, by: float) -> float:
        """Turn it.

        Args:
            by: How far.
        """
'''
BASE = '''
class Base:
    """What they share."""

    def __init__(self, visible: bool = True{more}) -> None:
        """Make it.

        Args:
            visible: Whether it is shown.
        """


class Lamp(Base):
    """A lamp."""


class Knob(Base):
    """A knob."""
'''


def library(folder: Path, source: str, **modules: str) -> Path:
    package = folder / "knobs"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(source)
    for name, text in modules.items():
        (package / f"{name}.py").write_text(text)
    return package


@pytest.fixture
def changes(tmp_path: Path) -> Callable[[str, str], list[Change]]:
    def made(old: str, new: str) -> list[Change]:
        manifests = [
            extract(str(library(tmp_path / name, source)), cache=False)
            for name, source in (("old", old), ("new", new))
        ]
        return compare(*manifests).changes

    return made


def told(changes: list[Change]) -> set[str]:
    return {f"{change.level} {change.kind} {change.path}" for change in changes}


def test_nothing_changed(changes) -> None:
    assert changes(DIAL, DIAL) == []
    assert changes(DIAL, f"# moved\n\n\n{DIAL}") == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("class Dial", "class Disc", {"breaking component-moved", "addition component-added"}),
        ("    def turn", "    def rotate", {"breaking method-removed", "addition method-added"}),
        ("by: float)", "by: float, quick: bool = False)", {"addition parameter-added"}),
        (") -> float:", ") -> int:", {"typing returns"}),
        ("A dial.", "A dial that people turn.", {"text text"}),
        ("How many positions", "The number of positions", {"text parameter-text"}),
        ("    angle: float", "    angle: int", {"typing attribute-type"}),
        ("steps: int = 12", "steps: int = 24", {"behaviour parameter-default"}),
    ],
)
def test_each_row(changes, before: str, after: str, expected: set[str]) -> None:
    found = changes(DIAL, DIAL.replace(before, after))
    kinds = {f"{change.level} {change.kind}" for change in found}
    if before == "class Dial":
        assert kinds == {"breaking component-removed", "addition component-added"}
    else:
        assert kinds == expected


def test_a_component_that_moved_is_one_change(changes, tmp_path: Path) -> None:
    old = extract(str(library(tmp_path / "a", "from .dial import Dial\n", dial=DIAL)), cache=False)
    new = extract(str(library(tmp_path / "b", "from . import round\n", round=DIAL)), cache=False)
    found = compare(old, new).changes
    assert told(found) == {"breaking component-moved knobs.Dial"}
    assert found[0].new == "knobs.round.Dial"


def test_a_change_of_a_base_is_one_change_of_all_heirs(changes) -> None:
    found = changes(BASE.format(more=", size: int = 1"), BASE.format(more=""))
    removed = [change for change in found if change.kind == "parameter-removed"]
    assert len(removed) == 1
    assert removed[0].count == 3
    assert set(removed[0].places) == {"knobs.Base", "knobs.Lamp", "knobs.Knob"}


def test_what_was_said_before_is_known(changes) -> None:
    old = DIAL.replace("How many positions there are.", "Deprecated: has no effect any more.")
    new = old.replace(", steps: int = 12", "").replace(
        "        steps: Deprecated: has no effect any more.\n", ""
    )
    [change] = changes(old, new)
    assert (change.kind, change.announced) == ("parameter-removed", True)


def test_a_deprecation_changes_behaviour(changes) -> None:
    new = DIAL.replace(
        "    Args:\n        value", "    Deprecated: Use a knob.\n\n    Args:\n        value", 1
    )
    kinds = {change.kind for change in changes(DIAL, new)}
    assert kinds <= {"deprecated", "text"}


def test_a_witness_is_accepted_by_one_release_only(changes) -> None:
    [change] = [
        change
        for change in changes(
            DIAL, DIAL.replace("steps", "positions").replace("int = 12", "str = ''")
        )
        if change.kind == "parameter-removed"
    ]
    assert change.witness == "knobs.Dial(steps=12)"


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("breaking", "major"),
        ("behaviour", "minor"),
        ("addition", "minor"),
        ("typing", "patch"),
        ("text", "patch"),
    ],
)
def test_the_step_of_the_version(level, expected: str) -> None:
    change = Change("x", level, "a", None, None, "m")
    assert step([change]) == expected
    assert step([]) == "patch"


class TestCommand:
    """`faceplate diff`."""

    @pytest.fixture
    def pair(self, tmp_path: Path) -> tuple[Path, Path]:
        old = library(tmp_path / "old", DIAL)
        new = library(tmp_path / "new", DIAL.replace(", steps: int = 12", ""))
        return old, new

    def test_the_codes(self, faceplate: Faceplate, pair: tuple[Path, Path]) -> None:
        old, new = pair
        assert faceplate("diff", old, new).code == 1
        assert faceplate("diff", old, old).code == 0
        assert faceplate("diff", new, old).code == 0
        assert faceplate("diff", new, old, "--fail-on", "addition").code == 1
        assert faceplate("diff", old, old.parent / "nothing").code == 2

    def test_json(self, faceplate: Faceplate, pair: tuple[Path, Path]) -> None:
        document = json.loads(faceplate("diff", *pair, "--format", "json").out)
        assert document.keys() == {"old", "new", "changes"}
        fields = ("kind", "level", "path", "old", "new", "message", "count", "places", "witness")
        assert set(fields) <= document["changes"][0].keys()
        assert document["changes"][0]["witness"] == "knobs.Dial(steps=12)"
        text = json.dumps(document).encode()
        assert msgspec.json.decode(text, type=ReleaseComparison).changes

    def test_manifests(self, faceplate: Faceplate, pair: tuple[Path, Path], tmp_path: Path) -> None:
        files = []
        for number, target in enumerate(pair):
            files.append(tmp_path / f"{number}.json")
            faceplate("extract", target, "-o", files[-1])
        assert faceplate("diff", *files).out == faceplate("diff", *pair).out

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "faceplate-manifest/9"}'])
    def test_what_is_not_a_manifest(
        self, faceplate: Faceplate, pair: tuple[Path, Path], tmp_path: Path, content: str
    ) -> None:
        (tmp_path / "a.json").write_text(content)
        outcome = faceplate("diff", tmp_path / "a.json", pair[0])
        assert (outcome.code, outcome.out) == (2, "")
        assert len(outcome.err.splitlines()) == 1
        assert "is not a manifest" in outcome.err

    def test_a_level_hides_the_rest(self, faceplate: Faceplate, pair: tuple[Path, Path]) -> None:
        everything = faceplate("diff", *reversed(pair)).out
        assert "Added (1)" in everything
        outcome = faceplate("diff", *reversed(pair), "--level", "breaking")
        assert "Added" not in outcome.out

    def test_witnesses(self, faceplate: Faceplate, pair: tuple[Path, Path]) -> None:
        assert "    knobs.Dial(steps=12)\n" in faceplate("diff", *pair, "--witness").out
        assert faceplate("diff", *pair, "--witness", "--format", "json").code == 2

    @pytest.mark.parametrize("form", ["text", "markdown", "json", "github"])
    def test_two_runs_say_the_same(self, pair: tuple[Path, Path], form: str) -> None:
        targets = list(map(str, reversed(pair)))

        def run(seed: str) -> str:
            return subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "faceplate",
                    "diff",
                    *targets,
                    "--format",
                    form,
                ],
                env=os.environ | {"PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
            ).stdout

        assert run("1") == run("2") != ""

    def test_markdown_holds_what_strangers_wrote_as_text(
        self, faceplate: Faceplate, tmp_path: Path
    ) -> None:
        harm = "<script>alert(1)</script> `x` | **b** [a](javascript:x)"
        old = f"def turn(a={harm!r}):\n    'Turn.'\n"
        new = f"def turn(a={harm + '2'!r}):\n    'Turn.'\n"
        pair = library(tmp_path / "a", old), library(tmp_path / "b", new)
        text = faceplate("diff", *pair, "--format", "markdown").out
        tokens = MarkdownIt().parse(text)
        inline = [child for token in tokens for child in token.children or ()]
        assert not [
            one for one in inline if one.type in ("html_inline", "link_open", "strong_open")
        ]
        assert not [one for one in tokens if one.type == "html_block"]


def packages(folder: Path, **sources: str) -> list[Any]:
    """Write a package `lib` for each release, and read them."""
    manifests = []
    for release, source in sources.items():
        package = folder / release / "lib"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(source)
        manifests.append(extract(str(package), cache=False))
    return manifests


def test_what_only_its_documentation_left_or_came_to_is_told_apart(tmp_path: Path) -> None:
    old, new = packages(
        tmp_path, old='class Dial:\n    """A dial."""\n', new='class Knob:\n    """A knob."""\n'
    )
    kinds = {(change.kind, change.level, change.path) for change in compare(old, new).changes}
    assert kinds == {
        ("component-removed", "breaking", "lib.Dial"),
        ("component-added", "addition", "lib.Knob"),
    }
    both = {"lib.Dial", "lib.Knob"}
    changes = compare(old, new, Names(both, both)).changes
    assert {(change.kind, change.level, change.path) for change in changes} == {
        ("component-undocumented", "text", "lib.Dial"),
        ("component-documented", "text", "lib.Knob"),
    }


def test_the_command_knows_what_has_no_page(tmp_path: Path, faceplate: Faceplate) -> None:
    marker = "def document(*names):\n    return lambda made: made\n\n"
    listener = "class Events:\n    change = 'change'\n\ndef Dependency(): ...\n"
    text = f'{marker}{listener}@document()\nclass Dial:\n    """A dial."""\n'
    more = 'class Knob:\n    """A knob."""\n\n    def turn(self):\n        """Turn."""\n'
    for name, source in (("old", text + more.replace('"""Turn."""', "...")), ("new", text + more)):
        (tmp_path / name / "lib").mkdir(parents=True)
        (tmp_path / name / "lib" / "__init__.py").write_text(source)
    done = faceplate("diff", tmp_path / "old/lib", tmp_path / "new/lib", "--format", "json")
    kinds = {change["kind"] for change in json.loads(done.out)["changes"]}
    assert not kinds & {"component-removed", "method-removed"}


def test_an_alias_that_is_still_bound_is_not_gone(tmp_path: Path) -> None:
    old, new = packages(
        tmp_path,
        old='class Dial:\n    """A dial."""\n\nDisc = Dial\n',
        new='class Dial:\n    """A dial."""\n',
    )
    assert [change.kind for change in compare(old, new).changes] == ["alias-removed"]
    assert compare(old, new, Names(new={"lib.Dial", "lib.Disc"})).changes == []


HIDING = """
from gradio.components.base import Component


class Knob(Component):
    \"\"\"A knob.\"\"\"

    def __init__(self, value: float = 0{rest}):
        \"\"\"
        Parameters:
            value: Where it stands.
        \"\"\"
"""


def test_a_call_that_takes_no_other_keywords_any_more_breaks(tmp_path: Path) -> None:
    old, new = packages(
        tmp_path, old=HIDING.format(rest=", *, wide: int = 1, **kwargs"), new=HIDING.format(rest="")
    )
    assert old.components[0].hidden == ["**kwargs"]
    levels = {change.path: change.level for change in compare(old, new).changes}
    assert levels["lib.Knob.kwargs"] == "breaking"
    # As long as any keyword is taken, one that went is taken, too.
    kept = packages(tmp_path / "kept", new=HIDING.format(rest=", **kwargs"))[0]
    (change,) = [each for each in compare(old, kept).changes if each.kind == "parameter-removed"]
    assert (change.path, change.level) == ("lib.Knob.wide", "behaviour")
    assert change.witness is None


ANCESTORS = """
class Base:
    \"\"\"What they share.\"\"\"

    unit: str = "deg"
    \"\"\"The unit.\"\"\"

    def turn(self) -> None:
        \"\"\"Turn it.\"\"\"


class Knob(Base):
    \"\"\"A knob.\"\"\"


class Dial(Base):
    \"\"\"A dial.\"\"\"

    def turn(self) -> None:
        \"\"\"Turn it.\"\"\"
"""


def test_what_an_ancestor_loses_is_lost_by_those_that_have_it_from_there(tmp_path: Path) -> None:
    newer = ANCESTORS.replace(
        '    def turn(self) -> None:\n        """Turn it."""\n', "    pass\n", 1
    ).replace('    unit: str = "deg"\n    """The unit."""\n', "")
    held: list[dict[str, Any]] = [{}, {}]
    for source, names in zip((ANCESTORS, newer), held, strict=True):
        exec(source, names)
    lost = {
        f"lib.{name}.{member}"
        for name in ("Base", "Knob", "Dial")
        for member in ("turn", "unit")
        if hasattr(held[0][name], member) and not hasattr(held[1][name], member)
    }
    old, new = packages(tmp_path, old=ANCESTORS, new=newer)
    changes = [change for change in compare(old, new).changes if change.level == "breaking"]
    stated = {f"{place}.{change.old}" for change in changes for place in change.places}
    assert stated == lost
    assert {change.kind: change.count for change in changes} == {
        "method-removed": 2,
        "attribute-removed": 3,
    }


UNREAD = """
from elsewhere import Server


class Handler(Server):
    \"\"\"Handles it.\"\"\"

    def answer(self, status: int) -> None:
        \"\"\"Answer.\"\"\"
"""


def test_what_an_unread_base_may_have_is_not_said_to_be_gone(
    faceplate: Faceplate, tmp_path: Path
) -> None:
    newer = UNREAD.replace("def answer(self, status: int)", "def ask(self)")
    old, new = packages(tmp_path, old=UNREAD, new=newer)
    assert not [change for change in compare(old, new).changes if "method" in change.kind]
    files = []
    for name, manifest in (("old", old), ("new", new)):
        files.append(str(tmp_path / f"{name}.json"))
        Path(files[-1]).write_bytes(msgspec.json.encode(manifest))
    run = faceplate("diff", *files)
    assert run.code == 0
    assert "lib.Handler: whether members were removed is not known" in run.err


def test_a_call_that_takes_what_an_unread_base_takes_loses_nothing_that_is_known(
    tmp_path: Path,
) -> None:
    own = UNREAD.replace(
        "    def answer",
        "    def __init__(self, port: int) -> None:\n        pass\n\n    def answer",
    )
    old, new = packages(tmp_path, old=own, new=UNREAD)
    assert not [change for change in compare(old, new).changes if change.level == "breaking"]


KEYS = """
from typing import Any, TypedDict
from typing_extensions import Unpack


class Options(TypedDict, total=False):
    wide: int
    high: int


def draw(name: str, **options: {kind}) -> None:
    \"\"\"Draw it.\"\"\"
"""


def test_keys_of_a_rest_that_are_spelled_out_change_no_call(tmp_path: Path) -> None:
    sources = [KEYS.format(kind=kind) for kind in ("Any", "Unpack[Options]")]
    for order in (sources, sources[::-1]):
        old, new = packages(tmp_path / str(order is sources), old=order[0], new=order[1])
        (change,) = [each for each in compare(old, new).changes if each.path != "lib.Options"]
        assert (change.kind, change.level, change.path) == (
            "parameter-type",
            "typing",
            "lib.draw.options",
        )
        assert "`wide`" in change.message and "`high`" in change.message


def test_a_path_that_is_there_beside_a_shorter_one_has_not_gone(
    faceplate: Faceplate, tmp_path: Path
) -> None:
    dial = 'class Dial:\n    """A dial."""\n\n    def __init__(self, by=0):\n        pass\n'
    folders = []
    for release, top in (("old", ""), ("new", "from .parts import Dial\n\n__all__ = ['Dial']\n")):
        folder = tmp_path / release / "lib"
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(top)
        (folder / "parts.py").write_text(dial)
        folders.append(str(folder))
    document = json.loads(faceplate("diff", *folders, "--format", "json").out)
    levels = {change["kind"]: change["level"] for change in document["changes"]}
    assert "breaking" not in levels.values()
    assert levels["page-moved"] == "text"
