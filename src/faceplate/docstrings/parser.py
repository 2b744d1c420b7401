"""A docstring to its parts: griffe's parsers, with what they would drop kept.

The order is: admonitions and tags are taken out, Google style is put straight, griffe splits the
rest into sections, and last every line of the source is looked for in the result. A line that got
lost on the way, because it fits no section, goes to the end of the description.
"""

from __future__ import annotations

import builtins
import re
import textwrap
from collections import Counter
from collections.abc import Callable
from itertools import compress, repeat
from operator import gt

import griffe

from faceplate.docstrings import google, numpy, sphinx
from faceplate.docstrings.admonitions import KINDS, kind_of, take_out
from faceplate.docstrings.bodies import with_markdown
from faceplate.docstrings.structure import NOTHING, Parsed, no_tags
from faceplate.docstrings.styles import Style
from faceplate.model import Item, Note, Section

_TITLES = {
    "attributes": "Attributes",
    "classes": "Classes",
    "functions": "Methods",
    "modules": "Modules",
    "raises": "Raises",
    "receives": "Receives",
    "returns": "Returns",
    "type aliases": "Type aliases",
    "type parameters": "Type parameters",
    "warns": "Warns",
    "yields": "Yields",
}
_WORD = re.compile(r"\w+")
_TYPE = re.compile(r"^[\w.]+~*(?:(?:\s*\|\s*|\s+or\s+)[\w.]+~*)*$")
_IN_BRACKETS = re.compile(r"\[[^\[\]\n]*\]")
_DEEPEST = 12
_RESULT = re.compile(r"([^\s:][^:\n]*):[ \t]+")
_RESULT_START = re.compile(r"\n(?=\S)")
_FENCE = re.compile(r"^(```+|~~~+)[^\n]*\n(.*?)\n?\1[ \t]*$", re.DOTALL)
_FIELD = re.compile(
    r"^\s*:(?:param|parameter|arg|argument|key|keyword|type|returns?|rtype|raises?|except|exception"
    r"|var|ivar|cvar|vartype)\b"
)


def parse(text: str, style: Style, is_tag: Callable[[str], bool] = no_tags) -> Parsed:
    """Take a docstring apart.

    Args:
        text: The docstring, its indentation cleaned.
        style: The style it is written in.
        is_tag: Whether the dialect has a tag of that label.

    Returns:
        Its parts. Every word of the text stands in one of them, headings apart.
    """
    if not text.strip():
        return NOTHING
    is_section = google.is_heading if style == "google" else no_tags
    rest, notes, tags = take_out(text, is_tag, is_section, underlined=style == "numpy")
    collected = _Collected(notes)
    if style == "google":
        straight = google.put_straight(rest)
        source = straight.text
        collected.take(straight)
    elif style == "numpy":
        source = numpy.put_straight(rest)
        collected.types = numpy.stated_types(source)
    else:
        source = sphinx.put_straight(rest)
    # Cleaning takes the first line for one without a margin, so it is given an empty one.
    for section in griffe.Docstring("\n" + source).parse(style, warnings=False):
        collected.add(section)
    collected.recover(rest, style)
    return with_markdown(
        Parsed(
            "\n\n".join(part for part in collected.prose if part.strip()),
            collected.parameters,
            collected.notes,
            collected.sections,
            collected.examples,
            tags,
            next((note.text for note in collected.notes if note.kind == "deprecated"), None),
        )
    )


