"""Leaving long values out changes no facts, and takes little memory."""

from __future__ import annotations

import tracemalloc

import pytest

from faceplate.facts import reader
from faceplate.facts.declarations import ModuleFact
from faceplate.facts.displays import without_long_displays
from faceplate.facts.reader import read

LONG = "of a lamp " * 30
ROWS = "".join(f"    'name {number}': '{LONG}',\n" for number in range(4000))
ITEMS = "".join(f"    {number}, '{LONG}',\n" for number in range(4000))
TEXTS = "".join(f"    'text {{[( {number}', '{LONG}',\n" for number in range(4000))

FORMS = {
    "dictionary": f"NAMES = {{\n{ROWS}}}\n",
    "annotated": f"NAMES: dict[str, int] = {{\n{ROWS}}}\n",
    "list": f"NUMBERS = [\n{ITEMS}]\n",
    "tuple": f"NUMBERS = (\n{ITEMS})\n",
    "set": f"NUMBERS = {{\n{ITEMS}}}\n",
    "call": f"NUMBERS = frozenset([\n{ITEMS}])\n",
    "sum": f"NUMBERS = [\n{ITEMS}] + [1]\n",
    "brackets in strings": f"TEXTS = [\n{TEXTS}]\n",
    "comments": f"NUMBERS = [\n# {{ (\n{ITEMS}    # )\n]  # the end\n",
    "attribute": f"class Lamp: ...\n\nLamp.sizes = [\n{ITEMS}]\n",
}
KEPT = {
    "exports": f"__all__ = [\n{TEXTS}]\n",
    "short": "NUMBERS = [\n    1,\n]\n",
    "text of several lines": f"TEXTS = [\n{TEXTS}    '''\n]\n''',\n]\n",
    "nested": "class Lamp:\n    sizes = [\n" + ITEMS + "    ]\n",
    "not closed": f"NUMBERS = [\n{ITEMS}",
    "continued line": f"TEXTS = [\n{TEXTS}    'a\\\n] b',\n]\n",
    "at the margin": f"NUMBERS = [\n{ITEMS}0,\n]\n",
}
AROUND = '"""Module."""\n\nFIRST = 1\n\n{}\n\nclass Last:\n    """Says so."""\n'


def whole(code: str, monkeypatch: pytest.MonkeyPatch) -> ModuleFact:
    """Read a file with all its values."""
    with monkeypatch.context() as patch:
        patch.setattr(reader, "without_long_displays", lambda code: code)
        return read(code.encode())


@pytest.mark.parametrize("form", sorted(FORMS))
def test_long_values_change_no_facts(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = AROUND.format(FORMS[form])
    blanked = without_long_displays(code)
    assert len(blanked) < len(code) / 2
    assert blanked.count("\n") == code.count("\n")
    assert read(code.encode()) == whole(code, monkeypatch)


@pytest.mark.parametrize("form", sorted(KEPT))
def test_what_is_not_certain_stays(form: str) -> None:
    code = AROUND.format(KEPT[form])
    assert without_long_displays(code) == code


def test_a_module_of_data_takes_little_memory() -> None:
    code = AROUND.format(FORMS["dictionary"]).encode()
    tracemalloc.start()
    try:
        read(code)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 12 * len(code)
