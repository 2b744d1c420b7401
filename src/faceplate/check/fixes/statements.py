"""Types, defaults, choices and the words "optional" and "required", set right where they stand.

Only the words that are wrong change. The signature is what holds; what it says is spelled as the
docstring spells such things, with the same quotes and backticks.
"""

from __future__ import annotations

import ast
import re

from msgspec.structs import replace

from faceplate.check import prose
from faceplate.check.fixes import anatomy
from faceplate.check.fixes.entries import reread, subject_of
from faceplate.check.fixes.revision import Change, Intent, Revision
from faceplate.check.units import Label
from faceplate.docstrings.flattening import item_of
from faceplate.docstrings.parts import Entry
from faceplate.link.pages import Linker
from faceplate.model import Parameter

_LONGEST = 80
_ASIDE = re.compile(r"(?:,\s*|^)(?:optional|required|keyword[- ]only|default.*)\s*$", re.IGNORECASE)
_OPTIONAL = re.compile(r"(?:^|,)\s*optional\s*(?=,|$)")
_WORD = re.compile(r"\(([Oo]ptional|[Rr]equired)\)|^\(?([Oo]ptional|[Rr]equired)\b")
_OTHER = {
    "optional": "required",
    "Optional": "Required",
    "required": "optional",
    "Required": "Optional",
}


def retyped(label: Label, entry: Entry, annotation: str, linker: Linker) -> Revision | None:
    """State another type for a parameter, and leave what else stands there, such as "optional"."""
    group = anatomy.group_of(label.sections, entry, "parameters")
    item = label.parsed.parameters.get(entry.name)
    spelled = _spelled(annotation)
    if group is None or item is None or group.stated is None or spelled is None:
        return None
    if len(group.names) > 1:
        return None
    line, start, end = group.stated
    old = label.lines[line][start:end]
    kept = old
    while match := _ASIDE.search(kept):
        kept = kept[: match.start()]
    kept = kept.rstrip()
    listed = re.fullmatch(r"(?:\w+\.)?Literal\[(.*)\]", spelled)
    if listed and kept.startswith("{") and kept.endswith("}"):
        spelled = f"{{{listed[1]}}}"
    if not kept or old.count("`"):
        return None
    said = item_of(entry._replace(annotation=spelled + old[len(kept) :]))
    return Revision(
        subject_of(label, linker),
        changes=[Change(line, start, start + len(kept), spelled)],
        intents=[Intent(((entry.name, said),))],
    )


def result_retyped(label: Label, entry: Entry, annotation: str, linker: Linker) -> Revision | None:
    """State another type for what is returned."""
    span = entry.stated
    spelled = _spelled(annotation)
    at = next((n for n, one in enumerate(label.parsed.sections) if one.kind == "returns"), None)
    if span is None or spelled is None or at is None or "`" in (entry.annotation or ""):
        return None
    section = label.parsed.sections[at]
    if len(section.items) != 1:
        return None
    said = replace(section, items=[replace(section.items[0], annotation=spelled)])
    sections = [said if n == at else one for n, one in enumerate(label.parsed.sections)]
    return Revision(
        subject_of(label, linker),
        changes=[Change(*span, spelled)],
        intents=[Intent(others=(("sections", sections),))],
    )


def redefaulted(
    label: Label, entry: Entry, said: prose.Said, parameter: Parameter, linker: Linker
) -> Revision | None:
    """State another default."""
    source = parameter.constant or parameter.default
    if source is None or len(source) > _LONGEST:
        return None
    text = f"{entry.annotation or ''}\n{entry.text}"
    place = _place(label, entry, text, said.start)
    if place is None:
        return None
    line, start = place
    old = text[said.start : said.end]
    new = _as_written(source, old)
    if label.lines[line][start : start + len(old)] != old or new is None:
        return None
    return _said(label, entry, [Change(line, start, start + len(old), new)], linker)


def rechosen(
    label: Label, entry: Entry, values: list[str], row: prose.Row, linker: Linker
) -> Revision | None:
    """Offer other choices in a row of quoted words.

    Args:
        label: The docstring.
        entry: The entry.
        values: The choices that there are.
        row: The row as it stands.
        linker: What reads docstrings.
    """
    text = f"{entry.annotation or ''}\n{entry.text}"
    made = _row(text, values, row)
    place = _place(label, entry, text, row.words[0].start)
    old = text[row.words[0].start : row.words[-1].end]
    if made is None or place is None or "\n" in old:
        return None
    line, start = place
    if label.lines[line][start : start + len(old)] != old:
        return None
    return _said(label, entry, [Change(line, start, start + len(old), made)], linker)


def reworded(label: Label, entry: Entry, linker: Linker) -> Revision | None:
    """Say "required" in place of "optional", or the other way round."""
    group = anatomy.group_of(label.sections, entry, "parameters")
    if group is None or len(group.names) > 1:
        return None
    if group.stated is not None:
        line, start, end = group.stated
        stated = label.lines[line][start:end]
        match = _OPTIONAL.search(stated)
        if match:
            rest = stated[: match.start()] + stated[match.end() :]
            rest = rest.lstrip(", ") if match.start() == 0 else rest
            if not rest:
                return None
            return _said(label, entry, [Change(line, start, end, rest)], linker)
    match = _WORD.search(entry.text)
    if match is None:
        return None
    number = 1 if match[1] else 2
    text = f"{entry.annotation or ''}\n{entry.text}"
    offset = len(entry.annotation or "") + 1
    place = _place(label, entry, text, offset + match.start(number))
    if place is None:
        return None
    line, start = place
    word = match[number]
    if label.lines[line][start : start + len(word)] != word:
        return None
    return _said(label, entry, [Change(line, start, start + len(word), _OTHER[word])], linker)


