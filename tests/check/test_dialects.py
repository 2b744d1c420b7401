"""Rules about events and behaviour ask the dialect: one of a plug-in has them as a built-in one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

PLUG_IN = """
import ast

from faceplate.dialects.capabilities import DeclaredEvent, Direction, ListenerFunction
from faceplate.dialects.dialect import Dialect, Recognition
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.library import Symbol
from faceplate.link.publication import public_symbols


class LampDialect(Dialect):
    name = "lamps"
    capabilities = frozenset({"events", "behaviour"})
    directions = (Direction("input", "measure", "result", "measures"),)

    @classmethod
    def recognises(cls, library):
        return Recognition("certain", "it shines") if library.holding(b"SIGNALS") else None

    def subjects(self, linker):
        for symbol in public_symbols(self.library, self.library.name).values():
            if isinstance(symbol.fact, ClassFact):
                yield symbol, None

    def events(self, linker, symbol):
        declared = linker.ancestry.member(symbol, "SIGNALS")
        names = ast.literal_eval(declared.fact.value) if declared is not None else ()
        return [DeclaredEvent(name, "", declared) for name in dict.fromkeys(names)]

    def event_list(self, symbol):
        attribute = symbol.fact.members.get("SIGNALS") if symbol.fact.members else None
        return attribute if isinstance(attribute, AttributeFact) else None

    def listener(self, event):
        facts = self.library.module(self.library.name)
        factory = facts.members["listening"]
        owner = Symbol(self.library, self.library.name, "listening", factory)
        return ListenerFunction(factory.nested["listen"], owner)
"""

LIBRARY = '''
"""Lamps."""


def listening():
    def listen(lamp, call, *, once: bool = False, delay: float = 0.0):
        """Call a function when something happens.

        Args:
            call: What to call.
            once: Whether to forget it then.
        """

    return listen


class Lamp:
    """A lamp."""

    SIGNALS = ("switched", "dimmed", "switched")

    def measure(self) -> int:
        """Measure the light."""
        return 1
'''

STUB = """
class Lamp:
    SIGNALS: tuple[str, ...]
    def switched(self, call, *, once: bool = ..., twice: bool = ...) -> None: ...
    def measure(self) -> int: ...
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder in which the plug-in is installed."""
    site = tmp_path / "site"
    metadata = site / "lamp_plug_in-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: lamp-plug-in\nVersion: 1.0\n")
    entry = "[faceplate.dialects]\nlamps = lamp_plug_in:LampDialect\n"
    (metadata / "entry_points.txt").write_text(entry)
    (site / "lamp_plug_in.py").write_text(PLUG_IN)
    return site


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "lamps"
    folder.mkdir()
    (folder / "__init__.py").write_text(LIBRARY)
    (folder / "__init__.pyi").write_text(STUB)
    return folder


def rows(outcome: Any) -> list[tuple[str, str, int]]:
    return [
        (finding["rule"], Path(finding["file"]).name, finding["line"])
        for finding in json.loads(outcome.out)
        if finding["rule"].startswith("FP3")
    ]


def test_a_plug_in_has_the_rules_that_it_can_answer(process, site, library) -> None:
    words = ("check", library, "--select", "ALL", "--format", "json")
    outcome = process(*words, PYTHONPATH=os.fspath(site))
    lines = LIBRARY.split("\n")
    listed = next(number for number, line in enumerate(lines, 1) if "SIGNALS" in line)
    header = next(number for number, line in enumerate(lines, 1) if "def listen(" in line)
    measure = next(number for number, line in enumerate(lines, 1) if "def measure" in line)
    assert sorted(rows(outcome)) == sorted(
        [
            ("FP301", "__init__.py", listed),
            ("FP301", "__init__.py", listed),
            ("FP303", "__init__.py", listed),
            # The stub has no method for `dimmed`; that of `switched` takes `twice`, and no `delay`.
            ("FP304", "__init__.pyi", 2),
            ("FP305", "__init__.pyi", 4),
            ("FP306", "__init__.pyi", 4),
            ("FP307", "__init__.py", header),
            ("FP308", "__init__.py", measure),
        ]
    )


def test_what_a_dialect_cannot_tell_is_not_asked(process, site, library) -> None:
    plug_in = site / "lamp_plug_in.py"
    plug_in.write_text(PLUG_IN.replace('{"events", "behaviour"}', '{"behaviour"}'))
    words = ("check", library, "--select", "ALL", "--format", "json")
    outcome = process(*words, PYTHONPATH=os.fspath(site))
    assert [rule for rule, _, _ in rows(outcome)] == ["FP308"]


def test_a_library_of_another_dialect_is_left_alone(process, site, library) -> None:
    words = ("check", library, "--select", "ALL", "--format", "json", "--dialect", "plain")
    assert rows(process(*words, PYTHONPATH=os.fspath(site))) == []
