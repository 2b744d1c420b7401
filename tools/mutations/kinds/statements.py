"""Faults of what a text states of a parameter: default, type, choices, whether it is needed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.docstrings import Entry
from mutations.kinds.edits import mutant, remark, turn
from mutations.mutant import Edit, Mutant
from mutations.units import Library, Unit

_PLAIN = ("str", "int", "float", "bool", "dict", "list")
_VALUE = r"(?P<open>`{0,2}[\"']?)(?P<value>[\w.+-]*\w)"
# "defaults to 3", "default is 3", "(default: 3)", "default=3", "default 3", and "3 by default".
STATED = (
    re.compile(rf"[Dd]efaults? ?(?:value )?(?:to|is|=|:)? ?{_VALUE}"),
    re.compile(rf"{_VALUE}[`\"']{{0,3}} (?:by default|\(default\))"),
)
# The phrasings in which a default is stated where none was.
_PHRASINGS = (
    "Defaults to {}.", "Default is {}.", "Default: {}.", "(default: {})", "(default {})",
    "It is {} by default.", "By default {}.", "The default value is {}.", "({} by default)",
    "Default value: {}.", "If not given, {} is used.", "[default: {}]",
)  # fmt: skip
_IN_WORDS = {
    "str": "A string that says what to use.",
    "int": "An integer that says how many.",
    "bool": "A boolean that says whether to do so.",
    "float": "A float that says how much.",
    "list": "A list of names.",
    "dict": "A dictionary of settings.",
}
# The words with which a text names a type: "an optional string", "the list of", "a dict".
_NAMED = re.compile(
    r"(?:An?|The)(?: optional)? (?P<word>string|str|integer|int|boolean|bool|float"
    r"|list|dict|dictionary)\b"
)
_WORDS = {"string": "str", "integer": "int", "boolean": "bool", "dictionary": "dict"}


def defaults(library: Library) -> Iterator[Mutant]:
    """A default is no longer the one that its text states: the code changes, or the text does."""
    for unit, entry, node in _defaulted(library):
        value = node.value
        other = _other_value(value)
        spelled = repr(other)
        for number in range(entry.first, entry.last + 1):
            line = unit.module.lines[number]
            matches = [match for pattern in STATED for match in pattern.finditer(line)]
            match = next((one for one in matches if one["value"] == str(value)), None)
            if match is None:
                continue
            changed = unit.module.replace(node, spelled)
            names = entry.name, str(other)
            yield mutant("default drifted in the code", unit, [changed], *names)
            start = unit.module.starts[number] + match.start("value")
            said = Edit(start, start + len(match["value"]), str(other))
            yield mutant("default drifted in the text", unit, [said], *names)
            break


def defaults_stated(library: Library) -> Iterator[Mutant]:
    """A text states a default that is none, in one of many phrasings."""
    for unit, entry, node in _defaulted(library):
        if re.search("efault|optional", f"{entry.stated} {entry.text}") or not entry.text:
            continue
        other = _other_value(node.value)
        number = turn(unit.name, entry.name)
        quoted = f'"{other}"' if isinstance(other, str) else str(other)
        quoted = f"`{quoted}`" if number % 3 == 0 else quoted
        phrasing = _PHRASINGS[number % len(_PHRASINGS)]
        edit = remark(unit, entry, phrasing.format(quoted))
        style = unit.doc.style if unit.doc else ""
        if style == "numpy" and number % 2 and _is_plain(entry.stated):
            written = ("default={}", "default {}", "optional, default: {}")[number % 3]
            text = f"{entry.stated}, {written.format(quoted)}"
            after = unit.module.lines[entry.first].find(":")
            edit = unit.module.change(entry.first, str(entry.stated), text, after)
        if edit is not None:
            names = entry.name, str(other)
            yield mutant("default stated wrongly", unit, [edit], *names)


def types(library: Library) -> Iterator[Mutant]:
    """A stated type is not what the annotation says or, where there is none, the default is."""
    for unit in library.units:
        for entry in unit.described:
            annotation = unit.argument(entry.name).annotation
            stated = (entry.stated or "").removesuffix(", optional")
            base = stated.removesuffix(" or None").removesuffix(" | None")
            if base not in _PLAIN:
                continue
            other = next(name for name in ("dict", "bytes", "set") if name != base)
            after = unit.module.lines[entry.first].find(base)
            after = after if unit.doc and unit.doc.style == "sphinx" else after + 0
            edit = _stated_type(unit, entry, base, other)
            names = entry.name, other
            if annotation is not None:
                source = unit.module.source(annotation)
                members = [member.strip() for member in source.split("|")]
                if edit is not None and base in members and other not in source:
                    yield mutant("type drifted in the text", unit, [edit], *names)
                    changed = source.replace(base, other, 1)
                    code = unit.module.replace(annotation, changed)
                    if members[0] == base and not _has_default(unit, entry):
                        yield mutant("type drifted in the code", unit, [code], *names)
            elif edit is not None and _has_default(unit, entry):
                yield mutant("type against the default", unit, [edit], *names)


def types_in_words(library: Library) -> Iterator[Mutant]:
    """A text says in words that a parameter is of a type that its annotation does not have."""
    for unit in library.units:
        for entry in unit.described:
            annotation = unit.argument(entry.name).annotation
            source = unit.module.source(annotation) if annotation is not None else ""
            base = re.sub(r"\[.*\]|\| None|Optional\[|\]| ", "", source)
            if base not in _PLAIN or entry.stated or not entry.text:
                continue
            named = _NAMED.match(entry.text)
            if named is not None:
                word = _WORDS.get(named["word"], named["word"])
                if word == base and not _has_default(unit, entry):
                    other = "bytes" if base != "bytes" else "int"
                    changed = unit.module.replace(annotation, other)  # type: ignore[arg-type]
                    kind = "type in words drifted in the code"
                    yield mutant(kind, unit, [changed], entry.name, named["word"], other)
            elif not entry.text[:1].islower():
                names = [name for name in _IN_WORDS if not _is_like(name, base)]
                other = names[turn(unit.name, entry.name) % len(names)]
                text = _IN_WORDS[other]
                edit = _first_sentence(unit, entry, text)
                if edit is not None:
                    words = entry.name, other, text.split()[1]
                    yield mutant("type in words stated wrongly", unit, [edit], *words)


def choices(library: Library) -> Iterator[Mutant]:
    """A choice is renamed in the annotation or, where it is the default too, in the text."""
    for unit in library.units:
        for entry in unit.described:
            listed = _literal(unit.argument(entry.name).annotation)
            default = unit.defaults.get(entry.name)
            value = default.value if isinstance(default, ast.Constant) else None
            if listed:
                texts = [str(node.value) for node in listed]
                said = [
                    text
                    for text in texts
                    if re.search(rf"[\"'`]{re.escape(text)}[\"'`]", entry.text)
                ]
                for node in listed:
                    text = str(node.value)
                    if len(said) == len(texts) > 1 and text != value:
                        edit = unit.module.replace(node, repr(f"{text}er"))
                        yield mutant("choices drifted", unit, [edit], text, f"{text}er")
                if not said and len(texts) > 1:
                    row = ", ".join(f"`{text}`" for text in [f"{texts[0]}er", *texts[1:-1]])
                    written = remark(unit, entry, f"One of {row} or `{texts[-1]}`.")
                    if written is not None:
                        names = texts[0], f"{texts[0]}er", entry.name
                        yield mutant("choices stated wrongly", unit, [written], *names)
            elif isinstance(value, str) and value.isidentifier() and entry.stated:
                match = re.search(r"\{.*\}", entry.stated)
                quoted = next((f"{mark}{value}{mark}" for mark in "'\"" if match
                               and f"{mark}{value}{mark}" in match[0]), None)  # fmt: skip
                if quoted is not None:
                    wrong = quoted.replace(value, f"{value}er")
                    after = unit.module.lines[entry.first].find("{")
                    edit = unit.module.change(entry.first, quoted, wrong, after)
                    if edit is not None:
                        names = value, f"{value}er", entry.name
                        yield mutant("choices against the default", unit, [edit], *names)


def optionality(library: Library) -> Iterator[Mutant]:
    """A text says "optional" of what must be passed, or "required" of what need not be."""
    for unit in library.units:
        for entry in unit.described:
            annotation = unit.argument(entry.name).annotation
            source = unit.module.source(annotation) if annotation is not None else ""
            # Who takes None leaves it open what "optional" means.
            takes_none = re.search(r"\b(?:None|Optional|Any|object|[A-Z]_?[a-z]?)\b", source)
            if takes_none or re.search("ptional|equired", f"{entry.stated} {entry.text}"):
                continue
            required = entry.name not in unit.defaults
            if not required and ast.unparse(unit.defaults[entry.name]) == "None":
                continue
            if required and unit.is_property:
                continue
            word = "optional" if required else "required"
            edit = _stated_word(unit, entry, word) if entry.text else None
            if edit is not None and not unit.overloads:
                yield mutant("optionality drifted", unit, [edit], entry.name)


KINDS = (defaults, defaults_stated, types, types_in_words, choices, optionality)


def _defaulted(library: Library) -> Iterator[tuple[Unit, Entry, ast.Constant]]:
    """Yield entries with the plain values that are their defaults."""
    for unit in library.units:
        for entry in unit.described:
            node = unit.defaults.get(entry.name)
            if not isinstance(node, ast.Constant) or _other_value(node.value) is None:
                continue
            annotation = unit.argument(entry.name).annotation
            source = unit.module.source(annotation) if annotation is not None else ""
            # Another default than one of the choices would be a fault by itself.
            if "Literal" not in source and not unit.overloads:
                yield unit, entry, node


def _other_value(value: object) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 3
    return f"{value}x" if isinstance(value, str) and value.isidentifier() else None


def _has_default(unit: Unit, entry: Entry) -> bool:
    node = unit.defaults.get(entry.name)
    if not isinstance(node, ast.Constant):
        return False
    return isinstance(node.value, bool | int | float | str)


def _is_plain(stated: str | None) -> bool:
    return stated is not None and re.fullmatch(r"[\w.]+", stated) is not None


def _is_like(name: str, other: str) -> bool:
    numbers = {"int", "float", "bool"}
    return name == other or {name, other} <= numbers


def _stated_type(unit: Unit, entry: Entry, base: str, other: str) -> Edit | None:
    style = unit.doc.style if unit.doc else ""
    line = unit.module.lines[entry.first]
    if style == "google":
        return unit.module.change(entry.first, f"({base}", f"({other}")
    if style == "numpy":
        return unit.module.change(entry.first, base, other, line.find(":"))
    return unit.module.change(entry.first, f" {base} {entry.name}:", f" {other} {entry.name}:")


def _stated_word(unit: Unit, entry: Entry, word: str) -> Edit | None:
    style = unit.doc.style if unit.doc else ""
    if style == "numpy":
        if not _is_plain(entry.stated):
            return None
        after = unit.module.lines[entry.first].find(":")
        text = f"{entry.stated}, {word}"
        return unit.module.change(entry.first, str(entry.stated), text, after)
    if style == "google" and entry.stated:
        return unit.module.change(entry.first, f"({entry.stated})", f"({entry.stated}, {word})")
    return unit.module.change(entry.first, f"{entry.name}:", f"{entry.name}: ({word})")


def _first_sentence(unit: Unit, entry: Entry, text: str) -> Edit | None:
    """Return the edit that puts a sentence in front of an entry's text."""
    start = entry.text[:20]
    for number in (entry.first, entry.first + 1):
        if number <= entry.last:
            edit = unit.module.change(number, start, f"{text} {start}")
            if edit is not None:
                return edit
    return None


def _literal(annotation: ast.expr | None) -> list[ast.Constant]:
    """Return the strings of a `Literal`, if there is nothing else in it."""
    if not isinstance(annotation, ast.Subscript):
        return []
    if ast.unparse(annotation.value).rpartition(".")[2] != "Literal":
        return []
    members = annotation.slice
    elements = members.elts if isinstance(members, ast.Tuple) else [members]
    strings = [
        node for node in elements
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
    ]  # fmt: skip
    return strings if len(strings) == len(elements) else []