def respoken(label: Label, entry: Entry, old: str, new: str, linker: Linker) -> Revision | None:
    """Speak of another parameter in the text of one, wherever its name stands in backticks."""
    group = anatomy.group_of(label.sections, entry, "parameters")
    if group is None or len(group.names) > 1:
        return None
    pattern = re.compile(rf"(?<=`){re.escape(old)}(?=`)")
    changes = [
        Change(number, match.start(), match.end(), new)
        for number in range(group.line, group.end)
        for match in pattern.finditer(label.lines[number])
    ]
    return _said(label, entry, changes, linker)


def _said(label: Label, entry: Entry, changes: list[Change], linker: Linker) -> Revision | None:
    """Make a revision of the words of one entry; all else has to be said as before.

    The texts of pages are those of entries, with what is converted for pages.
    """
    old = label.parsed.parameters.get(entry.name)
    again = [
        one
        for one in reread(label, changes, linker)
        if one.name == entry.name and one.line == entry.line
    ]
    if old is None or len(again) != 1 or not changes:
        return None
    new = again[0]
    if old != item_of(entry) or entry.text.count("\n") != new.text.count("\n"):
        return None
    intent = Intent(((entry.name, item_of(new)),))
    return Revision(subject_of(label, linker), changes=changes, intents=[intent])


def _place(label: Label, entry: Entry, text: str, offset: int) -> tuple[int, int] | None:
    """Give line and column, in a docstring, of a place in an entry's type and text.

    Args:
        label: The docstring.
        entry: The entry.
        text: Its type, which may be empty, a line end, and its text.
        offset: The place in there.
    """
    group = anatomy.group_of(label.sections, entry, "parameters")
    if group is None:
        return None
    number = text.count("\n", 0, offset)
    begun = text.rfind("\n", 0, offset) + 1
    column = offset - begun
    line = text[begun:].split("\n")[0]
    if number == 0 and entry.annotation:
        if group.stated is None:
            return None
        found = label.lines[group.stated.line].find(line, group.stated.start)
        return (group.stated.line, found + column) if found >= 0 else None
    # The first line of the text stands behind the name, or below it.
    spans = [(group.text.line, group.text.start)]
    spans += [(n, 0) for n in range(group.text.line + 1, group.end)]
    wanted = line.strip()
    same = [one.strip() for one in text.split("\n")[1:number]].count(wanted)
    for candidate, start in spans:
        shown = label.lines[candidate][start:]
        if shown.strip() == wanted:
            if same:
                same -= 1
                continue
            indent = len(shown) - len(shown.lstrip())
            return candidate, start + indent + column - (len(line) - len(line.lstrip()))
    return None


def _spelled(annotation: str) -> str | None:
    """Give an annotation as a docstring states it; None if it is no type to read."""
    if annotation[:1] in "\"'" and annotation[-1:] == annotation[:1]:
        annotation = annotation[1:-1]
    single = " ".join(annotation.split())
    return single if 0 < len(single) <= _LONGEST else None


def _as_written(source: str, old: str) -> str | None:
    """Spell a default as the text spells the one that it states."""
    ticks = re.match(r"`*", old)
    marks = ticks[0] if ticks else ""
    inner = old[len(marks) : len(old) - len(marks)] if marks else old
    try:
        value = ast.literal_eval(source)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return None
    if isinstance(value, str):
        if not value.isprintable() or "`" in value or "\\" in value or not value.strip():
            return None
        quote = inner[0] if inner[:1] in ("'", '"') else source[0] if source[0] in "\"'" else '"'
        if quote in value:
            return None
        return f"{marks}{quote}{value}{quote}{marks}"
    if not isinstance(value, bool | int | float | None) and not marks:
        return f"`{source}`"
    return f"{marks}{source}{marks}"


def _row(text: str, values: list[str], row: prose.Row) -> str | None:
    """Write a row of choices anew: words that are none go, or make room for those not offered."""
    words = [text[one.start : one.end] for one in row.words]
    joints = [
        text[left.end : right.start] for left, right in zip(row.words, row.words[1:], strict=False)
    ]
    if len(words) < 2 or any("(" in one for one in joints):
        return None
    if not all(one.is_string for one in row.words):
        return None
    known = {value.lower() for value in values}
    named = {one.value.lower() for one in row.words}
    absent = [
        value
        for value in values
        if value and value.lower() not in named and not prose.mentions(text, value)
    ]
    if any(not re.fullmatch(r"[\w.+-]+", value) for value in absent):
        return None
    pattern = words[0].replace(row.words[0].value, "\0", 1)
    if "\0" not in pattern:
        return None
    stale = [one for one in row.words if one.value.lower() not in known]
    if stale and not row.complete:
        return None
    fresh = list(absent) if row.complete else []
    made = []
    for word, one in zip(words, row.words, strict=True):
        if one.value.lower() in known:
            made.append(word)
        elif fresh:
            made.append(pattern.replace("\0", fresh.pop(0)))
    made += [pattern.replace("\0", one) for one in fresh]
    if len(made) < 2:
        return None
    last = joints[-1]
    usual = joints[0] if len(joints) > 1 else ", " if last.strip(" ,") in ("or", "and") else last
    return "".join(
        word + ("" if n + 1 == len(made) else last if n + 2 == len(made) else usual)
        for n, word in enumerate(made)
    )
