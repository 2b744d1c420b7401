"""Types as docstrings state them: what is spelled like one, and what stands beside it."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.docstrings.misspellings import fixed, unmarked

_ATOM = re.compile(
    r"(?::[\w:+.-]+:)?`[^`\n]+`_?"  # :class:`Knob`, `Knob`
    r"|``[^`\n]+``"
    r"|\[``?[^`\n]+``?\]"  # [`Knob`]
    r"|'[^'\n]*'|\"[^\"\n]*\""
    r"|[~*]*[^\W\d][\w.]*"  # gradio.Knob
    r"|-?\d[\w.]*"
)
# :class:`~gradio.Knob`, :class:`a knob <gradio.Knob>`, ``int``, `int`_
_MARKED = re.compile(
    r"(?::[\w:+.-]+:)?(?P<mark>``?)(?P<name>[^`\n]+?)(?:\s*<[^`<>\n]*>)?(?P=mark)_{0,2}"
)
# [`Knob`], which is a reference in Markdown, but not the brackets of list[`Knob`]
_REFERENCE = re.compile(r"(?<![\w)\]`])\[(``?[^`\n]+``?)\]")
# *int*, **int**, and each of *int*, *str*
_STRESSED = re.compile(r"(?<![\w*])(\*{1,2})([^\W\d][^*\n]*)\1(?![\w*])")
# `int | str`, `int or str`, `int, or str`, `list of int`, `array of shape (2, 3)`
_JOINT = re.compile(
    r"[ \t]*\|[ \t]*|[ \t]+or[ \t]+|[ \t]*,[ \t]*(?:or[ \t]+)?"
    r"|[ \t]+of[ \t]+(?:(?:shape|size|length|type)[ \t]+)?"
)
# A role with a mark too many or too few: :class:``Lamp``, `:class:`Lamp`, :class:`Lamp`s
_MISSPELT = re.compile(r"``?:|:``|`\w|\w:\w+:`|:\w+`|`\S*$")
# `dict[str, int]`, `dict [str, int]`, `Tuple(int, int)`, but `angle (float)` states a name as well
_BRACKET = re.compile(r"[ ]?\[|\(")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
# `optional`, *required*, :obj:`optional`
_OPTIONAL = re.compile(r"(?::\w+:)?[*_]*(?:optional|required|keyword[- ]only)[*_]*", re.IGNORECASE)
# `default: 3`, `default=3`, `defaults to 3`, `default 3`
_DEFAULT = re.compile(
    r"[`*_]*default(?:s|ed)?[`*_]*(?:\s*[:=]\s*|\s+(?:is|to|value)\b\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
# What is looked at to find the outermost commas.
_PIECE = re.compile(r"[()\[\]{}'\"`,;]")


_FUNCTIONS = frozenset({"any", "callable"})
"""Functions of Python that docstrings state as types: any value, anything that can be called."""


class Stated(NamedTuple):
    """What stands in the place of a type.

    Attributes:
        annotation: The type; None where only remarks such as `optional` stand there.
        default: The default, or None where none is stated.
    """

    annotation: str | None
    default: str | None


def is_built_in(name: str) -> bool:
    """Return whether a name is that of a type or constant of Python; `hash` and `id` are names."""
    builtin = getattr(builtins, name, builtins)
    return builtin is not builtins and (
        isinstance(builtin, type) or not callable(builtin) or name in _FUNCTIONS
    )


def is_type(text: str) -> bool:
    """Return whether a text is spelled as a type is, and not as the beginning of a sentence.

    Names, quoted strings and roles may be joined by `|`, `or`, `of` and commas, and each may have
    others in brackets behind it: `dict[str, int] or None`, `list of :class:`Knob``. Braces are a
    type by themselves, `{str: int}`, and so are other brackets behind a word that joins:
    `list of (name, value)`.
    """
    place, count = 0, len(text)
    while True:
        place = _atom_end(text, place)
        if place < 0:
            return False
        if place == count:
            return True
        joint = _JOINT.match(text, place)
        if joint is None:
            return False
        place = joint.end()


def _atom_end(text: str, place: int) -> int:
    """Return the place behind a name, with what stands in brackets behind it, or -1."""
    opening = text[place : place + 1]
    if opening == "{" or (place and opening in ("[", "(")):
        return closing(text, place)
    atom = _ATOM.match(text, place)
    if atom is None or atom.end() == place:
        return -1
    behind = _BRACKET.match(text, atom.end())
    return closing(text, behind.end() - 1) if behind else atom.end()


def plain(annotation: str) -> str:
    """Return a type without the marks of roles and literals: `int` for ``:obj:`int```.

    Args:
        annotation: The type as it is stated.
    """
    if "*" in annotation:
        annotation = _STRESSED.sub(r"\2", annotation)
    annotation = annotation.lstrip("~")
    if "`" not in annotation:
        return annotation
    annotation = _REFERENCE.sub(r"\1", annotation)
    text = _MARKED.sub(lambda match: match["name"].strip().lstrip("~!"), _fixed(annotation))
    return unmarked(text) if "`" in text else text


def _fixed(text: str) -> str:
    return fixed(text, "") if _MISSPELT.search(text) else text


def closing(text: str, place: int) -> int:
    """Return the place behind the bracket that closes the one at a place, or -1."""
    depth = 0
    opening, shut = text[place], _PAIRS[text[place]]
    for number in range(place, len(text)):
        if text[number] == opening:
            depth += 1
        elif text[number] == shut:
            depth -= 1
            if depth == 0:
                return number + 1
    return -1


def stated(text: str | None) -> Stated:
    """Return the type and the default that stand in the place of a type.

    Args:
        text: What stands there, such as `int, optional, default: 3`.
    """
    if not text or not text.strip():
        return Stated(None, None)
    kept: list[str] = []
    default = None
    for piece, joint in _pieces(_fixed(text)):
        bare = piece.strip()
        match = _DEFAULT.match(bare) if kept or bare[:1] in "dD`*" else None
        if match is not None and default is None:
            default = bare[match.end() :].strip()
        elif not bare or _OPTIONAL.fullmatch(bare.replace("`", "")):
            continue
        elif default is not None:
            # A default may hold commas too.
            default += joint + piece
        else:
            if kept:
                kept.append(joint)
            kept.append(piece)
    annotation = "".join(kept).strip()
    return Stated(annotation or None, default)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands between the outermost commas and semicolons, each with the one before."""
    depth, start, joint, quote = 0, 0, "", ""
    for match in _PIECE.finditer(text):
        mark = match[0]
        if quote:
            quote = "" if mark == quote else quote
        elif mark in "'\"`":
            quote = mark if text.find(mark, match.end()) >= 0 else ""
        elif mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
        elif depth <= 0:
            yield text[start : match.start()], joint
            start, joint = match.end(), mark
    yield text[start:], joint
