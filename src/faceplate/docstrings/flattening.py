"""The parts of a docstring as a page shows them: all prose, parameters by name, sections, notes."""

from __future__ import annotations

import re
from collections.abc import Callable

from faceplate.docstrings import admonitions, headings
from faceplate.docstrings.annotations import is_type, plain, stated
from faceplate.docstrings.bodies import markdown
from faceplate.docstrings.parts import Entry, Form, Outline, Part
from faceplate.docstrings.structure import NOTHING, Parsed
from faceplate.model import Item, Note, Section

# A text that is all one fence: ```python, lines of code, ```
_FENCE = re.compile(r"(```+|~~~+)[^\n]*\n(.*?)\n?\1[ \t]*$", re.DOTALL)
# `lamp.level  # doctest: +ELLIPSIS`
_DOCTEST_OPTION = re.compile(r"[ \t]*#[ \t]*doctest:[ \t]*[+-].*$", re.MULTILINE)
# What stands for an empty line in the output that doctest expects.
_BLANK_LINE = re.compile(r"^[ \t]*<BLANKLINE>[ \t]*$", re.MULTILINE)


def flattened(outline: Outline) -> Parsed:
    """Return what the parts of a docstring say, for a page.

    Args:
        outline: The docstring taken apart.

    Returns:
        Its texts by what they are of. Every word of the docstring stands in one of them, headings
        and marks apart.
    """
    if not outline.parts:
        return NOTHING
    flat = _Flat()
    for part in outline.parts:
        flat.add(part)
    return flat.parsed()


def text_of(written: str) -> str:
    """Return a text of a docstring as pages hold it: as Markdown.

    Every description, entry, note and section passes here, code of examples apart.

    Args:
        written: The text as it stands in the docstring.
    """
    return markdown(written.strip("\n").rstrip())


def item_of(entry: Entry) -> Item:
    """Return what an entry says of a parameter."""
    annotation, default = stated(entry.annotation)
    return Item(
        entry.name,
        annotation and plain(annotation),
        text_of(entry.text),
        default and plain(default),
    )


class _Flat:
    """What the parts of one docstring say, gathered by what it is of."""

    def __init__(self) -> None:
        self._prose: list[str] = []
        self._parameters: dict[str, Item] = {}
        self._notes: list[Note] = []
        self._sections: list[Section] = []
        self._fields: dict[str, Section] = {}
        self._examples: list[tuple[str | None, str]] = []
        self._tags: dict[str, str] = {}
        self._meta: list[str] = []

    def add(self, part: Part) -> None:
        """Add a part."""
        adding = _ADDING.get(part.kind)
        if adding is not None:
            adding(self, part)
        elif not part.entries and part.form in ("google", "list"):
            # A heading over what is not an entry is read as it is written.
            self._prose.append("\n".join([part.label and f"{part.label}:", *part.body]))
        else:
            self._section(part)

    def parsed(self) -> Parsed:
        """Return all that was added."""
        notes = self._notes
        return Parsed(
            text_of("\n\n".join(text.strip("\n") for text in self._prose if text.strip())),
            self._parameters,
            notes,
            self._sections,
            self._examples,
            self._tags,
            next((note.text for note in notes if note.kind == "deprecated"), None),
            self._meta,
        )

    def prose(self, part: Part) -> None:
        """Add prose."""
        self._prose.append(part.text)

    def note(self, part: Part) -> None:
        """Add an admonition."""
        self._notes.append(Note(admonitions.kind_of(part.label), text_of(part.text)))

    def tag(self, part: Part) -> None:
        """Add a tag; texts with one label stand below each other."""
        label = part.label.lower()
        text = text_of(part.text)
        self._tags[label] = f"{self._tags[label]}\n{text}" if label in self._tags else text

    def meta(self, part: Part) -> None:
        """Add what is for tools alone."""
        self._meta.append(part.text)

    def examples(self, part: Part) -> None:
        """Add the code of examples."""
        if part.text.strip():
            self._examples.append((part.of, _code(part.text)))

    def parameters(self, part: Part) -> None:
        """Add parameters; a section of them without entries is prose."""
        if not part.entries:
            if any(line.strip() for line in part.body):
                self._prose.append("\n".join([f"{part.label}:", *part.body]))
            return
        if part.text:
            self._prose.append(part.text)
        for entry in part.entries:
            self._parameter(entry)

    def _parameter(self, entry: Entry) -> None:
        if not entry.name:
            # `:param: text` says of no parameter which one it describes.
            self._prose.append(entry.text)
            return
        item = item_of(entry)
        earlier = self._parameters.setdefault(entry.name, item)
        if earlier is not item:
            self._parameters[entry.name] = _both(earlier, item)

    def types(self, part: Part) -> None:
        """Add types of parameters that no other field describes."""
        for entry in part.entries:
            annotation = " ".join([entry.annotation or "", *entry.text.split()]).strip()
            item = Item(entry.name, annotation or None)
            if part.label == "vartype":
                self._gathered("attributes", [item])
            elif entry.name not in self._parameters:
                self._parameters[entry.name] = item

    def deprecated(self, part: Part) -> None:
        """Add a deprecation."""
        self._notes.append(Note("deprecated", text_of(part.text)))

    def _section(self, part: Part) -> None:
        items = [_item(part.kind, part.form, entry) for entry in part.entries]
        if part.form == "fields":
            self._gathered(part.kind, items)
            return
        text = text_of(part.text)
        if not items and not text:
            return
        if text and items:
            items.insert(0, Item("", None, text))
            text = ""
        title = headings.title_of(part.kind, part.label)
        self._sections.append(Section(part.kind, title, items, text))

    def _gathered(self, kind: str, items: list[Item]) -> None:
        """Add the items of a field to the section of all fields of its kind."""
        section = self._fields.get(kind)
        if section is None:
            section = Section(kind, headings.title_of(kind, ""), [])
            self._fields[kind] = section
            self._sections.append(section)
        section.items.extend(items)


