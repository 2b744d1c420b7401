"""Bodies of docstrings as Markdown, whichever of the two markups they are written in.

The texts of a manifest are Markdown, and most docstrings are so already, or are plain words: these
pass as they are. What shows a mark that only reStructuredText has is read by docutils and written
anew. A name that a role or a list of names refers to is written as mkdocstrings and autorefs write
it, `[words][dotted.name]`; where it leads is found out when a page is made.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from faceplate.docstrings.structure import Parsed
from faceplate.model import Item, Note, Section

# A text without any of these holds neither markup of reStructuredText nor a doctest.
_HINTS = (":`", "`:", "`_", "]_", "::", ".. ", ">>>", "+-", "===", "#. ", "\n:", "\n| ", "\n    ")

# What only reStructuredText has, each with an example.
_MARKS = (
    r":[A-Za-z][\w.+:-]*:`[^`\s]",  # :class:`Lamp`
    r"(?<![`\w])`[^`\n]+`:[a-z][\w.+:-]*:(?!\w)",  # `Lamp`:class:
    r"(?<![`\w])`[^`]+`__?(?![\w`])",  # `the manual <https://lamps.example>`_
    r"(?<!\w)\[(?:\d+|[#*]|#?[A-Za-z][\w.-]*)\]_(?!\w)",  # [1]_
    r"::[ \t]*\n[ \t]*\n[ \t]+\S",  # Like this:: and an indented block
    r"(?m:^[ \t]*\.\. (?:\[[^\]\n]+\] |_[^\n]+:|\|[^|\n]+\| |[\w:.+-]+ ?::(?: |$)))",  # .. note::
    r"(?m:^[ \t]*\.\. [a-z]+: )",  # .. note: with a colon missing
    r"(?m:^[ \t]*:[A-Za-z][^:`\n]*:(?: +\S|$))",  # :level: how bright
    r"(?m:^[ \t]*\+(?:[-=]{2,}\+)+[ \t]*$)",  # +---+---+
    r"(?m:^[ \t]*={2,}(?:[ ]+={2,})+[ \t]*$)",  # ====  ====
    r"(?m:^[ \t]*#\. \S)",  # #. first
    r"(?m:^[ \t]*\|[ ][^|\n]*\n[ \t]*\|[ ][^|\n]*$)",  # | a line | and the next
    r"(?:(?:\A|\n[ \t]*\n)(?P<margin>[ ]*)(?![-*+>#|:`]|\d+[.)])[^\s].{0,58}[^\s.,:;!?)]\n"
    r"(?P=margin)[ ]{2,8}[^\s>].*(?:\n(?P=margin)[ ]{2,}\S.*)*\n?){2}",  # a term, what it is; twice
)
_MARK = "|".join(_MARKS)
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


def markdown(text: str) -> str:
    """Return the body of a docstring as Markdown.

    Args:
        text: Markdown, reStructuredText or plain words, without its indentation.

    Returns:
        The same content; a text without marks of reStructuredText is given back as it is.
    """
    if not any(hint in text for hint in _HINTS):
        return text
    if re.search(_MARK, _outside_fences(text)):
        from faceplate.docstrings.restructured import written

        return written(text)
    return _with_fenced_doctests(text) if ">>>" in text else text


def with_markdown(parsed: Parsed) -> Parsed:
    """Return a docstring in parts with the body of each part as Markdown."""
    return replace(
        parsed,
        description=markdown(parsed.description),
        parameters={name: _item(item) for name, item in parsed.parameters.items()},
        notes=[Note(note.kind, markdown(note.text)) for note in parsed.notes],
        sections=[
            Section(
                section.kind,
                section.title,
                [_item(item) for item in section.items],
                markdown(section.text),
            )
            for section in parsed.sections
        ],
        tags={label: markdown(text) for label, text in parsed.tags.items()},
        deprecated=parsed.deprecated and markdown(parsed.deprecated),
    )


def _item(item: Item) -> Item:
    return Item(item.name, item.annotation, markdown(item.description))


def _outside_fences(text: str) -> str:
    """Return the lines of a text that stand in no fence of Markdown."""
    if "```" not in text and "~~~" not in text:
        return text
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if match is None:
            lines.append("" if fence else line)
        elif not fence:
            fence = match[1]
        elif line.strip().startswith(fence):
            fence = ""
    return "\n".join(lines)


def _with_fenced_doctests(text: str) -> str:
    """Return a text whose doctests stand in fences: to Markdown they are quotes in quotes."""
    lines: list[str] = []
    fence = ""
    inside: str | None = None
    for line in [*text.split("\n"), ""]:
        if inside is not None and not line.strip():
            lines.append(f"{inside}```")
            inside = None
        match = _FENCE.match(line) if inside is None else None
        if match is not None:
            closes = bool(fence) and line.strip().startswith(fence)
            fence = "" if closes else fence or match[1]
        elif inside is None and not fence and line.lstrip().startswith(">>> "):
            inside = line[: len(line) - len(line.lstrip())]
            lines.append(f"{inside}```pycon")
        lines.append(line)
    return "\n".join(lines[:-1])
