"""The mutations: what is put wrong is wrong, and judging tells what was found from what was not."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from mutations.command import main
from mutations.draw import drawn
from mutations.finding import Finding, spans
from mutations.judging import Verdict, by_file, judged
from mutations.mutant import Edit, Mutant, applied
from mutations.packages import Release, listed
from mutations.packing import Tree, packed
from mutations.report import Run, as_json, failures, tables
from mutations.units import Library, library

TEXT = '''\
"""Knobs."""

from dataclasses import dataclass


def turn(angle: float, speed: float = 1.0, label="turn") -> float:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast. Defaults to 1.0.
        label: What it is called. See `speed`.

    Returns:
        Where it stands.

    Raises:
        ValueError: If it is too far.
    """
    if angle > 360:
        raise ValueError(angle)
    return angle * speed + len(label)


def press(knob):
    """Press the knob.

    Args:
        knob: The knob.
    """
    print(knob)


@dataclass
class Dial:
    """A dial.

    Attributes:
        width: How wide.
        height: How high.

    ```
    press(3)
    ```
    """

    width: int = 2
    height: int = 3


class Base:
    """A base."""

    def move(self, distance, steps):
        """Move it.

        Args:
            distance: How far.
            steps: In how many steps.
        """
        return distance / steps


class Heir(Base):
    """An heir."""

    def move(self, distance, steps):
        return 2 * distance / steps
'''

EXPECTED_KINDS = {
    "parameter renamed", "parameter added", "parameter removed", "parameter of an heir renamed",
    "mention left behind", "entry renamed", "entry misspelt", "entry removed", "entry duplicated",
    "entries reordered", "default drifted in the code", "default drifted in the text",
    "default stated wrongly", "type in words stated wrongly", "optionality drifted",
    "returns superfluous, no annotation", "returns missing", "returns called yields",
    "raise added", "exception replaced", "exception misspelt", "attribute misspelt",
    "field renamed", "field added", "heading misspelt", "example passes what is not taken",
    "example calls what is not there", "control: renamed in both", "control: added in both",
    "control: removed in both", "control: default changed in both", "control: reordered in both",
    "control: body rewritten", "control: raised and described", "starred parameter added",
    "exception no longer raised", "decorated as deprecated",
}  # fmt: skip

COMPONENTS = '''\
"""Components, an event listener and a payload."""

from collections.abc import Callable


def document(class_):
    return class_


class EventListener(str):
    """An event."""

    @staticmethod
    def _setup(event_name):
        def listen(block, fn=None, queue=True):
            """Call a function when it happens.

            Parameters:
                fn: What to call.
                queue: Whether calls wait.
            """
            return fn, queue

        return listen


class TurnData:
    """What an event hands over.

    Attributes:
        angle: How far.
    """

    def __init__(self):
        self.angle = 3


@document
class Knob:
    """A knob.

    Example:
        knob = Knob()
    """

    EVENTS = [Events.turn, Events.press]

    def __init__(self, value: str | Callable = "", speed=1):
        """Make a knob.

        Parameters:
            value: What it shows.
            speed: How fast.
        """
        self.value, self.speed = value, speed


class Heir(Knob):
    def __init__(self, value: str | Callable = "", speed=1):
        super().__init__(value, speed)
