"""The phrasings in which a text states a default, and those in which it states none."""

from __future__ import annotations

import ast

import pytest

from faceplate.check.stated_defaults import defaults

PHRASINGS = [
    "Defaults to {}.", "Default is {}.", "Default: {}.", "(default: {})", "(default {})",
    "It is {} by default.", "By default {}.", "The default value is {}.", "({} by default)",
    "If not given, {} is used.", "[default: {}]", "default={}", "int, optional, default {}",
    "int (default {})", "{} (default)", "{} by default.", "Set it if needed (Default: {}).",
    "(default = {})", "(optional, defaults to {})", "Uses {} by default.",
    "The default value of this is {}.", "By default, this is {}.", "This is set to {} by default.",
    "If omitted, defaults to {}.", "If unspecified, {} will be used.", "Default value: {}.",
    "If {} (default), it is turned.",
]  # fmt: skip

NOTHING_STATED = [
    "Defaults to {} if the knob is new.", "`other` is {} by default.", "Not {} by default.",
    "Turns {} knobs by default.", "If `other` is not given, {} is used.", "Defaults to {} + 1.",
    "If `other` is {} (default), this is ignored.", "By default, `other` is {}.",
    "If not given, {} knobs are turned.", "It is {} by default when the knob is new.",
]  # fmt: skip

VALUES = ["3", "2.5", "True", '"spam"']


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("mark", ["{}", "`{}`", "``{}``"])
@pytest.mark.parametrize("phrasing", PHRASINGS)
def test_a_default_is_seen_in_the_phrasings_people_use(
    phrasing: str, mark: str, value: str
) -> None:
    text = f"How fast it is. {phrasing.format(mark.format(value))}"
    stated = list(defaults(text, "speed", {"other"}))
    assert {one.value for one in stated} == {ast.literal_eval(value)}
    assert all(value in text[one.start : one.end] for one in stated)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("phrasing", NOTHING_STATED)
def test_what_has_a_condition_or_another_subject_states_nothing(phrasing: str, value: str) -> None:
    assert not list(defaults(f"How fast. {phrasing.format(value)}", "speed", {"other"}))
