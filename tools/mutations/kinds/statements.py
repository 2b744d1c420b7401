"""Faults of what the text of a parameter states: type, default, choices, whether it is needed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from mutations.docstrings import Entry
from mutations.kinds.parameters import alone, described, mutant
from mutations.mutant import Edit, Mutant
from mutations.sites import Library, Unit

_SAID = re.compile(r"([Dd]efaults? (?:to|is|=)|[Dd]efault:) ?(`{0,2}[\"']?)([\w.-]+)")
_PLAIN = ("str", "int", "float", "bool", "dict", "list")


def types(library: Library) -> Iterator[Mutant]:
    """A stated type is not the annotated one; the control states the annotated one.

    Where a text states the annotation word for word, the annotation is changed, and in the control
    both. Where it states none, one is written.
    """
    kind = "type drifted"
    for unit, entry in described(library):
        annotation = unit.argument(entry.name).annotation
        if annotation is None:
            continue
        plain = unit.module.source(annotation)
        members = [one.strip() for one in plain.split("|")]
        if not all(one in (*_PLAIN, "None") for one in members) or members == ["None"]:
            continue
        other = next(one for one in ("dict", "bytes", "set") if one not in members)
        now = " | ".join(other if one in _PLAIN else one for one in members[:1])
        now = " | ".join([now, *(["None"] if "None" in members[1:] else [])])
        stated = (entry.stated or "").removesuffix(", optional")
        if stated.replace(" or ", " | ") == plain:
            place = unit.module.change(entry.first, stated, now.replace(" | ", " or "))
            meant = unit.module.replace(annotation, now)
            if place is not None:
                yield mutant(kind, unit, [meant], entry.name, stated, now)
                # A text that says what True does is about a boolean, whatever type is stated.
                free = not re.search(r"\b(?:True|False)\b", entry.text)
                if free and alone(library, unit) and entry.name not in unit.defaults:
                    yield mutant(kind, unit, [meant, place], entry.name, control=True)
        elif entry.stated is None and unit.doc and unit.doc.style == "google":
            found = unit.module.change(entry.first, f"{entry.name}:", f"{entry.name} ({now}):")
            right = unit.module.change(entry.first, f"{entry.name}:", f"{entry.name} ({plain}):")
            if found is not None and right is not None:
                yield mutant(kind, unit, [found], entry.name, now)
                yield mutant(kind, unit, [right], entry.name, control=True)


def defaults(library: Library) -> Iterator[Mutant]:
    """A default is not the one that the text states; the control changes both.

    Where a text states none, one is written.
    """
    kind = "default drifted"
    for unit, entry in described(library):
        node = unit.defaults.get(entry.name)
        if not isinstance(node, ast.Constant) or node.value is None or node.value is ...:
            continue
        value = node.value
        other = (
            not value if isinstance(value, bool)
            else value + 3 if isinstance(value, int | float)
            else f"{value}x" if isinstance(value, str) and value.isidentifier()
            else None
        )  # fmt: skip
        if other is None or _is_choice(unit, entry.name):
            continue
        lines = unit.module.lines
        here = [
            (number, match)
            for number in range(entry.first, entry.last + 1)
            for match in [_SAID.search(lines[number])]
            if match and match[3].rstrip(".") == str(value)
        ]
        meant = unit.module.replace(node, repr(other))
        if here:
            number, match = here[0]
            start = unit.module.starts[number] + match.start(3)
            said = Edit(start, start + len(match[3].rstrip(".")), str(other))
            yield mutant(kind, unit, [meant], entry.name)
            if alone(library, unit):
                yield mutant(kind, unit, [meant, said], entry.name, control=True)
        elif lines[entry.last].endswith(".") and "efault" not in entry.text:
            end = unit.module.starts[entry.last] + len(lines[entry.last])
            for stated, control in ((other, False), (value, True)):
                said = Edit(end, end, f" Defaults to {_spelled(stated)}.")
                yield mutant(kind, unit, [said], entry.name, control=control)


def choices(library: Library) -> Iterator[Mutant]:
    """A choice is renamed in the annotation; the control renames it in the text as well."""
    kind = "choices drifted"
    for unit, entry in described(library):
        annotation = unit.argument(entry.name).annotation
        listed = _literal(annotation)
        if annotation is None or listed is None:
            continue
        strings = [one for one in listed if isinstance(one.value, str) and one.value]
        if len(strings) < 2 or len(strings) != len(listed):
            continue
        lines = unit.module.lines
        words = [
            [
                Edit(at + match.start(1), at + match.end(1), f"{one.value}er")
                for number in range(entry.first, entry.last + 1)
                for at in [unit.module.starts[number]]
                for match in re.finditer(
                    rf"[\"'`]({re.escape(str(one.value))})[\"'`]", lines[number]
                )
            ]
            for one in strings
        ]
        default = unit.defaults.get(entry.name)
        value = default.value if isinstance(default, ast.Constant) else None
        if all(words):
            for one, places in zip(strings, words, strict=True):
                new = f"{one.value}er"
                if one.value == value:
                    continue
                meant = unit.module.replace(one, repr(new))
                yield mutant(kind, unit, [meant], str(one.value), new)
                spoken = len(re.findall(rf"\b{re.escape(str(one.value))}\b", entry.text))
                if spoken == len(places) and alone(library, unit):
                    yield mutant(kind, unit, [meant, *places], new, control=True)
                break
        elif lines[entry.last].endswith(".") and not any(words):
            end = unit.module.starts[entry.last] + len(lines[entry.last])
            values = [str(one.value) for one in strings]
            for stated, control in (([f"{values[0]}er", *values[1:]], False), (values, True)):
                row = ", ".join(f"`{one}`" for one in stated[:-1])
                said = Edit(end, end, f" One of {row} or `{stated[-1]}`.")
                names = values[0], f"{values[0]}er", entry.name
                yield mutant(kind, unit, [said], *names, control=control)


def optionality(library: Library) -> Iterator[Mutant]:
    """The text says "optional" of what must be passed, or "required" of what need not be."""
    kind = "optionality drifted"
    for unit, entry in described(library):
        annotation = unit.argument(entry.name).annotation
        meant = unit.module.source(annotation) if annotation is not None else ""
        takes_none = re.search(r"\b(?:None|Optional|Any|object|[A-Z]_?[a-z]?)\b", meant)
        if takes_none or "ptional" in f"{entry.stated} {entry.text}" or not entry.text:
            continue
        required = entry.name not in unit.defaults
        if not required and ast.unparse(unit.defaults[entry.name]) == "None":
            continue
        head = unit.module.lines[entry.first]
        for word in ("optional", "required"):
            control = (word == "required") == required
            edit = _stated(unit, entry, head, word)
            if edit is None or (word == "required" and isinstance(unit.node, ast.ClassDef)):
                continue
            yield mutant(kind, unit, [edit], entry.name, control=control)


KINDS = (types, defaults, choices, optionality)


def _stated(unit: Unit, entry: Entry, head: str, word: str) -> Edit | None:
    style = unit.doc.style if unit.doc else ""
    if style == "numpy" and entry.stated and "default" not in entry.stated:
        if not re.fullmatch(r"[\w\[\]|. ]+", entry.stated):
            return None
        after = head.find(":")
        return unit.module.change(entry.first, entry.stated, f"{entry.stated}, {word}", after)
    if style == "google" and entry.stated:
        return unit.module.change(entry.first, f"({entry.stated})", f"({entry.stated}, {word})")
    if style == "google":
        return unit.module.change(entry.first, f"{entry.name}:", f"{entry.name}: ({word})")
    if style == "sphinx":
        return unit.module.change(entry.first, f"{entry.name}:", f"{entry.name}: ({word})")
    return None


def _literal(annotation: ast.expr | None) -> list[ast.Constant] | None:
    if not isinstance(annotation, ast.Subscript) or ast.unparse(annotation.value) != "Literal":
        return None
    members = annotation.slice
    elements = members.elts if isinstance(members, ast.Tuple) else [members]
    constants = [one for one in elements if isinstance(one, ast.Constant)]
    return constants if len(constants) == len(elements) else None


def _is_choice(unit: Unit, name: str) -> bool:
    """Say whether only some values are taken, so that another default is a fault by itself.

    A string that is the default where no `str` is taken is one of a `Literal` by another name.
    """
    annotation = unit.argument(name).annotation
    if annotation is None:
        return False
    source, default = unit.module.source(annotation), unit.defaults.get(name)
    string = isinstance(default, ast.Constant) and isinstance(default.value, str)
    return "Literal" in source or (string and re.search(r"\bstr\b", source) is None)


def _spelled(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
