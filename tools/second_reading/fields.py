"""Field lists: `:param name: text` of Sphinx and `@param name: text` of epydoc."""

from __future__ import annotations

import builtins
import re

from second_reading.entries import Entry, bare, without_markers
from second_reading.text import block_end, indentation, joined

_WORDS = {
    **dict.fromkeys(
        ("param", "parameter", "arg", "argument", "key", "keyword", "kwarg", "kwparam"),
        "parameters",
    ),
    **dict.fromkeys(("var", "ivar", "cvar"), "attributes"),
    **dict.fromkeys(("return", "returns"), "returns"),
    **dict.fromkeys(("yield", "yields"), "yields"),
    **dict.fromkeys(("raise", "raises", "except", "exception"), "raises"),
    **dict.fromkeys(("type", "rtype", "vartype", "ytype", "kwtype"), "type"),
}
FIELD = re.compile(
    r"\s*([:@])([a-z]+)(?:[ \t]+((?:`[^`]*`|\\.|[^:`\n\\]|:(?=\S)(?!\s))+?))?[ \t]*:(?=\s|$)(.*)$"
)


_CLASS = re.compile(r"[A-Za-z_][\w.]*$")
_TIGHT_FIELD = re.compile(r"\s*([:@])([a-z]+)[ \t]+(\w+):(?=[^\s:`])(.*)$")  # `:param x:text`
# "secrets, path" and "TypeError, ValueError": all of them share the text.
_SEVERAL = re.compile(r"\*{0,2}[A-Za-z_][\w.]*(?:\s*,\s*\*{0,2}[A-Za-z_][\w.]*)+$")


def field(line: str) -> re.Match[str] | None:
    """Return the parts of a line that is a field known here, or None."""
    match = FIELD.match(line) or _TIGHT_FIELD.match(line)
    return match if match and match[2] in _WORDS else None


def fields(lines: list[str], hidden: list[bool]) -> list[Entry]:
    """Read all fields of a docstring, with the types that fields of their own state."""
    stated: dict[tuple[str, str], str] = {}
    entries: list[Entry] = []
    for index, line in enumerate(lines):
        match = None if hidden[index] else field(line)
        if match is None:
            continue
        text = joined([match[4], *lines[index + 1 : _field_end(lines, index)]])
        family, argument = _WORDS[match[2]], (match[3] or "").strip()
        style = "sphinx" if match[1] == ":" else "epydoc"
        if family in ("parameters", "attributes") and not argument:
            continue  # `:param: text` states nothing that has a name
        if family == "type":
            stated[match[2], bare(argument)] = text
        else:
            entries += _stated(family, argument, text, style, index)
    return _with_types(entries, stated)


def _field_end(lines: list[str], index: int) -> int:
    """Return where the text of a field ends: at the next field, or a line not indented deeper."""
    end = block_end(lines, index + 1, indentation(lines[index]))
    for position in range(index + 1, end):
        if field(lines[position]):
            return position
    return end


def _stated(family: str, argument: str, text: str, style: str, line: int) -> list[Entry]:
    """Return the entries of a field; mostly it is one."""
    several = family in ("parameters", "attributes", "raises") and _SEVERAL.match(argument)
    arguments = argument.split(",") if several else [argument]
    return [_entry(family, part.strip(), text, style, line) for part in arguments]


def _is_type(name: str) -> bool:
    return isinstance(getattr(builtins, name, None), type)


def _entry(family: str, argument: str, text: str, style: str, line: int) -> Entry:
    if family in ("parameters", "attributes"):
        stated, _, name = argument.rpartition(" ")
        if _is_type(name) and stated.isidentifier() and not _is_type(stated):
            stated, name = name, stated  # `:param files dict:` has them the other way round
        return Entry(family, bare(name), without_markers(stated), text, style, line)
    if family == "raises" and not argument and _CLASS.match(text):
        return Entry(family, "", bare(text), "", style, line)  # `:raises: ValueError`
    if family == "raises":
        return Entry(family, "", bare(argument), text, style, line)
    return Entry(family, "", argument, text, style, line)


def _with_types(entries: list[Entry], stated: dict[tuple[str, str], str]) -> list[Entry]:
    typed = []
    for entry in entries:
        keys = {
            "parameters": (("type", entry.name), ("kwtype", entry.name)),
            "attributes": (("vartype", entry.name), ("type", entry.name)),
            "returns": (("rtype", ""),),
            "yields": (("ytype", ""), ("rtype", "")),
        }.get(entry.family, ())
        own = next((stated.pop(key) for key in keys if key in stated), "")
        typed.append(entry if entry.type or not own else _typed(entry, own))
    for (word, name), text in stated.items():
        if word == "rtype":
            typed.append(Entry("returns", "", without_markers(text), "", "sphinx", 0))
        elif name:
            family = "attributes" if word == "vartype" else "parameters"
            typed.append(Entry(family, name, without_markers(text), "", "sphinx", 0))
    return typed


def _typed(entry: Entry, stated: str) -> Entry:
    return Entry(
        entry.family, entry.name, without_markers(stated), entry.text, entry.style, entry.line
    )