'''

KINDS_OF_COMPONENTS = {
    "event argument not described", "event argument renamed", "payload renamed", "note swallowed",
    "fence in an example", "inherited default drifted", "inherited type drifted",
    "event taken out, still spoken of", "event unknown",
}  # fmt: skip


@pytest.fixture
def knobs(tmp_path: Path) -> Library:
    (tmp_path / "knobs").mkdir()
    (tmp_path / "knobs" / "__init__.py").write_text(TEXT, encoding="utf-8")
    return library(tmp_path, "knobs")


def test_all_kinds_find_places_and_leave_python(knobs: Library) -> None:
    mutants = drawn(knobs, 3, 1)
    assert mutants == drawn(knobs, 3, 1)
    assert {mutant.kind for mutant in mutants} >= EXPECTED_KINDS
    for mutant in mutants:
        text = applied(TEXT, mutant.edits)
        assert text is not None
        assert text != TEXT
        ast.parse(text)


def test_components_have_kinds_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "knobs").mkdir()
    (tmp_path / "knobs" / "__init__.py").write_text(COMPONENTS, encoding="utf-8")
    mutants = drawn(library(tmp_path, "knobs"), 3, 1)
    assert {mutant.kind for mutant in mutants} >= KINDS_OF_COMPONENTS
    for mutant in mutants:
        text = applied(COMPONENTS, mutant.edits)
        assert text is not None
        ast.parse(text)


def test_nothing_else_touches_the_ancestor_of_a_mutant(knobs: Library) -> None:
    mutants = drawn(knobs, 9, 1)
    (heir,) = [mutant for mutant in mutants if mutant.kind == "parameter of an heir renamed"][:1]
    assert heir.apart == ("knobs/__init__.py:Base.move",)
    group = next(group for group in packed(mutants) if heir in group)
    assert not any(mutant.unit in ("Base", "Base.move") for mutant in group)


@pytest.mark.parametrize(
    ("kind", "removed", "added"),
    [
        ("parameter of an heir renamed", "    def move(self, distance, steps):", "return 2 *"),
        ("default drifted in the code", "speed: float = 1.0", "speed: float = 4.0"),
        ("default drifted in the text", "Defaults to 1.0.", "Defaults to 4.0."),
        ("exception replaced", "raise ValueError(angle)", "raise LookupError(angle)"),
        ("returns called yields", "    Returns:", "    Yields:"),
    ],
)
def test_a_kind_changes_just_what_it_says(
    knobs: Library, kind: str, removed: str, added: str
) -> None:
    mutants = [mutant for mutant in drawn(knobs, 3, 1) if mutant.kind == kind]
    assert mutants
    for mutant in mutants:
        text = applied(TEXT, mutant.edits)
        assert text is not None
        assert text.count(removed) < TEXT.count(removed)
        assert added in text


def test_a_docstring_whose_lines_go_on_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "knobs").mkdir()
    text = TEXT.replace("How far, in degrees.", "How far, \\\n        in degrees.")
    (tmp_path / "knobs" / "__init__.py").write_text(text, encoding="utf-8")
    units = {mutant.unit for mutant in drawn(library(tmp_path, "knobs"), 3, 1)}
    assert "press" in units
    assert "turn" not in units


def test_a_mention_is_left_where_there_is_one(knobs: Library) -> None:
    (mutant,) = [
        mutant
        for mutant in drawn(knobs, 9, 1)
        if mutant.kind == "mention left behind" and mutant.names == ("speed",)
    ]
    text = applied(TEXT, mutant.edits) or ""
    assert "See `speed`." in text
    assert "speed: float" not in text


def test_trees_hold_one_mutant_of_a_unit_and_are_restored(knobs: Library, tmp_path: Path) -> None:
    mutants = drawn(knobs, 2, 1)
    groups = packed(mutants)
    assert sum(map(len, groups)) == len(mutants)
    for group in groups:
        units = [mutant.unit for mutant in group]
        assert len(units) == len(set(units))
        assert not any(one.startswith(f"{other}.") for one in units for other in units)
        assert len({mutant.control for mutant in group}) == 1
    tree = Tree(knobs, tmp_path / "tree")
    file = tmp_path / "tree" / "knobs" / "__init__.py"
    texts = tree.write(groups[0])
    assert file.read_text(encoding="utf-8") == texts["knobs/__init__.py"] != TEXT
    tree.restore(groups[0])
    assert file.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("line", "message", "control", "is_found"),
    [
        (11, "`speed` is wrong", False, True),
        (11, "`label` is wrong", False, False),
        (1, "`speed` is wrong", False, False),
        (11, "`speed` was wrong before", False, False),
        (11, "`label` is wrong", True, True),
        (1, "anything anywhere", True, True),
        (11, "`label` was wrong before", True, False),
    ],
)
def test_a_finding_has_to_be_new_and_name_what_drifted(
    line: int, message: str, control: bool, is_found: bool
) -> None:
    file = "knobs/__init__.py"
    known = Finding(file, 11, "`speed` was wrong before")
    names = ("speed", "label")[: 2 if control else 1]
    mutant = Mutant("kind", file, "turn", [Edit(0, 0, "")], names, control, 1)
    fresh = [] if "before" in message and not control else [Finding(file, line, message)]
    after = by_file([*([] if "before" in message and control else [known]), *fresh])
    (verdict,) = judged([mutant], by_file([known]), after, ({file: TEXT}, {file: TEXT}))
    assert verdict.found is is_found


def test_all_definitions_of_a_name_are_the_unit() -> None:
    text = (
        "class Knob:\n"
        "    @property\n"
        "    def angle(self):\n"
        "        return 1\n"
        "    @angle.setter\n"
        "    def angle(self, value):\n"
        "        pass\n"
    )
    assert spans(text, "Knob.angle", "knobs.py") == [(2, 4), (5, 7)]


def test_a_stub_and_its_module_are_mutated_in_trees_of_their_own() -> None:
    mutant = Mutant("event unknown", "knobs/knob.py", "Knob", [Edit(0, 0, " ")], ("turn",))
    stub = Mutant("event missing", "knobs/knob.pyi", "Knob", [Edit(0, 0, " ")], ("turn",))
    assert packed([mutant, stub]) == [[mutant], [stub]]


def test_a_list_of_packages_has_styles(tmp_path: Path) -> None:
    file = tmp_path / "packages.txt"
    file.write_text("# drawn\nknobs==1.0 numpy\ndials==2.0\n", encoding="utf-8")
    assert listed([str(file), "wheels==3.0"]) == [
        Release("knobs==1.0", "numpy"),
        Release("dials==2.0", ""),
        Release("wheels==3.0", ""),
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "knobs==1.0 latex\n"])
def test_a_list_that_names_nothing_or_no_style_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "packages.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit):
        listed([str(file)])


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(SystemExit, match=r"nowhere\.txt"):
        listed(["nowhere.txt"])


def test_all_mutants_count_and_a_peer_that_finds_more_is_a_failure() -> None:
    def verdict(found: bool, control: bool = False) -> Verdict:
        return Verdict(Mutant("entry renamed", "a.py", "a", [], (), control), found, [])

    run = Run("knobs==1.0", "google", {
        "faceplate": [verdict(True), verdict(False), verdict(True, control=True)],
        "peer": [verdict(True), verdict(True), verdict(False, control=True)],
    })  # fmt: skip
    figures = as_json([run])
    faceplate = {"mutants": 2, "found": 1}
    assert figures["kinds"]["faults"]["entry renamed"]["faceplate"] == faceplate  # type: ignore[index]
    assert "| entry renamed | 2 | 50% | 100% |" in tables([run], "faceplate")
    missed = "\n".join(failures([run], "faceplate"))
    assert "50.0% of all faults" in missed
    assert "1 controls" in missed
    assert "peer finds 100%" in missed


def test_the_command_finds_what_was_put_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import zipfile

    wheel = tmp_path / "knobs-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("knobs/__init__.py", TEXT)
    main([
        str(wheel), "--no-peers", "--count", "1", "--kind", "entry renamed",
        "--kind", "control: renamed", "--work", str(tmp_path / "work"),
    ])  # fmt: skip
    printed = capsys.readouterr().out
    assert "| entry renamed | 1 | 100% |" in printed
    assert "| control: renamed in both | 1 | 0 |" in printed
