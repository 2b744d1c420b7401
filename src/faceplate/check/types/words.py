"""The type that a text names in words, as in "an optional string that says ..."."""

from __future__ import annotations

import re

# "A list of names", "An optional string that ...", "The boolean"; "the list" is any list of things,
# and "a set of" is any number of them.
_NAMED = re.compile(
    r"^\W*(?:An? |Optional |(?P<the>The ))(?:optional |required |single )?"
    r"(?P<word>string|str|integer|int|boolean|bool|float|bytes|list|dict|dictionary|tuple)"
    # "a string value", "the integer ID": what is called so is of that type all the same
    r"(?:(?<=[gnr])[ ](?:value|data|flag|ids?|name|key|label|query|text|path|url|code|token|number"
    r"|identifier|representation|consisting)\b)?"
    r"(?=[ ,.;]|$)(?P<after>[^.;]{0,80})",
    re.IGNORECASE,
)
# What may stand behind the word of a type; a noun makes another thing of it: "a string array".
_FOLLOWED = re.compile(
    r"^(?:$|[ ]*[,.;:(]|[ ](?:that|which|to|of|with|for|in|used|specifying|indicating|containing"
    r"|representing|describing|defining|between|from|giving|denoting|where|mapping|holding"
    r"|identifying|naming|controlling|determining|saying|whose|is|it|on|at)\b)",
    re.IGNORECASE,
)
# What says that the type is one of several, or is that of what stands in another.
_MORE = re.compile(
    r"^[ ,(]*(?:or\b|and\b|/|\||of (?:int|float|bool)\b)|\bor (?:an? )?\w+|\beither\b|\bNone\b"
    r"|\bcallable\b|\bseparated\b|\bsuch as\b",
    re.IGNORECASE,
)
_LOOSE = {"list", "dict", "dictionary", "tuple", "bytes", "float"}
# Of which nobody calls one a list.
_SINGLE = {"int", "float", "bool", "bytes"}


def type_in_words(text: str, annotation: str = "") -> str | None:
    """Return the type that a text begins with, as an annotation has it; None if it names none.

    Args:
        text: The description of a parameter.
        annotation: The annotation that it is held against.
    """
    match = _NAMED.match(" ".join(text.split()))
    if match is None or not _FOLLOWED.match(match["after"]) or _MORE.search(match["after"]):
        return None
    word = match["word"].lower()
    if match["the"] and word in _LOOSE and annotation not in _SINGLE:
        return None
    return {"string": "str", "integer": "int", "boolean": "bool", "dictionary": "dict"}.get(
        word, word
    )
