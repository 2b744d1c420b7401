"""Bodies of docstrings as Markdown, whichever of the two markups they are written in.

The texts of a manifest are Markdown, and most docstrings are so already, or are plain words: these
pass as they are. What shows a mark that only reStructuredText has is read by docutils and written
anew. A name that a role or a list of names refers to is written as mkdocstrings and autorefs write
it, `[words][dotted.name]`; where it leads is found out when a page is made.
"""

from __future__ import annotations

import re

# What only reStructuredText has: letters without which it cannot be there, which are looked for
# first, its pattern, and an example. Nearly all texts have none of the letters.
_MARKS = (
    (":`", r":[A-Za-z][\w.+:-]*:``?[^`\s]"),  # :class:`Lamp`, or misspelt :class:``Lamp``
    ("`", r"(?<![\w:`]):[a-z]+`[^`\s]"),  # :class`Lamp`, with a colon missing
    ("`:", r"(?<![`\w])`[^`\n]+`:[a-z][\w.+:-]*:(?!\w)"),  # `Lamp`:class:
    ("`_", r"(?<![`\w])`[^`]+`__?(?![\w`])"),  # `the manual <https://lamps.example>`_
    ("]_", r"(?<!\w)\[(?:\d+|[#*]|#?[A-Za-z][\w.-]*)\]_(?!\w)"),  # [1]_
    ("::", r"(?m)(?:^[ \t]*|[^\s:])::[ \t]*$"),  # Like this:: above an indented block
    (" ::", r"(?m)[ \t]::[ \t]*$(?=\n[ \t]*$|\Z)"),  # Like this :: at the end of a paragraph
    # .. note:: or .. _manual: or .. [1] or .. |lamp|
    (".. ", r"(?m)^[ \t]*\.\. (?:\[[^\]\n]+\] |_[^\n]+:|\|[^|\n]+\| |[\w:.+-]+ ?::(?: |$))"),
    (".. ", r"(?m)^[ \t]*\.\. [a-z]+: "),  # .. note: with a colon missing
    (" .. ", r"(?m)\S[ \t]+\.\. [a-z]+::[ \t]"),  # It is old. .. note:: behind a sentence
    ("\n:", r"(?m)^:[A-Za-z][^:`\n]*:(?: +\S|$)"),  # :level: how bright
    ("+-", r"(?m)^[ \t]*\+(?:[-=]{2,}\+)+[ \t]*$"),  # +---+---+
    ("==", r"(?m)^[ \t]*={2,}(?:[ ]+={2,})+[ \t]*$"),  # ====  ====
    ("#. ", r"(?m)^[ \t]*#\. \S"),  # #. first
    ("\n| ", r"(?m)^[ \t]*\|[ ][^|\n]*\n[ \t]*\|[ ][^|\n]*$"),  # | a line | and the next
)
# What reStructuredText in one line begins with, or has in it; colons at its end are no markup.
_FIRST = (":", ".", "#", ">")
_INLINE = ("`", "]_", " .. ")
# The first line of something with a term and what it is below it, deeper; two make a list.
# A term has at most 60 characters, for a longer line is a sentence.
_TERM = re.compile(r"([ ]*)(?![-*+>#|:`]|\d+[.)])\S.{0,58}[^\s.,:;!?)]$")
# The line that opens or closes a fence: ```python
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


def markdown(text: str) -> str:
    """Return the body of a docstring as Markdown.

    Args:
        text: Markdown, reStructuredText or plain words, without its indentation.

    Returns:
        The same content; a text without marks of reStructuredText is given back as it is.
    """
    if "\n" not in text and text[:1] not in _FIRST and not any(mark in text for mark in _INLINE):
        return text  # most of a library
    if _is_restructured(text):
        from faceplate.docstrings.restructured import written

        return written(text)
    return _with_fenced_doctests(text) if ">>>" in text else text


def _is_restructured(text: str) -> bool:
    """Return whether a text shows, outside fences, what only reStructuredText has."""
    if text.startswith(":"):
        text = f"\n{text}"
    for letters, pattern in _MARKS:
        if letters in text and re.search(pattern, text):
            break
    else:
        if "\n  " not in text or not _defines(text):
            return False
    # Only now, for most texts have no mark even in their fences.
    bare = _outside_fences(text)
    return bare is text or any(re.search(pattern, bare) for _, pattern in _MARKS)


def _defines(text: str) -> bool:
    """Return whether a text holds a list of definitions: two terms, each with a deeper text."""
    lines = text.split("\n")
    terms = 0
    for before, line, following in zip(["", *lines], lines, lines[1:], strict=False):
        match = _TERM.match(line)
        if match is None:
            continue
        margin = len(match[1])
        indent = len(following) - len(following.lstrip())
        set_off = not before.strip() or (terms and len(before) - len(before.lstrip()) > margin)
        if set_off and following.strip() and margin + 2 <= indent <= margin + 8:
            terms += 1
            if terms == 2:
                return not re.match(r"(?:[-*+>|`]|>>>|\d+[.)])", following.lstrip())
        elif not before.strip():
            terms = 0
    return False


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
