"""Dialects of plug-ins: found by their entry point, asked first, passed over where broken."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

PLUG_IN = """
from faceplate.dialects.dialect import Dialect, Recognition


class LustreDialect(Dialect):
    name = "lustre"

    @classmethod
    def recognises(cls, library):
        return Recognition("certain", "it shines") if library.holding(b"lustre") else None

    def subjects(self, linker):
        from faceplate.link.library import Symbol

        module = self.library.module(self.library.name)
        for name, fact in module.members.items():
            if name.startswith("Shiny"):
                yield Symbol(self.library, self.library.name, name, fact), "shining"

    def complete(self, component, symbol, linker):
        from msgspec.structs import replace

        return replace(component, tags={"shines": "brightly"})
"""

ANSWER = "return Recognition"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def install(site: Path, code: str, value: str = "lustre_plug_in:LustreDialect") -> None:
    """Install a plug-in as pip would: its module, and the metadata that names it."""
    metadata = site / "lustre_plug_in-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: lustre-plug-in\nVersion: 1.0\n"
    )
    (metadata / "entry_points.txt").write_text(f"[faceplate.dialects]\nlustre = {value}\n")
    (site / "lustre_plug_in.py").write_text(code)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "work/library"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(
        "# lustre\nclass ShinyKnob:\n    '''A knob.'''\n\n\nclass Dull:\n    '''Dull.'''\n"
    )
    return folder


def manifest(outcome: Any) -> dict[str, Any]:
    assert outcome.code == 0
    return json.loads(outcome.out)


def test_it_is_asked_first(process, site, library) -> None:
    install(site, PLUG_IN)
    told = manifest(process("extract", library, PYTHONPATH=path(site)))
    assert told["library"]["dialect"] == "lustre"
    assert [(page["name"], page["group"], page["tags"]) for page in told["components"]] == [
        ("ShinyKnob", "shining", {"shines": "brightly"})
    ]
    assert told["problems"] == []


def test_it_is_not_asked_where_another_one_is_named(process, site, library) -> None:
    install(
        site, PLUG_IN.replace("return Recognition", "raise Exception\n        return Recognition")
    )
    outcome = process("extract", library, "--dialect", "plain", PYTHONPATH=path(site))
    assert manifest(outcome)["library"]["dialect"] == "plain"
    assert outcome.err == ""


def test_it_can_be_named(process, site, library) -> None:
    install(site, PLUG_IN.replace('b"lustre"', 'b"nothing of the kind"'))
    usual = manifest(process("extract", library, PYTHONPATH=path(site)))
    assert usual["library"]["dialect"] == "plain"
    named = manifest(process("extract", library, "--dialect", "lustre", PYTHONPATH=path(site)))
    assert named["library"]["dialect"] == "lustre"


def test_it_counts_from_when_it_is_installed(process, site, library) -> None:
    before = manifest(process("extract", library, PYTHONPATH=path(site)))
    install(site, PLUG_IN)
    after = manifest(process("extract", library, PYTHONPATH=path(site)))
    assert [one["library"]["dialect"] for one in (before, after)] == ["plain", "lustre"]


BROKEN = {
    "no such module": ("", "nowhere_at_all:LustreDialect", "nowhere_at_all"),
    "no such name": (PLUG_IN, "lustre_plug_in:Missing", "Missing"),
    "a syntax error": ("class (", "lustre_plug_in:LustreDialect", "SyntaxError"),
    "an error when imported": ("raise OSError('not\\ntoday')", "lustre_plug_in:X", "not"),
    "no dialect": ("LustreDialect = 3", "lustre_plug_in:LustreDialect", "is no Dialect"),
    "a function": ("def LustreDialect(): ...", "lustre_plug_in:LustreDialect", "is no Dialect"),
    "an error when asked": (
        PLUG_IN.replace(
            "return Recognition", "raise KeyError('asked')\n        return Recognition"
        ),
        "lustre_plug_in:LustreDialect",
        "asked",
    ),
    "an answer without a reason": (
        PLUG_IN.replace(ANSWER, f"return True\n        {ANSWER}"),
        "lustre_plug_in:LustreDialect",
        "neither a Recognition nor None",
    ),
    "no answer": (
        PLUG_IN.replace("def recognises", "def knows"),
        "lustre_plug_in:LustreDialect",
        "NotImplementedError",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_one_is_passed_over(process, site, library, case: str) -> None:
    code, value, said = BROKEN[case]
    install(site, code, value)
    outcome = process("extract", library, PYTHONPATH=path(site))
    told = manifest(outcome)
    assert told["library"]["dialect"] == "plain"
    assert [page["name"] for page in told["components"]] == ["ShinyKnob", "Dull"]
    [line] = outcome.err.splitlines()
    assert "the dialect 'lustre' of a plug-in was passed over" in line
    assert said in line
    assert [problem["file"] for problem in told["problems"]] == [""]


@pytest.mark.parametrize(
    "case", [case for case in BROKEN if "answer" not in case and "asked" not in case]
)
def test_a_broken_one_cannot_be_named(process, site, library, case: str) -> None:
    """One that only fails when it is asked can be used where it need not answer."""
    code, value, said = BROKEN[case]
    install(site, code, value)
    outcome = process("extract", library, "--dialect", "lustre", PYTHONPATH=path(site))
    assert (outcome.code, outcome.out) == (2, "")
    [line] = outcome.err.splitlines()
    assert said in line


def test_its_name_is_offered(process, site, library) -> None:
    install(site, PLUG_IN)
    outcome = process("extract", library, "--dialect", "matt", PYTHONPATH=path(site))
    assert outcome.code == 2
    offered = outcome.err.partition("take one of ")[2].partition(", or install")[0].split(", ")
    assert offered == sorted(offered)
    assert {"gradio", "plain", "lustre"} <= set(offered)


def path(site: Path) -> str:
    """Put a site before what the environment says already."""
    return os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