class _Collected:
    """Gathers griffe's sections; one is made for each docstring."""

    def __init__(self, notes: list[Note]) -> None:
        self.prose: list[str] = []
        self.parameters: dict[str, Item] = {}
        self.notes = list(notes)
        self.sections: list[Section] = []
        self.examples: list[tuple[str | None, str]] = []
        self.spoken_for: list[str] = []
        self.types: dict[str, str] = {}

    def take(self, straight: google.Straight) -> None:
        """Take the sections that were not left to griffe."""
        self.examples += [(of, _code(block)) for of, block in straight.examples]
        for kind, block in straight.results:
            self.sections.append(Section(kind, _TITLES[kind], _results(block)))

    def add(self, section: griffe.DocstringSection) -> None:
        kind = section.kind.value
        value = section.value
        if kind == "text":
            self.prose.append(value.strip("\n"))
        elif kind in ("parameters", "other parameters"):
            for entry in value:
                self._parameter(entry)
        elif kind == "examples":
            self.examples.append((None, "\n\n".join(text for _, text in value)))
        elif kind == "admonition":
            self._admonition(section)
        elif kind == "deprecated":
            text = ": ".join(part for part in (value.version, value.description) if part)
            self.notes.append(Note("deprecated", text.strip()))
        else:
            items = [_item(entry) for entry in value]
            self.sections.append(Section(kind, _TITLES.get(kind, kind.capitalize()), items))

    def _parameter(self, entry: griffe.DocstringParameter) -> None:
        annotation = None if entry.annotation is None else str(entry.annotation)
        self.spoken_for.append(f"default {entry.value} optional")
        for name in entry.name.split(","):
            bare = name.strip().lstrip("*\\").strip("`*")
            item = Item(bare, self.types.get(bare, annotation), _text(entry.description))
            earlier = self.parameters.setdefault(bare, item)
            if earlier.description == item.description:
                self.spoken_for += [bare, item.annotation or "", item.description]
            else:
                both = f"{earlier.description}\n\n{item.description}".strip("\n")
                self.spoken_for += [bare, item.annotation or ""]
                self.parameters[bare] = Item(bare, earlier.annotation, both)

    def _admonition(self, section: griffe.DocstringSection) -> None:
        text = section.value.description
        title = section.title or ""
        kind = kind_of(section.value.annotation.replace("-", " "))
        if kind in ("example", "examples"):
            self.examples.append((None, _code(text)))
            return
        own = kind_of(title.lower().replace("-", " ")) == kind
        if kind not in KINDS:
            # A label that opens no admonition is prose, and so is what stands below it.
            head = f"{title}:" if own else f"{section.value.annotation.capitalize()}: {title}"
            self.prose.append(f"{head}\n{textwrap.indent(text, '    ')}")
            return
        if title and not own:
            text = f"{title}\n{text}"
        self.notes.append(Note(kind, text.strip("\n")))

    def recover(self, source: str, style: Style) -> None:
        """Put the lines that no part holds at the end of the description."""
        held = Counter(" ".join(self._parts()).split())
        counts = Counter(source.split())
        # Most docstrings lose nothing but headings, which is seen without taking lines apart.
        scarce = compress(counts, map(gt, counts.values(), map(held.get, counts, repeat(0))))
        if all(
            token.startswith("```")
            or (
                token.endswith(":")
                and (counts[token] <= held[_bare(token)] or google.is_heading_line(token))
            )
            for token in scarce
        ):
            return
        lines = source.split("\n")
        contents = [
            _WORD.findall(_content(line, following, style))
            for line, following in zip(lines, [*lines[1:], ""], strict=True)
        ]
        held = Counter(_WORD.findall("\n".join(self._parts())))
        missing = Counter(word for words in contents for word in words) - held
        lost: list[str] = []
        for line, words in zip(lines, contents, strict=True):
            if _is_lost(words, missing, held):
                missing.subtract(words)
                lost.append(line)
        if lost:
            self.prose.append(textwrap.dedent("\n".join(lost)))

    def _parts(self) -> list[str]:
        parts = [*self.prose, *(code for _, code in self.examples)]
        for note in self.notes:
            parts += [note.text, note.kind, note.kind.capitalize(), note.kind.title()]
        parts += self.spoken_for
        for item in self.parameters.values():
            parts += [item.name, item.annotation or "", item.description]
        for section in self.sections:
            for item in section.items:
                parts += [item.name, item.annotation or "", item.description]
        return parts


def _bare(token: str) -> str:
    return token.strip(":()*`,")


def _is_lost(words: list[str], missing: Counter[str], held: Counter[str]) -> bool:
    """Say whether a line got lost: most of its words, or one that is nowhere else."""
    gone = [word for word in words if missing[word] > 0]
    return len(gone) * 2 > len(words) or any(not held[word] for word in gone)


def _content(line: str, following: str, style: Style) -> str:
    """Give what must survive of a line: nothing of a heading or a fence."""
    if style == "google" and google.is_heading_line(line):
        return ""
    if style == "numpy" and numpy.is_heading(line, following):
        return ""
    if line.strip().startswith(("```", "~~~")):
        return ""
    return _FIELD.sub("", line) if style == "sphinx" else line


def _results(block: str) -> list[Item]:
    """Read what a function returns: a text, a type and a text, or several results by name."""
    margin = [line for line in block.split("\n") if line[:1].strip()]
    entries = [_RESULT.match(line) for line in margin]
    if len(entries) > 1 and all(entries):
        parts = _RESULT_START.split(block)
        return [_result(part, several=True) for part in parts if part.strip()]
    return [_result(block, several=False)]


def _result(text: str, several: bool) -> Item:
    match = _RESULT.match(text)
    if match is None or not _is_type(match[1]):
        return Item("", None, _text(text))
    description = _text(textwrap.dedent(text[match.end() :]))
    if several and match[1].isidentifier() and not hasattr(builtins, match[1]):
        return Item(match[1], None, description)
    return Item("", match[1], description)


def _item(entry: object) -> Item:
    name = getattr(entry, "name", "") or ""
    stated = getattr(entry, "annotation", None)
    annotation = None if stated is None else str(stated).strip() or None
    description = _text(getattr(entry, "description", "") or "")
    if annotation is not None and not _is_type(annotation):
        description = f"{annotation}: {description}" if description else annotation
        annotation = None
    return Item(name, annotation, description)


def _is_type(text: str) -> bool:
    """Say whether a text is spelled as a type is: names, with others in brackets behind them."""
    for _ in range(_DEEPEST):
        # From the innermost on, so that no text takes long.
        shorter = _IN_BRACKETS.sub("~", text)
        if shorter == text:
            break
        text = shorter
    return _TYPE.match(text) is not None


def _text(description: str) -> str:
    return description.strip("\n").rstrip()


def _code(text: str) -> str:
    """Take the fence off example code that stands in one."""
    match = _FENCE.match(text.strip())
    return match[2] if match else text.strip("\n")
