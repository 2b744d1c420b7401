"""The marks of Markdown: words, lists, quotes and fences written with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Marks of Markdown in what is text; brackets stay, for a link of Markdown is meant as one.
_MARKUP = re.compile(r"[\\`*<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\](?=:)")
# What a paragraph would begin another block with: `- a`, `> a`, `~~~`, `1. a`.
_START = re.compile(r"[-+>](?=[\s>-]|$)|~~~|\d{1,9}(?=[.)](?:\s|$))")
_LANGUAGE = re.compile(r"[\w+#.-]{1,30}")  # `c++`; what is longer names no language


def fenced(text: str, language: str = "") -> str:
    """Return lines of code in a fence that they cannot close."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language if _LANGUAGE.fullmatch(language) else ''}\n{text}\n{fence}"


def escaped(text: str) -> str:
    """Return plain words that no reader of Markdown takes for marks."""
    return _MARKUP.sub(lambda match: "\\" + match[0], text)


def started(text: str) -> str:
    """Return a paragraph that does not begin like another block."""
    if match := _START.match(text):
        end = match.end()
        return f"{text[:end]}\\{text[end:]}" if match[0].isdecimal() else f"\\{text}"
    return text


def code(text: str) -> str:
    """Return code within a line."""
    text = " ".join(f"x{text}x".split())[1:-1]
    if not text.strip():
        return text
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    marks = "`" * (longest + 1)
    # One space on each side belongs to the marks, if there is something to tell apart.
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{marks}{pad}{text}{pad}{marks}"


def strong(words: str) -> str:
    """Return words that stand out; words with stress in them stay as they are."""
    return f"**{words}**" if words and "*" not in words else words


def bracketed(words: str) -> str:
    """Return the words of a link, which a bracket in them cannot end; in code none does."""
    return words if "`" in words else re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", words)


def address(address: str) -> str:
    """Return an address that fits between parentheses."""
    return re.sub(
        r"[\s()<>\\]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address
    )


def quoted(text: str) -> str:
    """Return blocks as a quote."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def labelled(label: str, blocks: list[str]) -> list[str]:
    """Return the blocks of an item behind its label, on its line where they begin with words."""
    if blocks and not re.match(r"(?:[-+*>|#]|`{3}|\d+[.)] )", blocks[0]):
        return [f"{label} {blocks[0]}", *blocks[1:]]
    return [label, *blocks]


def listed(marks: Sequence[str], items: Sequence[list[str]]) -> str:
    """Return a list.

    Args:
        marks: What each item begins with; one mark holds for all.
        items: The blocks of each item.
    """
    written = []
    for index, blocks in enumerate(items):
        mark = marks[index % len(marks)]
        lines = "\n\n".join(blocks or [""]).split("\n")
        further = (" " * len(mark) + line if line else "" for line in lines[1:])
        written.append("\n".join([f"{mark}{lines[0]}".rstrip(), *further]))
    tight = all(len(blocks) < 2 for blocks in items)
    return ("\n" if tight else "\n\n").join(written)


def ordinal(number: int, kind: str) -> str:
    """Return a number as a letter or a Roman figure."""
    if kind.endswith("alpha"):
        text = chr(ord("a") + (number - 1) % 26)
    else:
        text = ""
        for value, figure in _ROMAN:
            text += figure * (number // value)
            number %= value
    return text.upper() if kind.startswith("upper") else text


_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        strict=True,
    )
)
