"""The words of docstrings and of pages."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

PLACES = {"source", "path", "canonical_path", "bases", "unknown_bases", "described_in"}
UNSAID = PLACES | {"previous", "next", "group", "summary", "kind"}
UNSAID |= {"methods", "events", "event_arguments"}
"""Fields of the JSON of a page in which no word of a docstring counts."""

HEADINGS = {
    *("arg", "args", "argument", "arguments", "param", "params", "parameter", "parameters"),
    *("attribute", "attributes", "example", "examples", "exceptions", "raise", "raises"),
    *("return", "returns", "yield", "yields", "method", "methods", "receives", "warns"),
    *("keyword args", "keyword arguments", "other parameters", "usage"),
}
FIELD = re.compile(
    r"^\s*:(param|parameter|arg|argument|key|keyword|type|returns?|rtype|raises?|except|exception"
    r"|ivar|cvar|vartype|var|yields?)\b"
)
HEADING = re.compile(r"^\s*([A-Za-z]+(?: [A-Za-z]+)?)\s*:?\s*$")
LEADING = re.compile(
    r"^\s*([A-Za-z][\w-]*(?: [Aa]lso)?):|^\s*(?:!!!|\?\?\?\+?|\.\.) ([\w-]+)(?:::)?"
)
ENTRY = re.compile(r"^\s*(?:\*{0,2}\w+ ?\(.*\):|[*\w]+(?:, [*\w]+)* ?: )")
MARKER = re.compile(r"\b(?:optional|defaults?)\b")
UNDERLINE = re.compile(r"^\s*[-=~^]{3,}\s*$")
WORD = re.compile(r"\w+")
ROLE = re.compile(r":[A-Za-z][\w.+:-]*:(?=`)|(?<=`):[a-z]+:|^\s*\.\. [\w:-]+::")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def words_of(docstring: str) -> Iterator[tuple[str, bool]]:
    """Yield the words of a docstring, and whether each may be the label of a note or a tag.

    No words are headings, underlines, fences, roles, markers of fields, and in the entry of a
    parameter the markers `optional` and `default`. A line that stands there twice needs to be
    shown once, and so does a name that heads two entries.
    """
    named: set[str] = set()
    lines = inspect.cleandoc(docstring).split("\n")
    for index, line in enumerate(lines):
        heading = HEADING.match(line)
        underlined = index + 1 < len(lines) and UNDERLINE.match(lines[index + 1])
        if UNDERLINE.match(line) or line.lstrip().startswith(("```", "~~~")):
            continue
        if heading and (underlined or heading[1].lower() in HEADINGS):
            continue
        if line in lines[:index]:
            continue
        entry = ENTRY.match(line)
        if entry:
            end = len(line) if line[entry.end() - 1] == " " else entry.end()
            name = WORD.search(line)
            line = MARKER.sub("", line[:end]) + line[end:]
            if name and name[0] in named:
                line = line.replace(name[0], "", 1)
            named.update([name[0]] if name else [])
        label = LEADING.match(line)
        said = (label[1] or label[2]) if label else ""
        if label:
            line = line[label.end() :]
            if said.lower() not in HEADINGS:
                yield from ((one, True) for one in WORD.findall(said))
        yield from ((one, False) for one in _words(ROLE.sub("", FIELD.sub("", line))))


def _words(text: str) -> Iterator[str]:
    """Yield words without the underscores at their ends, which may be marks of a reference."""
    return filter(None, (word.strip("_") for word in WORD.findall(text)))


def shown_words(page: Any) -> Counter[str]:
    """Count the words that stand in the JSON of a page."""
    found: Counter[str] = Counter()
    if isinstance(page, str):
        found.update(_words(ESCAPE.sub(r"\1", page)))
    for value in page if isinstance(page, list) else ():
        found += shown_words(value)
    for key, value in page.items() if isinstance(page, dict) else ():
        if key == "tags":
            found.update(word for label in value for word in WORD.findall(label))
        if key not in UNSAID:
            found += shown_words(value)
    return found


def labels(page: Any) -> set[str]:
    """Give the words of the labels that a page shows, in lower case."""
    texts = [*page.get("tags", ()), *(one["kind"] for one in page["notes"])]
    texts += [one[key] for one in page["sections"] for key in ("title", "kind")]
    return {word.lower() for text in texts for word in WORD.findall(text)}
