"""The defaults that the text of a parameter states, in the phrasings people use.

Prose is free, so only phrases are taken that leave no doubt: a literal after "defaults to", before
"by default", or after "if not given". A phrase with a condition ("defaults to 3 if ...") or with
another subject states nothing of the parameter.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from typing import NamedTuple

# A value as a text writes it: `3`, "fast", -1.5, None
_LITERAL = (
    r"(?P<literal>``[^`\n]+``|`[^`\n]+`|\"[^\"\n]*\"|'[^'\n]*'|True\b|False\b|None\b"
    r"|[-+]?\d[\d_,]*(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.]*\w))"
)
# What announces a default: "defaults to", "default is", "Default:", with the word before it
_WORDS = (
    r"(?P<before>[^\s.;:(]*[ ]+)?"
    r"\b(?:[Dd]efaults[ ]+to|Default[ ]+to|[Dd]efault[ ]*(?:value)?[ ]*(?:is|=|:)"
    r"|(?P<bare>[Dd]efault)[ ]+(?=[`\"'\d-]|(?:True|False|None)[ ]*(?:$|[.,;)\n])))"
    r"[ \n]*(?:the[ ]+(?:string|value)[ ]+)?"
)
_DEFAULT = re.compile(_WORDS + _LITERAL + r"(?P<after>[^\n]{0,40})")
# What makes a statement depend on something, or goes on as an expression: "3 if it is set", "3 * n"
_CONDITION = re.compile(
    r"^[ ]*[,(]?[ ]*(?:if|when|for|unless|in|on|where|while|with|depending|otherwise|or|and/or|"
    # "and pressing it resets it" goes on with what the default does.
    r"and(?![ ]+(?:[a-z]+ing|can|has|is|must|should|will)\b)|"
    r"plus|times|minus|per|to|but|of|as)\b|^[ ]*[-+*/%|<>=\[({]|^\.\.|^\w",
    re.IGNORECASE,
)
# A remark in brackets behind a value: "False (what is missing is left out)". One that holds no
# number, and no word that makes it depend on something, says nothing of another value.
_REMARK = re.compile(
    r"[ ]\((?![^()]*(?:\d|\b(?:if|when|on|in|for|unless|where|while|with|depending|otherwise|or|"
    r"and|else|except|but|True|False|None)\b))[a-z][^()`'\"]{0,200}\)",
    re.IGNORECASE,
)
# A comment in code that a text quotes: `press(3)  # default is 3`
_COMMENT = re.compile(r"(?:^|\s)#\s")
# A word that may stand for a string: left, top_left
_WORD = re.compile(r"[a-z][a-z_]*")
# What a remark in brackets is about: "at most `KNOB_LIMIT` (default 3)"
_OWNER = re.compile(r"`{1,2}([A-Z][A-Z0-9_]+)`{1,2}[ \n]\($")
# What is counted: "30 seconds"
_UNIT = re.compile(
    r"^[ ]*(?:seconds?|secs?|pixels?|px|items?|rows?|lines?|characters?|chars?|cells?|columns?|"
    r"bytes?|times|entries)\b",
    re.IGNORECASE,
)
_DEPENDS = re.compile(r"\b(?:if|when|where|unless|for)\b", re.IGNORECASE)
# Words before "defaults to" that stand for the parameter itself, or for nothing: "which", "value"
_NOT_SUBJECT = {
    "", "which", "that", "this", "it", "and", "the", "by", "a", "value", "will", "optional", "its",
    "parameter", "argument", "-", "--",
}  # fmt: skip
# "If not given, 3 is used.", "If omitted, this is 3."
_NOT_GIVEN = (
    r"\b[Ii]f (?:it is |this is )?(?:not (?:given|specified|provided|set|passed|supplied)|omitted"
    r"|unspecified|unset|left out|absent)"
)
_OMITTED = re.compile(_NOT_GIVEN)
_ELSE = re.compile(
    _NOT_GIVEN + r",?[ ](?:then[ ])?(?:(?:it|this)[ ])?"
    r"(?:(?:is|will be)[ ](?:set to[ ])?|defaults[ ]to[ ])?"
    + _LITERAL + r"(?:[ ](?:is|will be)[ ](?:used|assumed|taken))?(?P<after>[^\n]{0,40})"
)  # fmt: skip
# "It is 3 by default.", "'a' (default) or 'b'"
_MARKED = re.compile(
    _LITERAL + r"[ ](?:by default\b|(?P<bracket>\((?:the )?default(?: value)?\)))"
    r"(?P<after>[^\n]{0,40})"
)
# "By default, it is 3.", "The default value of this is 3."
_BEFORE = re.compile(
    r"(?:\b[Bb]y default,?[ ](?P<subject>it|this|the value|which|`{0,2}\w+`{0,2})[ ]"
    r"|\b[Dd]efault value (?:of|for)[ ](?:it|this|the \w+)[ ])(?:is|equals|will be)[ ]"
    r"(?:set to[ ])?"
    + _LITERAL + r"(?P<after>[^\n]{0,40})"
)  # fmt: skip
# Words that may stand before a value that is marked as the default: "it is 3 by default"
_LEADING = {
    "", "it", "this", "that", "which", "is", "are", "set", "to", "use", "uses", "be", "will",
    "equals", "value", "the", "and", "has", "assumes",
}  # fmt: skip


class BareWord(str):
    """A word in backticks without quotes, which may stand for a string: "defaults to `left`"."""

    __slots__ = ()


class StatedDefault(NamedTuple):
    """A literal that a text states.

    Attributes:
        value: Its value.
        spelled: How it is written.
        line: Index of its line in the text.
        start: Where it begins in the text, backticks and quotes included.
        end: Where it ends.
    """

    value: object
    spelled: str
    line: int
    start: int
    end: int


def defaults(text: str, name: str, others: set[str], typed: int = 0) -> Iterator[StatedDefault]:
    """Yield the literals that a text states to be the default.

    Args:
        text: The description of a parameter.
        name: The parameter.
        others: Names of the other parameters: what is said of them is not said of this one.
        typed: How many of the first characters state a type, of which nothing is a subject.
    """
    for statement in _statements(text, name, others, typed):
        if not (isinstance(statement.value, BareWord) and statement.value in others):
            yield statement


def _statements(text: str, name: str, others: set[str], typed: int) -> Iterator[StatedDefault]:
    if "efault" in text:
        yield from _after_the_word(text, name, others, typed)
        yield from _before_the_word(text, name, others)
    for match in _ELSE.finditer(text) if "f " in text else ():
        if _is_over(match["literal"], match["after"]):
            yield from _stated(text, match)


def _before_the_word(text: str, name: str, others: set[str]) -> Iterator[StatedDefault]:
    """Yield what stands before "by default" or "(default)", or behind "by default, it is"."""
    for match in _MARKED.finditer(text):
        lead = _sentence_before(text, match.start()).split()
        words = [word.strip("`*\"'(),.:") for word in lead]
        if others & {*words[-3:]} or "not" in words[-3:]:
            continue
        # "If True (default), ..." says what the default does; "by default" wants no more than "is".
        plain = match["bracket"] or all(word.lower() in _LEADING or word == name for word in words)
        if plain and not _CONDITION.match(match["after"]):
            yield from _stated(text, match)
    for match in _BEFORE.finditer(text):
        subject = (match["subject"] or "").strip("`")
        if subject not in others and _is_over(match["literal"], match["after"]):
            yield from _stated(text, match)


def _stated(text: str, match: re.Match[str]) -> Iterator[StatedDefault]:
    literal = match["literal"].rstrip(",")
    value = _value(literal)
    if value is not _NO_VALUE:
        start = match.start("literal")
        line = text.count("\n", 0, start)
        yield StatedDefault(value, literal.strip("`"), line, start, start + len(literal))


def _after_the_word(text: str, name: str, others: set[str], typed: int) -> Iterator[StatedDefault]:
    for match in _DEFAULT.finditer(text):
        subject = (match["before"] or "").strip() if match.start("literal") >= typed else ""
        bare = subject.strip("`*\"'(),.")
        start = match.start("before") if subject else match.start() + len(match["before"] or "")
        if _DEPENDS.search(_OMITTED.sub("", _sentence_before(text, start))):
            continue
        if _COMMENT.search(text[text.rfind("\n", 0, start) + 1 : start]):
            continue
        owner = _OWNER.search(text[:start])
        if owner is not None and owner[1] != name:
            continue
        if match["bare"] and re.match(r"[ ]+\w", match["after"]):
            # Said of what follows: a default "x" feature.
            continue
        if subject != bare and bare != name and bare not in _NOT_SUBJECT:
            continue
        if bare in others or (bare.lower() not in _NOT_SUBJECT and "`" in subject):
            continue
        if _holds_always(text, match):
            yield from _stated(text, match)


def _holds_always(text: str, match: re.Match[str]) -> bool:
    """Return whether what follows a value neither depends on something nor goes on with it."""
    literal, after = match["literal"], match["after"]
    if literal[:1].isdigit() or literal[:1] in "+-":
        is_whole = _is_over(literal, after) or _UNIT.match(after) is not None
        return is_whole and not _CONDITION.match(_UNIT.sub("", after))
    if _is_bare(literal) and not (_is_over(literal, after) or after.startswith(" and ")):
        # "Defaults to `read` access" says what the default does.
        return False
    return not _CONDITION.match(after) or _REMARK.match(text, match.end("literal")) is not None


def _is_bare(literal: str) -> bool:
    return literal.startswith("`") and _WORD.fullmatch(literal.strip("`")) is not None


def _sentence_before(text: str, position: int) -> str:
    if text[:position].endswith("("):
        # "Set it if it is needed (default: 3)"
        return ""
    return re.split(r"[.;(][ \n]|\n[ ]*\n", text[:position])[-1]


def _is_over(literal: str, after: str) -> bool:
    return literal.endswith(",") or re.match(r"\s*(?:$|[.,;:)\]])", after) is not None


class _NoValue:
    pass


_NO_VALUE = _NoValue()


def _value(literal: str) -> object:
    if literal in ("True", "False", "None"):
        return {"True": True, "False": False, "None": None}[literal]
    code = literal.startswith("`")
    inner = literal.strip("`").strip() if code else literal
    quoted = not code and literal[:1] in "\"'"
    source = inner if code or quoted else literal.replace(",", "").lstrip("+")
    try:
        with warnings.catch_warnings(action="ignore"):
            # A backslash that escapes nothing draws a warning.
            value = ast.literal_eval(source)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        if quoted:
            return literal[1:-1]
        return BareWord(inner) if code and _WORD.fullmatch(inner) else _NO_VALUE
    return _NO_VALUE if isinstance(value, set) else value
