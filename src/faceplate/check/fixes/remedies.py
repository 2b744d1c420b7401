"""What mends the findings of each rule, and when that is certain enough to do unasked.

A rule that is not listed here has no remedy: what its findings want is a text, or a decision. Each
remedy gives the changes, or None where it cannot be sure; what it gives has been read again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from faceplate.check import prose
from faceplate.check.fixes import additions, entries, names, sections, statements, stubs, texts
from faceplate.check.fixes.revision import Revision
from faceplate.check.fixes.stubs import Header
from faceplate.check.units import About, Unit
from faceplate.docstrings.parts import Entry
from faceplate.docstrings.styles import STYLES, Style
from faceplate.facts.declarations import FunctionFact
from faceplate.model import Item, Parameter

_LONG = 40
_OPENING = re.compile(r"[rRuU]?(\"{3}|'{3}|\"|')")


class Wishes(NamedTuple):
    """What the user allows.

    Attributes:
        placeholder: Text of an entry for which the library has none; None to add no such entry.
    """

    placeholder: str | None = None


NO_WISHES = Wishes()
"""What may be done unasked, and no more."""

Change = Revision | Header
Remedy = Callable[[About, Wishes], Revision | Sequence[Change] | None]


def changes(code: str, about: About | None, wishes: Wishes) -> tuple[Change, ...]:
    """Give the changes that mend a finding.

    Args:
        code: Code of its rule.
        about: What it was found in.
        wishes: What the user allows.

    Returns:
        The changes, none of which says anything but what is meant; empty if it cannot be mended.
    """
    remedy = REMEDIES.get(code)
    if remedy is None or about is None:
        return ()
    made = remedy(about, wishes)
    if made is None:
        return ()
    found = (made,) if isinstance(made, Revision) else tuple(made)
    for one in found:
        if isinstance(one, Revision) and not (_is_whole(one, about) and one.reads_well()):
            return ()
    return found


def _is_whole(revision: Revision, about: About) -> bool:
    """Say whether a docstring looks like one literal, not like several side by side."""
    docstring = revision.subject.docstring
    lines = about.survey.sources.lines(revision.subject.file)
    line = lines[docstring.line - 1] if docstring.line <= len(lines) else ""
    match = _OPENING.search(line)
    return match is not None and (len(match[1]) == 3 or docstring.line == docstring.end_line)


def _missing(about: About, wishes: Wishes) -> Revision | None:
    unit, name = about.unit, about.word
    if unit is None or not unit.labels or name in unit.signature.owners:
        return None
    # An entry under another name is renamed; it has the better text.
    if any(_meant(unit, one) == name for _, one, known in unit.documented() if known is None):
        return None
    parameter = unit.named[name]
    text = texts.inherited(unit, parameter) or texts.of_listener(unit, parameter)
    text = text or wishes.placeholder
    label = max(reversed(unit.labels), key=lambda one: len(one.entries("parameters")))
    if not text:
        return None
    order = list(unit.named)
    return additions.added(label, parameter, text, order, about.survey.linker, _habits(about))


def _unknown(about: About, _: Wishes) -> Revision | None:
    unit, label, entry = about.unit, about.label, about.entry
    if unit is None or label is None or entry is None:
        return None
    linker = about.survey.linker
    name = _meant(unit, entry)
    if name is not None:
        return entries.renamed(label, entry, name, linker)
    others = [one.text for _, one, known in unit.documented() if known is not None]
    words = " ".join(entry.text.split())
    # What is said once more elsewhere is not lost; a few words may be the same by chance.
    again = len(words) >= _LONG and words in (" ".join(text.split()) for text in others)
    if again or not words or prose.is_placeholder(words):
        return entries.removed(label, entry, None, linker)
    return None


def _meant(unit: Unit, entry: Entry) -> str | None:
    """Give the parameter that an entry is certainly about, under another name."""
    documented = unit.documented()
    described = {one.name for _, one, known in documented if known is not None}
    free = [
        one.name
        for one in unit.parameters
        if one.name not in described and one.name[0] != "_" and not one.kind.startswith("var_")
    ]
    lost = [one.name for _, one, known in documented if known is None]
    if not free or lost.count(entry.name) > 1:
        return None
    near = names.nearest(entry.name, free)
    if near is None and len(free) == len(lost) == 1 and names.widened(entry.name, free[0]):
        near = free[0]
    if near is None or any(
        names.nearest(other, free) == near for other in lost if other != entry.name
    ):
        return None
    known = unit.named[near]
    return near if _fits(unit, entry, known) else None


def _fits(unit: Unit, entry: Entry, parameter: Parameter) -> bool:
    """Say whether type and default that an entry states are those of a parameter."""
    from faceplate.check.rules import parameter_default
    from faceplate.check.types.comparison import compare

    if entry.annotation and parameter.annotation:
        ancestry = unit.survey.linker.ancestry
        found = compare(entry.annotation, parameter.annotation, unit.symbol, ancestry)
        if found is not None and [one for one in found.refused if one != "None"]:
            return False
    kind = entry.annotation or ""
    said = prose.defaults(f"{kind}\n{entry.text}", entry.name, set(unit.named), len(kind))
    return not any(parameter_default.differs(one, parameter) for one in said)


def _duplicate(about: About, _: Wishes) -> Revision | None:
    label, entry = about.label, about.entry
    if label is None or entry is None:
        return None
    same = [one for one in label.entries("parameters") if one.name == entry.name]
    first = same[0]
    if len(same) != 2 or not (_says_nothing(entry) or _words(first) == _words(entry)):
        return None
    if entry.annotation and entry.annotation != first.annotation:
        return None
    item = label.parsed.parameters[entry.name]
    said = Item(item.name, item.annotation, first.text)
    return entries.removed(label, entry, said, about.survey.linker)


def _says_nothing(entry: Entry) -> bool:
    return not entry.text.strip() or prose.is_placeholder(entry.text)


def _words(entry: Entry) -> list[str]:
    return entry.text.split()


def _order(about: About, _: Wishes) -> Revision | None:
    unit, label = about.unit, about.label
    if unit is None or label is None:
        return None
    return entries.ordered(label, list(unit.named), about.survey.linker)


def _type(about: About, _: Wishes) -> Revision | None:
    unit, label, entry = about.unit, about.label, about.entry
    if unit is None or label is None or entry is None:
        return None
    annotation = unit.named[entry.name].annotation
    return statements.retyped(label, entry, annotation or "", about.survey.linker)


def _default(about: About, _: Wishes) -> Revision | None:
    from faceplate.check.rules import parameter_default

    unit, label, entry = about.unit, about.label, about.entry
    if unit is None or label is None or entry is None:
        return None
    parameter = unit.named[entry.name]
    kind = entry.annotation or ""
    others = set(unit.named) - {entry.name}
    stated = list(prose.defaults(f"{kind}\n{entry.text}", entry.name, others, len(kind)))
    if len(stated) != 1 or not parameter_default.differs(stated[0], parameter):
        return None
    return statements.redefaulted(label, entry, stated[0], parameter, about.survey.linker)


def _choices(about: About, _: Wishes) -> Revision | None:
    from faceplate.check.types.literals import literals

    unit, label, entry = about.unit, about.label, about.entry
    if unit is None or label is None or entry is None:
        return None
    known = unit.named[entry.name]
    symbol = unit.signature.owners.get(known.name) or label.symbol
    listed = literals(known.annotation or "", symbol)
    text = f"{entry.annotation or ''}\n{entry.text}"
    rows = [one for one in prose.rows(text) if one.complete]
    if listed is None or len(rows) != 1:
        return None
    return statements.rechosen(label, entry, listed[0], rows[0], about.survey.linker)


def _optionality(about: About, _: Wishes) -> Revision | None:
    label, entry = about.label, about.entry
    if label is None or entry is None:
        return None
    return statements.reworded(label, entry, about.survey.linker)


def _empty(about: About, _: Wishes) -> Revision | None:
    unit, label, entry = about.unit, about.label, about.entry
    if unit is None or label is None or entry is None or entry.text.strip():
        return None
    parameter = unit.named[entry.name]
    text = texts.inherited(unit, parameter) or texts.of_listener(unit, parameter)
    return entries.filled(label, entry, text, about.survey.linker) if text else None


def _stale(about: About, _: Wishes) -> Revision | None:
    unit, label, entry = about.unit, about.label, about.entry
    if unit is None or label is None or entry is None:
        return None
    near = names.nearest(about.word, [one for one in unit.named if one != entry.name])
    if near is None:
        return None
    return statements.respoken(label, entry, about.word, near, about.survey.linker)


def _argument(about: About, wishes: Wishes) -> Revision | None:
    label, function = about.label, about.function
    if label is None or function is None:
        return None
    text = texts.shared(about.survey, function, about.word) or wishes.placeholder
    if not text:
        return None
    parameter = next(one for one in function.parameters if one.name == about.word)
    order = [one.name for one in function.parameters]
    return additions.added(label, parameter, text, order, about.survey.linker, _habits(about))


def _note(about: About, _: Wishes) -> Revision | None:
    if about.label is None:
        return None
    return sections.unfolded(about.label, about.line, about.survey.linker)


def _heading(about: About, _: Wishes) -> Revision | None:
    if about.label is None:
        return None
    return sections.headed(about.label, about.line, about.word.split(), about.survey.linker)


def _lost(about: About, _: Wishes) -> Revision | None:
    if about.label is None:
        return None
    return entries.reindented(about.label, about.line, about.word, about.survey.linker)


def _fence(about: About, _: Wishes) -> Revision | None:
    if about.label is None:
        return None
    return sections.unfenced(about.label, about.line, about.survey.linker)


def _result(about: About, _: Wishes) -> Revision | None:
    unit, label, entry = about.unit, about.label, about.entry
    if unit is None or label is None or entry is None or not isinstance(unit.fact, FunctionFact):
        return None
    annotation = unit.fact.returns or ""
    return statements.result_retyped(label, entry, annotation, about.survey.linker)


def _stub_argument(about: About, _: Wishes) -> Sequence[Change] | None:
    function = about.function
    if function is None or about.symbol is None:
        return None
    file = about.survey.library.stubs[about.symbol.module]
    return stubs.without(file, function, about.word, about.survey, about.symbol)


def _stub_omission(about: About, _: Wishes) -> Sequence[Change] | None:
    function, listener = about.function, about.listener
    if function is None or listener is None or about.symbol is None:
        return None
    file = about.survey.library.stubs[about.symbol.module]
    facts = about.survey.stub(about.symbol.module)
    return stubs.completed(file, function, listener, facts)


def _habits(about: About) -> tuple[Style, str]:
    """Give the style that most docstrings of the library show, and its heading of parameters."""

    def count() -> tuple[Style, str]:
        found: Counter[tuple[Style, str]] = Counter()
        for unit in about.survey.units:
            for label in unit.labels:
                for block in label.sections:
                    if block.kind == "parameters":
                        heading = "" if label.style == "sphinx" else block.label
                        found[label.style, heading] += 1
        ranked = sorted(found, key=lambda one: (-found[one], STYLES.index(one[0]), one[1]))
        return ranked[0] if ranked else ("google", "Args")

    return about.survey.once("habits", count)


REMEDIES: dict[str, Remedy] = {
    "FP101": _missing,
    "FP102": _unknown,
    "FP103": _duplicate,
    "FP104": _order,
    "FP105": _type,
    "FP106": _default,
    "FP107": _choices,
    "FP108": _optionality,
    "FP109": _empty,
    "FP110": _stale,
    "FP305": _stub_argument,
    "FP306": _stub_omission,
    "FP307": _argument,
    "FP401": _note,
    "FP402": _heading,
    "FP403": _lost,
    "FP404": _fence,
    "FP501": _result,
}
"""Code of a rule to what mends its findings."""
