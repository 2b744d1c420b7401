"""A parameter that no docstring describes, where others are described or a description is due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from faceplate.check import known_texts
from faceplate.check.bodies import QUOTED, announcements
from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.edits.additions import added
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Revision
from faceplate.check.finding import Violation
from faceplate.check.left_to_others import is_left_to_another
from faceplate.check.lost_entries import lost_entries
from faceplate.check.rest_parameters import REST, is_due
from faceplate.check.rule import Rule
from faceplate.check.unknown_entries import successor, unknown_entries
from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.model import Parameter

_ENTRY = re.compile(
    r"^[ \t]*(?:[-*+|][ \t]+|:(?!type )\w+ (?:[^:\n]*[ \t])?|@param[ \t]+)?"
    r"(?:\(optional\)[ \t]+)?[`*\\\"']*(\w+)[`*\"']*"
    r"(?:[ \t]*(?:[:=(|,\[]|--? |\u2013|\u2014|->|$))",
    re.MULTILINE,
)
# A name and a type, with a text that is indented deeper below: "angle int".
_HEADED = re.compile(r"^([ \t]*)(\w+)[ \t]+[\w.\[(][^:\n]*\n\1[ \t]+\S", re.MULTILINE)
# A field with a text: `Field(default=1, description="How fast.")`.
_DESCRIBED = re.compile(r"\bdescription\s*=")
# Prose about a parameter: "the `angle` argument".
_ARGUMENT = re.compile(r"\bthe [`'\"]*(\w+)[`'\"]* (?:argument|parameter|keyword)\b", re.IGNORECASE)

# Names with nothing but commas and brackets between them: "(left, top), (right, bottom)". A type
# may stand behind them: "* left & top (float)".
_SEVERAL = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?[(\[]*\w+(?:[)\]]*[ ]*[,/&|][ ]*[(\[]*\w+)+[)\]]*"
    r"[ ]*(?:\([^()\n]*\)[ ]*)?$"
)
# A decorator that says that something is passed: "@pass_context", "@click.pass_obj".
_PASSING = re.compile(r"^(?:\w+\.)*(?:pass(?:es)?|inject|with)_\w")
_IN_PROSE = "what the text says of it may be enough"
"""Why it is no certain fault that a parameter of which prose speaks has no entry."""


def check(unit: Unit) -> Iterator[Violation]:
    """Look for parameters without a description."""
    described = {entry.name for _, entry, documented in unit.documented() if documented is not None}
    if not (unit.promised or described) or not unit.is_known or not _own(unit):
        return
    # Names with an underscore are nobody's business unless others of them are described.
    hidden = any(name[0] == "_" for name in described)
    elsewhere = {unknown.near for unknown in unknown_entries(unit) if unknown.is_evident}
    elsewhere.update(name for _, _, name, _ in lost_entries(unit))
    named = {entry.name for _, entry, _ in unit.documented()}
    own = {parameter.name for parameter in unit.parameters}
    for name, parameter in unit.named.items():
        if (unit.overloaded and name not in unit.overloaded) or _may_be_filled(name, unit):
            continue
        if unit.overloaded and unit.file.endswith(".pyi") and name not in own:
            # The docstring is that of an overload which does not take it.
            continue
        if parameter.description or name in described or (name[0] == "_" and not hidden):
            continue
        if name in ("self", "cls") and name == unit.parameters[0].name:
            # A function that a class takes up as a method.
            continue
        is_rest = parameter.kind.startswith("var_")
        if (is_rest and not is_due(parameter, unit)) or _is_said(name, unit):
            continue
        if name in elsewhere:
            # Its entry is there, and is reported as one that is misspelt or lost.
            continue
        if _is_unpacked(name, unit) and (
            unit.unpacked in named or not any(_is_unpacked(each, unit) for each in described)
        ):
            # `**rest` stands for the keywords that its `TypedDict` lists.
            continue
        if _is_field(name, unit) or is_left_to_another(unit, name) or _is_given_up(parameter, unit):
            continue
        lacking, doubt = _lacking(unit, name)
        yield unit.violation(
            f"parameter `{name}` {lacking}",
            unit.at_parameter(name),
            partial(_fix, unit, parameter),
            unit.doubt or (REST if is_rest else "") or doubt,
        )


def _is_unpacked(name: str, unit: Unit) -> bool:
    """Return whether a name is a key of the `TypedDict` that a `**` parameter unpacks."""
    return unit.unpacked is not None and name in unit.signature.owners


def _lacking(unit: Unit, name: str) -> tuple[str, str]:
    """Say what a parameter lacks, and why that may be on purpose."""
    texts = [docstring.fact.text for docstring in unit.docstrings]
    if any(re.search(rf"^[ \t]*[:@]type {name}:", text, re.MULTILINE) for text in texts):
        return "has a type, but no description", ""
    word = re.compile(rf"(?<!\w){name}(?!\w)")
    if not any(word.search(text) for text in texts):
        return "is not documented", ""
    prose = [
        docstring.outside({"parameters", "examples", "raises"}) for docstring in unit.docstrings
    ]
    doubt = _IN_PROSE if any(word.search(text) for text in prose) else ""
    # A name that is marked as one, or that is no plain word, is that of the parameter.
    marked = re.compile(rf"[`'\"*]{name}[`'\"*]")
    if "_" in name or any(marked.search(text) for text in texts):
        return "is mentioned, but has no entry", doubt
    return "has no entry", doubt


def _own(unit: Unit) -> bool:
    """Return whether the signature is the unit's own, so that its docstring has to explain it."""
    function = unit.signature.function
    return function is None or function.path.startswith(unit.symbol.path)


