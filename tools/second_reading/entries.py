"""What a docstring states: entries, and the spelling in which two readings of one are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

FAMILIES = {
    "parameters": "parameters",
    "attributes": "attributes",
    "returns": "returns",
    "yields": "yields",
    "raises": "raises",
    "warns": "warns",
    "receives": "receives",
}

# :class:`~a.B`, :py:class:`a.B` or :external+a:py:class:`a.B`: a role says nothing that is seen.
_ROLE = re.compile(r":(?:[a-z]+(?:\+[\w.-]+)?:)*[a-z]+:(?=`)")
# `text <target>`_ shows the text, `~a.b.C` shows C; both readings may keep either.
_TARGET = re.compile(r"\s*<[^<>`]+>(?=`)")
_TILDE = re.compile(r"`~\.?(?:\w+\.)*")
# [text][target] and [text](target) in Markdown.
_LINK = re.compile(r"\]\([^()\s]*\)|\]\[[^\[\]]*\]")
# The modules in `a.b.C`, which `~` hides.
_DOTTED = re.compile(r"(?<![\w.])(?:\w+\.)+(?=[A-Za-z_])|(?<=~)\.")
_WORD = re.compile(r"\w+")
# "int, optional", "int, default: 3", "int (default 3)": a marker, which is not a part of the type.
_MARKER = re.compile(
    r"[\s,;(]*(?:\*|`{0,2}|\b)(?:optional|required|keyword-only)\b(?:\*|`{0,2})\)?(?=\s*[,;]|\s*$)|"
    r"[\s,;(]+(?:by )?\*?default(?:s|ed)?\*?\b(?!\w).*$|\s=\s\S+$",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class Entry:
    """One entry that a docstring states.

    Attributes:
        family: Which kind of section it stands in, a key of `FAMILIES`.
        name: The name, without stars and quotes; empty where there is none.
        type: The type as written, markers such as `optional` left out; empty where there is none.
        text: What is said of it, with its lines.
        style: How it is written: `google`, `numpy`, `sphinx`, `epydoc`, `dash` or `markdown`.
        line: Line of the docstring, counted from 0.
        doubt: A kind of wording that people read in more than one way; empty where they agree.
    """

    family: str
    name: str
    type: str
    text: str
    style: str
    line: int
    doubt: str = ""


def bare(name: str) -> str:
    r"""Return a name without what surrounds it: `\*args`, `**kwargs`, "`x`"."""
    text = name.strip().strip("`'\"").lstrip("\\*")
    return (text if text.endswith("-*") else text.rstrip("*")).strip("`'\"")  # `aria-*` is a name


def without_markers(stated: str) -> str:
    """Return a stated type without `optional` and without what it says of a default."""
    earlier = None
    text = stated.strip()
    while text != earlier:
        earlier, text = text, _MARKER.sub("", text).strip().strip(",;").strip()
    return text


def words(text: str) -> list[str]:
    """Return the words of a text as a reader sees them, whatever its markup."""
    text = _TILDE.sub("`", _TARGET.sub("", _ROLE.sub("", text)))
    return [word.strip("_") for word in _WORD.findall(_LINK.sub("]", text)) if word.strip("_")]


def type_words(stated: str) -> list[str]:
    """Return the words of a type, markers left out; of dotted names, the last part alone."""
    return words(_DOTTED.sub("", _TILDE.sub("`", without_markers(stated))))
