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
    rest = _CODE.sub(lambda match: " " + "\n" * match[0].count("\n"), text)
    rest = _LITERAL.sub("", rest)
    if rest.count("`") != 1:
        return None
    before, _, after = rest.partition("`")
    if re.search(r"\w$", before) and re.match(r"\w", after):
        # Within a word it opens nothing, as in the names that .NET has for generic types: List`1.
        return None
    if re.search(r"(?:^|[\s(,])$", before) and re.match(r"$|[\s),]", after):
        # It stands by itself, and is the character that is spoken of.
        return None
    # A quotation as TeX writes it closes with an apostrophe.
    if re.match(r"[^\n`']{1,40}'", after) or not re.match(r"[\w.\[({<\"'-]|$|\s|[.,)]", after):
        return None
    return paragraph[before.count("\n")][0]


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
