"""What must hold of any module: a fault that is fixed leaves the bytes it would have had without.

Each module is written twice by the same hand, well and with one fault. A well-formed one has no
finding. Fixing the other gives the first back, byte by byte, and fixing again changes nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from check.edits.fixing import fixed
from check.edits.modules import (
    CHOICES,
    TYPES,
    Form,
    Function,
    changed,
    forms,
    functions,
    signature_order,
    source,
)
from check.libraries import codes, findings

# Python takes a coding line only where a line ends that it knows, which "\r" alone is not.
spelled = forms.filter(lambda one: one.newline != "\r" or one.encoding.startswith("utf-8"))
few = settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.filter_too_much],
)


def _renamed(one: Function, index: int, form: Form) -> Function:
    name = one.entries[index].name
    return changed(one, index, said_name=name[:-2] + name[-1] + name[-2])


def _duplicated(one: Function, index: int, form: Form) -> Function:
    entries = one.entries
    return replace(one, entries=(*entries, replace(entries[index], annotation="")))


def _reversed(one: Function, index: int, form: Form) -> Function:
    return replace(one, entries=tuple(reversed(one.entries)))


def _retyped(one: Function, index: int, form: Form) -> Function | None:
    other = "bytes" if one.entries[index].annotation.startswith("str") else "str"
    return changed(one, index, said_type=other) if form.types else None


def _redefaulted(one: Function, index: int, form: Form) -> Function | None:
    entry = one.entries[index]
    if not entry.said_default or (form.prefix.lower() != "r" and "\\" in entry.said_default):
        return None
    others = [value for value in TYPES[entry.annotation] if value != entry.default]
    return changed(one, index, said_default=others[0]) if others else None


def _narrowed(one: Function, index: int, form: Form) -> Function | None:
    # A type that lists the choices says them all.
    if form.types:
        return None
    return changed(one, index, choices=tuple(CHOICES[:2]))


def _demanded(one: Function, index: int, form: Form) -> Function:
    return changed(one, index, word="optional")


def _misspoken(one: Function, index: int, form: Form) -> Function:
    before, name, behind = one.entries[index].text[0].split("`")
    wrong = name[:-2] + name[-1] + name[-2]
    return changed(one, index, text=(f"{before}`{wrong}`{behind}",))


def _misheaded(one: Function, index: int, form: Form) -> Function | None:
    if form.style != "google" or form.heading != "Arguments":
        return None
    return replace(one, heading="Arguements")


def _deepened(one: Function, index: int, form: Form) -> Function | None:
    # The first entry says where the margin is; tabs behind spaces are left to people.
    if form.style == "sphinx" or (form.style == "numpy" and form.indent == "\t") or not index:
        return None
    return changed(one, index, margin="  ")


def _result(one: Function, index: int, form: Form) -> Function:
    return replace(one, said_returns="bytes")


def _listed(one: Function, index: int) -> Function:
    """Let a parameter take one of three words, and say so."""
    stated = f"Literal[{', '.join(repr(word) for word in CHOICES)}]"
    return changed(
        one,
        index,
        annotation=stated,
        said_type=stated,
        said_default="",
        default=None,
        choices=tuple(CHOICES),
    )


def _needed(one: Function, index: int) -> Function:
    """Let a parameter be one that a call must pass, and say so."""
    return changed(
        one,
        index,
        annotation="int",
        said_type="int",
        said_default="",
        default=None,
        word="required",
    )


def _speaking(one: Function, index: int) -> Function:
    """Let the text of a parameter speak of another one."""
    other = one.entries[index - 1].name
    return changed(one, index, text=(f"Has no effect if `{other}` is None",), said_default="")


BEFORE: dict[str, Callable[[Function, int], Function]] = {
    "FP107": _listed,
    "FP108": _needed,
    "FP110": _speaking,
}
"""What a module needs for the fault to be possible."""

FAULTS: dict[str, Callable[[Function, int, Form], Function | None]] = {
    "FP102": _renamed,
    "FP103": _duplicated,
    "FP104": _reversed,
    "FP105": _retyped,
    "FP106": _redefaulted,
    "FP107": _narrowed,
    "FP108": _demanded,
    "FP110": _misspoken,
    "FP402": _misheaded,
    "FP403": _deepened,
    "FP501": _result,
}


def checked(content: bytes, *select: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return codes(findings(_package(folder, content), *select))


def _package(folder: str, content: bytes) -> Path:
    place = Path(folder) / "knobs"
    place.mkdir()
    (place / "__init__.py").write_bytes(content)
    return place


def after(content: bytes, *select: str) -> tuple[bytes, list[str]]:
    """Fix a module; give its bytes and the rules that still find something."""
    with tempfile.TemporaryDirectory() as folder:
        made = fixed(_package(folder, content), *select)
        assert made.refused == []
        return made.contents.get("knobs/__init__.py", content), codes(made.left.findings)


@few
@given(spelled, st.lists(functions, min_size=1, max_size=3))
def test_what_is_well_formed_has_no_finding(form: Form, made: list[Function]) -> None:
    content = source(form, [signature_order(one) for one in made])
    assert checked(content, "ALL") == []
    assert after(content) == (content, [])


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_fixed_and_nothing_else_is_touched(code: str) -> None:
    seen = 0

    @few
    @given(spelled, st.lists(functions, min_size=1, max_size=3), st.integers(0, 4))
    def run(form: Form, made: list[Function], index: int) -> None:
        nonlocal seen
        index %= len(made[0].entries)
        name = made[0].entries[index].name
        made = [BEFORE.get(code, lambda one, index: one)(made[0], index), *made[1:]]
        well = [signature_order(one) for one in made]
        index = [one.name for one in well[0].entries].index(name)
        fault = FAULTS[code](well[0], index, form)
        assume(fault is not None)
        assert fault is not None
        good, bad = source(form, well), header_of(source(form, [fault, *well[1:]]), form, well)
        found = checked(bad, "ALL")
        assert code in found
        assert after(bad) == (good, [])
        assert after(good) == (good, [])
        seen += 1

    run()
    assert seen


@pytest.mark.parametrize("code", ["FP101", "FP109"])
def test_a_text_comes_from_the_ancestor(code: str) -> None:
    @few
    @given(spelled, functions, st.integers(0, 4))
    def run(form: Form, made: Function, index: int) -> None:
        assume(len(made.entries) > 2)
        entries = tuple(replace(one, text=one.text[:1]) for one in made.entries)
        knob = signature_order(replace(made, entries=entries, owners=("Knob",)))
        heir = replace(knob, heir_of=0)
        index %= len(entries)
        if code == "FP101":
            fault = replace(heir, entries=heir.entries[:index] + heir.entries[index + 1 :])
        else:
            fault = changed(heir, index, empty=True)
        good = source(form, [knob, heir])
        newline = form.newline.encode()
        headers = [line for line in good.split(newline) if b"def " in line]
        bad = source(form, [knob, fault])
        *_, wrong = [line for line in bad.split(newline) if b"def " in line]
        head, _, tail = bad.rpartition(wrong)
        bad = head + headers[1] + tail
        assert checked(bad, "ALL") == [code]
        assert after(bad) == (good, [])
        assert after(good) == (good, [])

    run()


def header_of(content: bytes, form: Form, well: list[Function]) -> bytes:
    """Give a module the first header that it has without its fault."""
    new, old = (
        next(line for line in text.split(form.newline) if line.lstrip().startswith("def "))
        for text in (source(form, well).decode(form.encoding), content.decode(form.encoding))
    )
    text = content.decode(form.encoding)
    return text.replace(old, new, 1).encode(form.encoding)
