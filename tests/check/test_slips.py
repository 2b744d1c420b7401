"""Slips that only what stands beside them gives away, and what looks like one and is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from check.libraries import findings

DEFAULT = '''\
def turn(angle, strict: bool = {default}) -> None:
    """Turn it.

    Args:
        angle: How far.
        strict: Whether to stop at the end. Defaults to `False` ({remark}).
    """
'''
WORD = '''\
def turn(angle, side={default}, width=3):
    """Turn it.

    Args:
        angle: How far.
        side: Where to. Default is `{stated}`{more}
        width: How wide.
    """
'''
CHOICES = '''\
def turn(direction={default}):
    """Turn it.

    Parameters
    ----------
    direction : {{'left', 'right'}}, optional
        Where to turn it.
    """
'''
HEADING = '''\
def turn(name, value):
    """Turn it.

    Parameters
    ----------
    name : str
        Its name.
    value : int
        How far.
{blank}
    Returns
    {below}
    """
    print(name, value)
'''
PAST = '''\
class KnobError(Exception):
    """It is stuck."""


class Dial:
    """A dial.

    .. deprecated:: 2.0
        {text}
    """
'''
EXCEPTIONS = '''\
from .errors import {name}


class IOTroubleError(Exception):
    """It is stuck."""


class Knob:
    """A knob."""

    def turn(self, angle):
        """Turn it.

        Raises:
            {stated}: If it is stuck.
        """
        {body}
        return angle
'''
REST = '''\
def turn(angle, options=None, **{name}):
    """Turn it.

    :param angle: How far.
    :param options: Parameters to pass on.{more}
    """
    return open(angle, options, **{name})
'''
EXAMPLE = '''\
def press(force):
    """Press it.

    Example:
        >>> {called}(3)
    """
'''
IMPORTED = '''\
from ._compiled import *
from .turning import *


def reset():
    """Reset it.

    Example:
        >>> import knobs
        >>> {called}(3)
    """
'''


def _found(folder: Path, source: str, rule: str, **others: str) -> list[str]:
    package = folder / "knobs"
    package.mkdir()
    for name, text in {"__init__": source, **others}.items():
        (package / f"{name}.py").write_text(f'"""Knobs."""\n\n{text}', encoding="utf-8")
    return [finding.message for finding in findings(package, rule)]


@pytest.mark.parametrize(
    ("default", "remark", "is_fault"),
    [
        ("True", "what is missing is left out, as usual", True),
        ("False", "what is missing is left out, as usual", False),
        ("True", "or what the panel says", False),
        ("True", "except on Windows", False),
        ("True", "version 2 and later", False),
    ],
)
def test_a_default_before_a_remark(
    tmp_path: Path, default: str, remark: str, is_fault: bool
) -> None:
    source = DEFAULT.format(default=default, remark=remark)
    assert bool(_found(tmp_path, source, "FP106")) is is_fault


@pytest.mark.parametrize(
    ("default", "stated", "more", "is_fault"),
    [
        ("'left'", "right", " and pressing it turns it back.", True),
        ("'left'", "right", ".", True),
        ("'left'", "left", ".", False),
        ("'left'", "right", " and `left` on others.", False),
        ("'left'", "right", " hands.", False),
        ("'left'", "width", ".", False),
        ("LEFT", "right", ".", False),
        ("'1,2'", "right", ".", False),
        ("3", "right", ".", False),
    ],
)
def test_a_default_that_is_a_word_in_backticks(
    tmp_path: Path, default: str, stated: str, more: str, is_fault: bool
) -> None:
    source = WORD.format(default=default, stated=stated, more=more)
    assert bool(_found(tmp_path, f"LEFT = 'left'\n\n\n{source}", "FP106")) is is_fault


@pytest.mark.parametrize(
    ("default", "is_fault"),
    [("'up'", True), ("'LEFT'", False), ("'unset'", False), ("None", False), ("1", False)],
)
def test_a_default_that_is_none_of_the_choices(
    tmp_path: Path, default: str, is_fault: bool
) -> None:
    found = _found(tmp_path, CHOICES.format(default=default), "FP107")
    assert [("'left'" in each and default in each) for each in found] == [True] * is_fault


@pytest.mark.parametrize(
    ("blank", "below", "is_fault"),
    [("", "None", True), ("", "-------\n    None", False), ("    Returns : bool", "", False)],
)
def test_a_heading_that_reads_as_an_entry(
    tmp_path: Path, blank: str, below: str, is_fault: bool
) -> None:
    found = _found(tmp_path, HEADING.format(blank=blank, below=below), "FP402")
    assert bool(found) is is_fault


@pytest.mark.parametrize(
    ("text", "is_fault"),
    [
        ("Use :class:`KnobErrro` instead.", True),
        ("Catch it in favour of :class:`KnobErrro`.", True),
        ("Use :class:`KnobError` instead of :class:`KnobErrro`.", False),
        ("There was a :class:`KnobErrro`.", False),
    ],
)
def test_what_takes_the_place_of_the_past_is_there(
    tmp_path: Path, text: str, is_fault: bool
) -> None:
    assert bool(_found(tmp_path, PAST.format(text=text), "FP701")) is is_fault


@pytest.mark.parametrize(
    ("stated", "body", "rules"),
    [
        ("IOTroubelError", "pass", {"FP503"}),
        ("IOErrro", "pass", {"FP503"}),
        ("StuckError", "angle += 1", {"FP512"}),
        ("StuckError", "raise StuckError", set()),
        ("IOTroubleError", "raise angle", {"FP512"}),
        ("WornError", "wear()", set()),
    ],
)
def test_exceptions(tmp_path: Path, stated: str, body: str, rules: set[str]) -> None:
    source = EXCEPTIONS.format(name="StuckError, WornError, wear", stated=stated, body=body)
    errors = """\
