"""What must hold of any module of components: fixing a fault gives the bytes it had without.

A library of the dialect is written twice, well and with one fault of an event, a stub, a note or an
example. Fixing the other gives the first back, byte by byte, and fixing again changes nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from check.edits.fixing import fixed
from check.libraries import codes, findings

few = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.filter_too_much],
)
DEFAULTS = {"bool": ["True", "False"], "int": ["3", "40"], "str": ["'a'", "'b c'"]}
TEXTS = ["What it is called with", "How long it waits, in seconds", "Where a caf\xe9 stands"]


@dataclass(frozen=True)
class Argument:
    """What a listener takes."""

    name: str
    annotation: str
    default: str
    text: str

    def __str__(self) -> str:
        return f"{self.name}: {self.annotation} = {self.default}"


@dataclass(frozen=True)
class Package:
    """A library: what its listeners take, what the stub and the docstrings say of it."""

    newline: str
    indent: str
    long: bool
    arguments: tuple[Argument, ...]
    stub: tuple[Argument, ...] = ()
    described: tuple[Argument, ...] = ()
    note: tuple[str, ...] = ("Note: the knob is heavy, and cannot be lifted by one hand.",)
    example: tuple[str, ...] = ("Knob()", "Knob()")

    def written(self) -> dict[str, bytes]:
        """Give its files."""
        deep = self.indent
        taken = ", ".join(map(str, self.arguments))
        entries = [f"fn: What to call{'.' if self.long else ''}"]
        module = [
            "from gradio_client.documentation import document",
            "",
            "",
            "class EventListener(str):",
            f'{deep}"""An event."""',
            "",
            f'{deep}def __init__(self, event_name: str, doc: str = "") -> None:',
            f"{deep * 2}self.doc = doc",
            f"{deep * 2}self.listener = self._setup(event_name)",
            "",
            f"{deep}@staticmethod",
            f"{deep}def _setup(event_name):",
            f"{deep * 2}def listen(block, fn=None, {taken}):",
            f'{deep * 3}"""Call a function when it happens.',
            "",
            f"{deep * 3}Parameters:",
            *(f"{deep * 4}{one}" for one in [*entries, *_entries(self.described)]),
            f'{deep * 3}"""',
            "",
            f"{deep * 2}return listen",
            "",
            "",
            "class Events:",
            f'{deep}"""All events."""',
            "",
            f'{deep}turn = EventListener("turn", doc="Happens when it turns.")',
            "",
            "",
            f"def on(block, fn=None, {taken}):",
            f'{deep}"""Call a function whenever something happens.',
            "",
            f"{deep}Parameters:",
            f"{deep * 2}block: What it happens to.",
            *(f"{deep * 2}{one}" for one in [*entries, *_entries(self.arguments)]),
            f'{deep}"""',
            "",
            "",
            "@document()",
            "class Knob:",
            f'{deep}"""',
            f"{deep}A knob.",
            "",
            *(f"{deep}{line}" if number == 0 else f"{deep * 2}{line}"
              for number, line in enumerate(self.note)),
            "",
            f"{deep}Example:",
            *(f"{deep * 2}{line}" for line in self.example),
            f'{deep}"""',
            "",
            f"{deep}EVENTS = [Events.turn]",
            "",
        ]  # fmt: skip
        listed = ["self", "fn=None", *map(str, self.stub)]
        if self.long:
            header = [f"{deep}def turn(", *(f"{deep * 2}{one}," for one in listed), f"{deep}): ..."]
        else:
            header = [f"{deep}def turn({', '.join(listed)}): ..."]
        stub = ["class Knob:", *header, ""]
        return {
            "knobs/__init__.py": self.newline.join(module).encode(),
            "knobs/__init__.pyi": self.newline.join(stub).encode(),
        }


def _entries(arguments: tuple[Argument, ...]) -> list[str]:
    return [f"{one.name}: {one.text}." for one in arguments]


@st.composite
def packages(draw: st.DrawFn) -> Package:
    names = draw(
        st.lists(
            st.sampled_from(["inputs", "queue", "limit", "batch", "preprocess", "scroll"]),
            min_size=2,
            max_size=4,
            unique=True,
        )
    )
    arguments = []
    for name in names:
        annotation = draw(st.sampled_from(sorted(DEFAULTS)))
        default = draw(st.sampled_from(DEFAULTS[annotation]))
        arguments.append(Argument(name, annotation, default, draw(st.sampled_from(TEXTS))))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    indent = draw(st.sampled_from(["    ", "  ", "\t"]))
    made = Package(newline, indent, draw(st.booleans()), tuple(arguments))
    return replace(made, stub=made.arguments, described=made.arguments)


def _refused(one: Package, index: int) -> Package:
    extra = Argument("every", "float | None", "None", "")
    return replace(one, stub=(*one.stub[:index], extra, *one.stub[index:]))


def _lacking(one: Package, index: int) -> Package:
    return replace(one, stub=one.stub[:index] + one.stub[index + 1 :])


def _undescribed(one: Package, index: int) -> Package:
    return replace(one, described=one.described[:index] + one.described[index + 1 :])


def _swallowed(one: Package, index: int) -> Package:
    words = one.note[0].split()
    at = len(words) - 2 - index
    return replace(one, note=(" ".join(words[:at]), " ".join(words[at:])))


def _fenced(one: Package, index: int) -> Package:
    return replace(one, example=("```python", *one.example, "```"))


FAULTS: dict[str, Callable[[Package, int], Package]] = {
    "FP305": _refused,
    "FP306": _lacking,
    "FP307": _undescribed,
    "FP401": _swallowed,
    "FP404": _fenced,
}


def checked(files: dict[str, bytes]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return codes(findings(_package(folder, files), "ALL", dialect="gradio"))


def after(files: dict[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """Fix a library; give its files and the rules that still find something."""
    with tempfile.TemporaryDirectory() as folder:
        made = fixed(_package(folder, files), dialect="gradio")
        assert made.refused == []
        return {**files, **made.contents}, codes(made.left.findings)


def _package(folder: str, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        place = Path(folder) / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
    return Path(folder) / "knobs"


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_fixed_and_nothing_else_is_touched(code: str) -> None:
    @few
    @given(packages(), st.integers(0, 3))
    def run(made: Package, index: int) -> None:
        good = made.written()
        bad = FAULTS[code](made, index % len(made.arguments)).written()
        assert bad != good
        left = checked(good)
        assert code not in left
        assert code in checked(bad)
        assert after(bad) == (good, left)
        assert after(good) == (good, left)

    run()