_ADDING: dict[str, Callable[[_Flat, Part], None]] = {
    "prose": _Flat.prose,
    "note": _Flat.note,
    "tag": _Flat.tag,
    "meta": _Flat.meta,
    "types": _Flat.types,
    "examples": _Flat.examples,
    "deprecated": _Flat.deprecated,
    headings.PARAMETERS: _Flat.parameters,
}


def _both(earlier: Item, item: Item) -> Item:
    """Return what two entries of one name say."""
    if earlier.description == item.description:
        return Item(
            earlier.name,
            earlier.annotation or item.annotation,
            earlier.description,
            earlier.default or item.default,
        )
    text = f"{earlier.description}\n\n{item.description}".strip("\n")
    return Item(earlier.name, earlier.annotation or item.annotation, text, earlier.default)


def _item(kind: str, form: Form, entry: Entry) -> Item:
    text = text_of(entry.text)
    if kind in headings.RAISED:
        # `OSError (32): text` says more than a class.
        remark = f"({entry.annotation}) " if entry.annotation else ""
        return Item("", entry.name or None, f"{remark}{text}".rstrip())
    if kind in headings.CALLABLE and entry.annotation is not None:
        signature = f"{entry.name}({entry.annotation})"
        return Item(entry.name, None, f"{signature}: {text}" if text else signature)
    annotation = entry.annotation
    if annotation is not None and kind in headings.RESULTS and not is_type(annotation):
        if not text:
            return Item(entry.name, None, text_of(annotation))
        if form == "fields" and entry.field is None:
            # `:return is_dry (bool): text`
            return Item(entry.name, None, f"{text_of(annotation)}: {text}")
    if annotation is not None and kind == "attributes":
        return item_of(entry)
    return Item(entry.name, annotation and plain(annotation), text)


def _code(text: str) -> str:
    """Return example code without the fence that it stands in, and without options of doctest."""
    match = _FENCE.match(text.strip())
    code = match[2] if match else text.strip("\n")
    if "doctest:" in code:
        code = _DOCTEST_OPTION.sub("", code)
    return _BLANK_LINE.sub("", code) if "<BLANKLINE>" in code else code