class StuckError(Exception):
    pass


class WornError(Exception):
    pass


def wear():
    raise WornError


__all__ = ["StuckError", "WornError", "wear"]
"""
    package = tmp_path / "knobs"
    package.mkdir()
    (package / "__init__.py").write_text(source, encoding="utf-8")
    (package / "errors.py").write_text(errors, encoding="utf-8")
    found = findings(package, "FP503", "FP512")
    assert {finding.rule for finding in found} == rules


@pytest.mark.parametrize(
    ("name", "more", "is_fault"),
    [
        ("settings", "", True),
        ("kwargs", "", False),
        ("settings", "\n    :return: What further keyword arguments say.", False),
    ],
)
def test_what_is_said_of_another_parameter_describes_no_rest(
    tmp_path: Path, name: str, more: str, is_fault: bool
) -> None:
    assert bool(_found(tmp_path, REST.format(name=name, more=more), "FP101")) is is_fault


@pytest.mark.parametrize(
    ("called", "is_fault"), [("prses", True), ("press", False), ("turn", False), ("pres", False)]
)
def test_a_call_with_its_letters_in_another_order(
    tmp_path: Path, called: str, is_fault: bool
) -> None:
    assert bool(_found(tmp_path, EXAMPLE.format(called=called), "FP604")) is is_fault


@pytest.mark.parametrize(
    ("called", "is_fault"), [("knobs.trun_left", True), ("knobs.whirl", False)]
)
def test_a_package_that_takes_names_from_what_is_not_read(
    tmp_path: Path, called: str, is_fault: bool
) -> None:
    source = IMPORTED.format(called=called)
    turning = 'def turn_left(angle):\n    """Turn it."""\n'
    found = _found(tmp_path, source, "FP604", turning=turning)
    assert bool(found) is is_fault


def test_a_field_that_is_a_heading_without_entries(tmp_path: Path) -> None:
    source = '''\
def turn(angle, speed):
    """Turn it.

    :param speed: How fast.

    :Exceptions:

    It may be stuck.
    """
'''
    assert [message.split("`")[1] for message in _found(tmp_path, source, "FP101")] == ["angle"]
