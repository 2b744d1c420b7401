"""A type that a docstring states and the annotation does not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import partial

from faceplate.check.codebase import Unit
from faceplate.check.contradictions import NOT_GIVEN
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits import groups
from faceplate.check.edits.entries import subject_of
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Intent, Revision, Substitution
from faceplate.check.edits.wording import spelled
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.signature_texts import described_in_signature
from faceplate.check.stated_defaults import defaults
from faceplate.check.types.alternatives import alternatives, names_class
from faceplate.check.types.comparison import compare
from faceplate.check.types.words import type_in_words
from faceplate.docstrings.flattening import item_of
from faceplate.docstrings.parts import Entry
from faceplate.link.library import Symbol
from faceplate.model import Parameter

# What may stand behind a type: "str, optional" or "int, default 3".
_ASIDE = re.compile(r"(?:,\s*|^)(?:optional|required|keyword[- ]only|default.*)\s*$", re.IGNORECASE)

# Annotations that take a string for what it stands for, or anything.
_OPEN = re.compile(r"\b(?:Literal|Any|object|Enum|Path|PathLike|TypeVar|Self)\b|\b[A-Z]\b")


def check(unit: Unit) -> Iterator[Violation]:
    """Hold the stated types against the annotations and, where there is none, the defaults."""
    for docstring, entry, parameter in unit.documented():
        if parameter is None or parameter.kind.startswith("var_"):
            continue
        place = unit.signature.owners.get(parameter.name) or docstring.symbol
        if parameter.annotation is None:
            message = _against_default(entry, parameter, unit, place)
        elif entry.annotation:
            message = _against_annotation(entry, parameter, unit, place)
        else:
            message = _in_words(entry.text, parameter, unit, place)
        if message:
            fix = None
            if entry.annotation and parameter.annotation is not None:
                fix = partial(_fix, docstring, entry, parameter.annotation)
            yield unit.violation(message, unit.at(docstring, entry.line), fix)
    for parameter in described_in_signature(unit):
        place = unit.signature.owners.get(parameter.name) or unit.symbol
        if parameter.annotation is not None:
            message = _in_words(parameter.description, parameter, unit, place)
            if message:
                yield unit.violation(message, unit.at_parameter(parameter.name))


def _against_annotation(entry: Entry, parameter: Parameter, unit: Unit, place: Symbol) -> str:
    assert entry.annotation is not None
    assert parameter.annotation is not None
    ancestry = unit.codebase.linker.ancestry
    comparison = compare(entry.annotation, parameter.annotation, place, ancestry)
    if comparison is None or (unit.converts and names_class(parameter.annotation, place)):
        return ""
    refused = [head for head in comparison.refused if head != "None" or parameter.default != "None"]
    if not (refused or comparison.unstated):
        return ""
    stated = " ".join(entry.annotation.split())
    return (
        f"parameter `{entry.name}` is documented as `{stated}`, but annotated as "
        f"`{parameter.annotation}`"
    )


def _in_words(text: str, parameter: Parameter, unit: Unit, place: Symbol) -> str:
    """Hold "A list of names" against an annotation that no list fits."""
    assert parameter.annotation is not None
    type_ = type_in_words(text, parameter.annotation)
    if type_ is None or _OPEN.search(parameter.annotation):
        return ""
    if type_ == "str" and "bytes" in parameter.annotation:
        # A row of bytes is called a string as well.
        return ""
    if _is_loose(type_, parameter.annotation, place):
        return ""
    comparison = compare(type_, parameter.annotation, place, unit.codebase.linker.ancestry)
    if comparison is None or not comparison.refused:
        return ""
    first = " ".join(text.split()[:4]).rstrip(".,;:")
    return (
        f'parameter `{parameter.name}` is documented as a `{type_}` ("{first}"), but annotated as '
        f"`{parameter.annotation}`"
    )


def _is_loose(type_: str, annotation: str, place: Symbol) -> bool:
    """Return whether a list in words may be a set: "A list of codes"."""
    heads = {alternative.head for alternative in alternatives(annotation, place) or ()}
    return type_ == "list" and bool(heads & {"set", "frozenset"})


def _against_default(entry: Entry, parameter: Parameter, unit: Unit, place: Symbol) -> str:
    """Hold a stated type against the type of a default that is written out."""
    source = parameter.constant or parameter.default
    if not entry.annotation or source is None:
        return ""
    try:
        value = ast.literal_eval(source)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return ""
    # Whether a flag is a number, and which empty container stands for none, is a matter of taste.
    if value is None or value is ... or not isinstance(value, bool | int | float | str):
        return ""
    if value in NOT_GIVEN or _is_stated(value, entry, unit):
        return ""
    if isinstance(value, bool) and re.search(r"\b(?:int|float|integer|number)\b", entry.annotation):
        return ""
    if type(value) is int and value in (0, 1) and re.search(r"\bbool", entry.annotation):
        return ""
    ancestry = unit.codebase.linker.ancestry
    comparison = compare(entry.annotation, type(value).__name__, place, ancestry)
    if comparison is None or not comparison.unstated:
        return ""
    stated = " ".join(entry.annotation.split())
    return f"parameter `{entry.name}` is documented as `{stated}`, but has the default `{source}`"


def _is_stated(value: object, entry: Entry, unit: Unit) -> bool:
    """Return whether an entry states that very default beside its type: "int, default='auto'"."""
    stated = entry.annotation or ""
    others = set(unit.named) - {entry.name}
    text = f"{stated}\n{entry.text}"
    return any(each.value == value for each in defaults(text, entry.name, others, len(stated)))


def _fix(docstring: UnitDocstring, entry: Entry, annotation: str, _: FixOptions) -> Revision | None:
    """State the annotation, and leave what else stands there, such as "optional"."""
    group = groups.group_of(docstring.sections, entry, "parameters")
    item = docstring.parsed.parameters.get(entry.name)
    type_ = spelled(annotation)
    if group is None or item is None or group.stated is None or type_ is None:
        return None
    if len(group.names) > 1:
        return None
    line, start, end = group.stated
    stated = docstring.lines[line][start:end]
    kept = stated
    while match := _ASIDE.search(kept):
        kept = kept[: match.start()]
    kept = kept.rstrip()
    listed = re.fullmatch(r"(?:\w+\.)?Literal\[(.*)\]", type_)
    if listed and kept.startswith("{") and kept.endswith("}"):
        type_ = f"{{{listed[1]}}}"
    if not kept or stated.count("`"):
        return None
    after = item_of(entry._replace(annotation=type_ + stated[len(kept) :]))
    return Revision(
        subject_of(docstring),
        changes=[Substitution(line, start, start + len(kept), type_)],
        intents=[Intent(((entry.name, after),))],
    )


RULE = Rule(
    code="FP105",
    name="parameter-type",
    severity="warning",
    summary="The type that a docstring states for a parameter is not the one of its annotation.",
    reason="Readers pass what the docstring asks for, type checkers allow what the annotation "
    "says.",
    advice="State the type of the annotation, or leave it out of the docstring. Different "
    "spellings of one type are equal: `Optional[str]`, `str | None` and `str, optional` where None "
    "is the default. A type that is not known is never compared, nor a class of the library "
    "below a decorator that may make it of what is passed. None and classes of the library that "
    "are taken beside what is stated need not be stated.",
    bad='''\
def turn(angle: float, label: str | None = None) -> None:
    """Turn the knob.

    Args:
        angle (str): How far, in degrees.
        label (str, optional): What to show.
    """
''',
    good='''\
def turn(angle: float, label: str | None = None) -> None:
    """Turn the knob.

    Args:
        angle (float): How far, in degrees.
        label (str, optional): What to show.
    """
''',
    unit=check,
    fix='States the annotation, and keeps words such as "optional" behind it.',
)
