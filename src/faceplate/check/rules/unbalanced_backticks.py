"""A backtick that opens code and never closes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faceplate.check.codebase import Unit
from faceplate.check.docstring import UnitDocstring
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule

# Inline code between rows of backticks of one length.
_CODE = re.compile(r"(`+)(?!`)(?:.+?)(?<!`)\1(?!`)", re.DOTALL)
# Inline code between two backticks or more on each side.
_LONG_CODE = re.compile(r"(`{2,})(?!`)(?:.+?)(?<!`)\1(?!`)", re.DOTALL)
# What stands in front of code, and a name that it begins with.
_OPENING = re.compile(r"^$|[\s(\[{,;:=/|\"'*-]$")
_NAME = re.compile(r"\w")
# A name and what stands behind code: "angle`, ".
_CLOSING = re.compile(r"\w`(?:$|[\s.,;:)\]])")
# What may follow a backtick that is left over.
_AFTER = re.compile(r"[\w.\[({<\"'-]|$|\s|[.,:;)*!]")
# A backtick that is quoted itself: "`".
_LITERAL = re.compile(r"(?<!\w)(?:'[^'\n]*`[^'\n]*'|\"[^\"\n]*`[^\"\n]*\")")

# An item of a list that begins with code.
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d+[.)])[ \t]+`")


def check(unit: Unit) -> Iterator[Violation]:
    """Look for paragraphs in which backticks do not pair."""
    for docstring in unit.docstrings:
        if "`" not in docstring.fact.text:
            continue
        code = {
            number
            for block in docstring.sections
            if block.kind == "examples"
            for number in range(block.first, block.first + len(block.body))
        }
        # Prose at the margin of a section may be read as an entry; it has no name.
        entries = {
            entry.line
            for block in docstring.sections
            for entry in block.entries
            if re.fullmatch(r"[\w.*`~!:]+", entry.name)
        }
        fence = verbatim = False
        paragraph: list[tuple[int, str]] = []
        for number, line in enumerate([*docstring.lines, ""]):
            if paragraph and (number in entries or _ITEM.match(line)):
                # Code does not go on from one entry or item of a list into the next.
                yield from _found(unit, docstring, paragraph)
                paragraph = []
            text = line.strip()
            fenced = text.startswith(("```", "~~~"))
            if fenced:
                fence = not fence
            if text and verbatim and not line.startswith((" ", "\t")):
                verbatim = False
            if text and not (fence or fenced or verbatim or number in code):
                if text.startswith((">>>", "...", "|")):
                    continue
                paragraph.append((number, line))
                continue
            if paragraph:
                yield from _found(unit, docstring, paragraph)
                verbatim = verbatim or paragraph[-1][1].rstrip().endswith("::")
            paragraph = []


def _found(
    unit: Unit, docstring: UnitDocstring, paragraph: list[tuple[int, str]]
) -> Iterator[Violation]:
    number = _unpaired(paragraph)
    if number is not None:
        yield unit.violation(
            "a backtick opens code and nothing closes it", unit.at(docstring, number)
        )


def _unpaired(paragraph: list[tuple[int, str]]) -> int | None:
    """Return the line of a single backtick that is left over in a paragraph, or None."""
    text = "\n".join(line for _, line in paragraph)
    if "`" not in text or "\\`" in text:
        return None
    rest = _CODE.sub("", text)
    if _LITERAL.sub("", rest).count("`") != 1:
        return None
    place = _left_over(_LITERAL.sub(_blank, _LONG_CODE.sub(_blank, text)))
    if place is None or not _AFTER.match(text, place + 1):
        return None
    return paragraph[text.count("\n", 0, place)][0]


def _blank(match: re.Match[str]) -> str:
    """Return as many signs as a match has, none of them a backtick."""
    return re.sub(r"[^\n]", "x", match[0])


def _left_over(text: str) -> int | None:
    """Return the place of the first backtick that neither opens code that is closed nor closes it.

    One that can only open code, for a name stands right behind it, does not close any.
    """
    opened = None
    for match in re.finditer(r"(?<!`)`(?!`)", text):
        place = match.start()
        if _is_meant(text, place):
            continue
        opens = _OPENING.search(text[max(place - 1, 0) : place]) and _NAME.match(text, place + 1)
        if opened is None:
            if not opens and _CLOSING.match(text, place - 1):
                return place
            opened = place
        elif opens:
            return opened
        else:
            opened = None
    return opened


def _is_meant(text: str, place: int) -> bool:
    """Return whether a backtick has nothing to do with code."""
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 50]
    if re.match(r"\w", before) and re.match(r"\w", after):
        # Within a word it opens nothing, as in the names that .NET has for generic types: List`1.
        return True
    if not _OPENING.search(before):
        return False
    # It stands by itself, and is the character that is spoken of; or it is a quotation as TeX
    # writes it, which closes with an apostrophe.
    return re.match(r"(?:$|[\s),])|[^`']{0,39}[^\s`'(\[,]'(?!\w)", after) is not None


RULE = Rule(
    code="FP405",
    name="unbalanced-backticks",
    severity="warning",
    summary="A paragraph of a docstring has a backtick without its counterpart.",
    reason="Everything up to the next backtick is shown as code, or the backtick itself is shown.",
    advice="Close the code, or remove the backtick.",
    bad='''\
def turn(angle: float) -> None:
    """Turn the knob by `angle degrees.

    Args:
        angle: How far.
    """
''',
    good='''\
def turn(angle: float) -> None:
    """Turn the knob by `angle` degrees.

    Args:
        angle: How far.
    """
''',
    unit=check,
    modules=True,
)
