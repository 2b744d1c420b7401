"""The imported library: run only on request, with limits, and told apart from what was read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from check.libraries import PLAIN, codes, findings, package
from faceplate.check.context import Context
from faceplate.check.live.imported import run
from faceplate.errors import UsageError

LIBRARY = '''\
"""Knobs."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Optional

LIMIT = 3
_NOTHING = object()


def kept(function):
    @functools.wraps(function)
    def inner(*values, **more):
        return function(*values, **more)

    return inner


class Knob:
    """A knob.

    Args:
        label: What it is called.
        size: How large.
        mark: What stands on it.
        turns: How often.
    """

    def __init__(
        self,
        label: "str | None" = None,
        size: Optional[int] = LIMIT,
        mark: object = _NOTHING,
        turns: list[int] = [1, 2],
    ) -> None:
        self.label = label

    @kept
    def turn(self, angle: float = 1e3) -> None:
        """Turn it.

        Args:
            angle: How far.
        """


@dataclass
class Dial:
    """A dial.

    Attributes:
        marks: Its marks.
        scale: Its scale.
    """

    marks: list[str] = field(default_factory=list)
    scale: int = 2


@kept
def press(knob: Knob, *, hard: bool = False) -> None:
    """Press a knob.

    Args:
        knob: Which.
        hard: Whether hard.
    """
'''


def live(target: Path, python: str | None = None, seconds: float = 60.0) -> list[str]:
    context = Context(imports=lambda codebase: run(codebase, python, seconds))
    return [one.message for one in findings(target, "FP95", context=context)]


def test_a_library_that_is_what_it_says(tmp_path: Path) -> None:
    assert live(package(tmp_path, LIBRARY)) == []


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("press.__wrapped__.__kwdefaults__['hard'] = True", "the default of `hard` is `True`"),
        ("globals()['press'] = lambda knob, hard: None", "`hard` is positional or keyword"),
        ("globals()['press'] = lambda knob, *, soft: None", "it takes no `hard`"),
        ("globals()['press'] = lambda knob, *, hard=False, soft=1: None", "it takes `soft`"),
        ("Knob.__init__.__defaults__ = Knob.__init__.__defaults__[1:]", "`label` is required"),
        ("Knob.__init__.__annotations__['size'] = 'str'", "the annotation of `size` is `str`"),
        ("globals().pop('press')", "the imported library has no `press`"),
    ],
)
def test_what_is_another_thing(tmp_path: Path, ending: str, said: str) -> None:
    found = live(package(tmp_path, f"{LIBRARY}\n\n{ending}\n"))
    assert any(said in one for one in found), found


def test_nothing_is_imported_unless_asked(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    target = package(tmp_path, f"{PLAIN}\nopen({str(mark)!r}, 'w').close()\n")
    assert codes(findings(target, "ALL")) == []
    assert not mark.exists()
    live(target)
    assert mark.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("raise ValueError('no\\nknobs')", "ValueError: no knobs; name one that has it"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import os; os._exit(4)", "ended without an answer"),
        ("import time; time.sleep(60)", "still running after 1 s"),
        ("__version__ = '0'", ""),
    ],
)
def test_what_cannot_be_imported(tmp_path: Path, text: str, said: str) -> None:
    target = package(tmp_path, f"{PLAIN}\n{text}\n")
    if not said:
        assert live(target) == []
        return
    with pytest.raises(UsageError) as raised:
        live(target, seconds=1.0 if "running" in said else 60.0)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_interpreter_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be run as a Python interpreter"):
        live(package(tmp_path, PLAIN), python=str(tmp_path / "none"))


def test_another_release(tmp_path: Path) -> None:
    (tmp_path / "knobs-1.0.dist-info").mkdir()
    (tmp_path / "knobs-1.0.dist-info" / "METADATA").write_text("Name: knobs\nVersion: 1.0\n")
    (tmp_path / "knobs-1.0.dist-info" / "RECORD").write_text("knobs/__init__.py,,\n")
    target = package(tmp_path, "__version__ = '2.0'\n")
    with pytest.raises(UsageError, match=r"was read as 1\.0, and what is imported is 2\.0"):
        live(target, python=sys.executable)