def _may_be_filled(name: str, unit: Unit) -> bool:
    """Return whether a decorator passes a parameter, so that no call does.

    One that was not read may pass the first, as those do that make a `session` or a `context`. One
    may also mark the function, `@pass_environment`, for what calls it with an `environment`.
    """
    if name in unit.signature.filled:
        return True
    if not unit.parameters or name != unit.parameters[0].name:
        return False
    if bool(unit.doubt) or any(_PASSING.search(each) for each in unit.fact.decorators):
        return True
    own = unit.symbol.name.rpartition(".")[2]
    taken_up = re.compile(rf"\([\"']{re.escape(own)}[\"']")
    return (
        unit.owner is not None
        and isinstance(unit.owner.fact, ClassFact)
        and any(taken_up.search(each) for each in unit.owner.fact.decorators)
    )


def _is_given_up(parameter: Parameter, unit: Unit) -> bool:
    """Return whether it is deprecated, for which many leave the entry out.

    Its default says so, a decorator that names it, or a warning of the body.
    """
    if "deprecat" in (parameter.default or "").lower() or _is_other_spelling(parameter.name, unit):
        return True
    word = re.compile(rf"(?<!\w){re.escape(parameter.name)}(?!\w)")
    decorators = unit.fact.decorators
    if any("eprecat" in each and word.search(each) for each in decorators):
        return True
    for announcement in announcements(unit):
        # What is quoted later is what to pass instead.
        quoted = QUOTED.search(announcement.text)
        if word.search(quoted[0] if quoted else announcement.text):
            return True
    return False


def _is_said(name: str, unit: Unit) -> bool:
    """Return whether a line is an entry of the name in any form, or prose is about it."""
    return any(
        name in docstring.fact.text
        and (
            _is_one_of_several(name, docstring, unit)
            or name in _headed(docstring)
            or any(match[1] == name for match in _ENTRY.finditer(docstring.outside({"examples"})))
            or any(match[1] == name for match in _ARGUMENT.finditer(docstring.outside()))
        )
        for docstring in unit.docstrings
    )


def _is_one_of_several(name: str, docstring: UnitDocstring, unit: Unit) -> bool:
    """Return whether an entry of several names has one: "(left, top), (right, bottom) : int".

    Where all are parameters, it may stand in no section, as one in another style does.
    """
    heads = (
        line.partition(":")[0]
        for part in docstring.sections
        if part.kind == "parameters"
        for line in part.body
        if name in line
    )
    if any(_SEVERAL.match(head) and name in re.findall(r"\w+", head) for head in heads):
        return True
    lines = (line for line in docstring.lines if ":" in line and name in line)
    return any(
        _SEVERAL.match(head) and name in words and words <= unit.named.keys()
        for head in (line.partition(":")[0] for line in lines)
        for words in ({*re.findall(r"\w+", head.partition("(")[0])},)
    )


def _is_other_spelling(name: str, unit: Unit) -> bool:
    """Return whether another parameter has the name in the usual spelling: `maxSpeed`, `max_speed`.

    It was called so once.
    """
    plain = name.lower()
    return name != plain and any(
        other.islower() and other != plain and other.replace("_", "") == plain
        for other in unit.named
    )


def _is_field(name: str, unit: Unit) -> bool:
    """Return whether a field of that name has a description: `Field(description="How fast.")`."""
    if not unit.is_class:
        return False
    member = unit.codebase.linker.ancestry.member(unit.symbol, name)
    value = member.fact.value if member and isinstance(member.fact, AttributeFact) else None
    return value is not None and _DESCRIBED.search(value) is not None


def _headed(docstring: UnitDocstring) -> set[str]:
    """Return the names of entries without a colon, `angle int`, where a section has several."""
    if docstring.style != "numpy":
        return set()
    bodies = ["\n".join(part.body) for part in docstring.sections if part.kind == "parameters"]
    names = [match[2] for body in bodies for match in _HEADED.finditer(body)]
    return set(names) if len(names) > 1 else set()


def _fix(unit: Unit, parameter: Parameter, options: FixOptions) -> Revision | None:
    """Add an entry with a text that the library has for the parameter elsewhere."""
    name = parameter.name
    if not unit.docstrings or name in unit.signature.owners:
        return None
    # An entry under another name is renamed; it has the better text.
    lost = [entry for _, entry, documented in unit.documented() if documented is None]
    if any(successor(unit, entry) == name for entry in lost):
        return None
    text = known_texts.text_of(unit, parameter) or options.placeholder
    if not text:
        return None
    docstring = max(reversed(unit.docstrings), key=lambda each: len(each.entries("parameters")))
    return added(docstring, parameter, text, list(unit.named), unit.codebase.usual_section)


RULE = Rule(
    code="FP101",
    name="undocumented-parameter",
    severity="warning",
    summary="A parameter that no docstring describes, although other parameters are described or "
    "the library marks the declaration for its documentation.",
    reason="Readers see a row without a text in the table of parameters and have to read the "
    "source. Most often a parameter was added and the docstring forgotten.",
    advice="Add an entry for it to the docstring. A description in an ancestor's constructor "
    "counts if the heir has no constructor docstring of its own. Where prose speaks of a "
    "parameter, its lack of an entry is no more than a note. What a docstring leaves to "
    "another one, by an entry `*` too, and what has a default that says it is deprecated are left "
    "alone.",
    bad='''\
def turn(angle: float, speed: float = 1.0) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
    """
''',
    good='''\
def turn(angle: float, speed: float = 1.0) -> None:
    """Turn the knob.

    Args:
        angle: How far, in degrees.
        speed: How fast, in turns a second.
    """
''',
    unit=check,
    fix="Adds an entry with the text of an ancestor that takes the parameter too, or of the "
    "listener that shares its arguments, if that text fits. With `--placeholder TEXT`, also "
    "where the library has no text. Only docstrings that are there get entries.",
)
