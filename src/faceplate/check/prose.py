"""What the text of a parameter states: its choices, and whether it may be left out.

Prose is free, so only phrases are taken that leave no doubt: a row of quoted words, a word in
parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# A word in quotes or backticks; an apostrophe is not a quote.
_QUOTED = re.compile(r"``([^`\n]+)``|`([^`\n]+)`|\"([^\"\n]*)\"|(?<![\w'])'([^'\n]*)'(?![\w])")
_JOINT = re.compile(
    r"^\s*(?:\([^()]{0,40}\)\s*)?(?:,|/|\||;|or|and|,\s*or|,\s*and)\s*(?:(?:the )?(?:string )?)$"
)
_OFFER = re.compile(
    r"(?:\bone of|\beither|\bcan be|\bmust be|\boptions?(?: are)?:?|\bchoices?(?: are)?:?"
    r"|\bsupports?|\bvalues?(?: are)?:?|\bchoose (?:from|between)|\bselect (?:from|between)"
    r"|\bset to|\baccepts|\ballowed(?: values)?(?: are)?:?|\bshould be|\bin)"
    r"[\s:(]*(?:one of)?[\s:(\[{]*$",
    re.IGNORECASE,
)
_INSTANCE = re.compile(
    r"\b(?:e\.?g|such as|for (?:example|instance)|like|including)\b[^;\n]{0,60}$",
    re.IGNORECASE,
)
_TYPES = {"bool", "bytes", "callable", "dict", "float", "int", "list", "set", "str", "tuple"}
# "Optional." at the beginning of a text, or "(optional)" with nothing but words before it or at the
# end of the text or of its first line, but behind a name in quotes or backticks, which it is about
# then. Elsewhere it may be about a part: "the second (optional) element", "a name, a value
# (optional), a unit".
_OPTIONAL = re.compile(
    r"^\(?[Oo]ptional\)?\s*(?:$|[.,:;)-])|^[^\n,;:(]*(?<!['\"`] )\([Oo]ptional\)(?=[.,;:])"
    r"|^[^\n]*(?<!['\"`] )\([Oo]ptional\)\.?[ ]*(?:\n|$)|(?<!['\"`] )\([Oo]ptional\)\.?\s*\Z"
)
# "Required." at the beginning of a text, or "(required)" at those places.
_REQUIRED = re.compile(
    r"^\(?[Rr]equired\)?\s*(?:$|[.,:;)])|^[^\n,;:(]*(?<!['\"`] )\([Rr]equired\)(?=[.,;:])"
    r"|^[^\n]*(?<!['\"`] )\([Rr]equired\)\.?[ ]*(?:\n|$)|(?<!['\"`] )\([Rr]equired\)\.?\s*\Z"
)
# An item of a list, "- speed (optional): How fast.", or a key, "'speed' (int): How fast.", which is
# about something of the parameter.
_ITEM = re.compile(
    r"\n[ \t]*(?:(?:[-*+•]|\d+[.)])[ \t]"
    r"|['\"`]{1,2}\w+['\"`]{1,2}[ \t]*(?:\([^()\n]*\)[ \t]*)?[:=-])"
)
_PLACEHOLDER = re.compile(
    r"^(?:\[?(?:TODO|TBD|FIXME|XXX)\b.*|_(?:description|summary|type)_|<?description>?|\.\.\.|…"
    r"|to be (?:written|documented|filled in)|\?+|-+|lorem ipsum.*"
    r"|(?:add|insert|write) (?:a )?description(?: here)?|undocumented)\.?$",
    re.IGNORECASE | re.DOTALL,
)


class Offered(NamedTuple):
    """A row of strings that a text offers.

    Attributes:
        values: The strings, in order.
        complete: Whether the text says that these are the choices.
        line: Index of the line of the first in the text.
    """

    values: list[str]
    complete: bool
    line: int


class Word(NamedTuple):
    """A word in quotes or backticks.

    Attributes:
        value: The word.
        is_string: Whether it may stand for a string; code that is written without quotes, where
            a text quotes its strings, is something else, such as a type.
        start: Where it begins.
        end: Where it ends.
    """

    value: str
    is_string: bool
    start: int
    end: int


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[Word, ...]:
    matches = list(_QUOTED.finditer(text))
    inner = [(match[1] or match[2] or "").strip() for match in matches]
    quotes = any(literal[:1] in "\"'" if literal else True for literal in inner)
    words = []
    for match, code in zip(matches, inner, strict=True):
        value = next(group for group in match.groups() if group is not None)
        is_string = not code or code[0] in "\"'" or not (quotes or code in _TYPES)
        value = value.strip().strip("\"'") if code else value
        words.append(Word(value, is_string, match.start(), match.end()))
    return tuple(words)


def _before(text: str, position: int) -> str:
    """Return what stands right before a word; no phrase that is looked for is longer."""
    return text[max(position - 120, 0) : position]


class ChoiceRow(NamedTuple):
    """Quoted words with nothing but commas and the like between them.

    Attributes:
        words: The words, in order.
        complete: Whether the text says that these are the choices.
    """

    words: list[Word]
    complete: bool

    @property
    def values(self) -> list[str]:
        """Those of its words that are strings."""
        return [word.value for word in self.words if word.is_string]


def rows(text: str) -> list[ChoiceRow]:
    """Return the rows of quoted words in a text.

    Args:
        text: The description of a parameter.
    """
    joined: list[list[Word]] = []
    for word in _words(text):
        if joined and _JOINT.match(text[joined[-1][-1].end : word.start]):
            joined[-1].append(word)
        else:
            joined.append([word])
    return [
        ChoiceRow(
            words,
            sum(each.is_string for each in words) > 1
            and _OFFER.search(_before(text, words[0].start)) is not None
            and not _INSTANCE.search(_before(text, words[0].start)),
        )
        for words in joined
    ]


def choices(text: str) -> list[Offered]:
    """Return the rows of quoted words that a text offers.

    Args:
        text: The description of a parameter.
    """
    return [
        Offered(row.values, row.complete, text.count("\n", 0, row.words[0].start))
        for row in rows(text)
        if row.values
    ]


def explained(text: str) -> list[Offered]:
    """Return the quoted words that a text explains one by one, as in `'a' for this, 'b' for that`.

    Args:
        text: The description of a parameter.
    """
    groups: dict[str, list[tuple[str, int]]] = {}
    for word in _words(text):
        if not word.is_string:
            continue
        following = re.match(
            r"[`\s]*(for|means|:|will|to|is|-|[a-z]{3,}s(?! *[,.]))(?=\s)", text[word.end :]
        )
        before = re.search(r"\b(if|when)(?: set to)?\s+$", _before(text, word.start), re.IGNORECASE)
        marker = before[1].lower() if before else following[1] if following else None
        if marker is not None:
            groups.setdefault(marker, []).append((word.value, word.start))
    return [
        Offered(
            [value for value, _ in group],
            not _INSTANCE.search(_before(text, group[0][1])),
            text.count("\n", 0, group[0][1]),
        )
        for group in groups.values()
        if len(group) > 1
    ]


def quotes(text: str) -> bool:
    """Return whether a text quotes any string."""
    return any(word.is_string for word in _words(text))


def quoted(text: str) -> list[tuple[str, int]]:
    """Return the strings that a text quotes, each once, with the index of its line."""
    lines: dict[str, int] = {}
    for word in _words(text):
        if word.is_string and re.fullmatch(r"[\w.-]+", word.value):
            lines.setdefault(word.value, text.count("\n", 0, word.start))
    return list(lines.items())


def mentions(text: str, word: str) -> bool:
    """Return whether a text holds a word, in any case."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None


def optional(text: str) -> bool:
    """Return whether a text states that its parameter may be left out."""
    return "ptional" in text and _OPTIONAL.search(_ITEM.split(text, maxsplit=1)[0]) is not None


def required(text: str) -> bool:
    """Return whether a text states that its parameter must be given."""
    return "equired" in text and _REQUIRED.search(_ITEM.split(text, maxsplit=1)[0]) is not None


def is_placeholder(text: str) -> bool:
    """Return whether a text only stands for one that nobody has written yet."""
    return _PLACEHOLDER.match(text.strip()) is not None


_GIVEN = {
    "callable": re.compile(
        r"\b[Ii]f (?:it is |a )?(?:callable|function)(?: is (?:provided|passed|given))?, "
        r"(?:the|it|this) "
    ),
    "None": re.compile(r"\b[Ii]f (?:set to )?`{0,2}None`{0,2}(?: \(default\))?, "),
    "bool": re.compile(
        r"(?:^|[.;] )[Ii]f (?:set to )?`{0,2}(?:True|False)`{0,2}(?: \(default\))?, "
    ),
}


def given(text: str) -> Iterator[tuple[str, int]]:
    """Yield the plain types of which a text says what happens if one is given.

    Args:
        text: The description of a parameter.

    Yields:
        `callable`, `None` or `bool`, and the index of the line.
    """
    if "f " not in text and "f\n" not in text:
        return
    joined = text.replace("\n", " ")
    for kind, pattern in _GIVEN.items():
        match = pattern.search(joined)
        if match:
            yield kind, text.count("\n", 0, match.start())


# A name that is given a value: "`smooth=True`" or "if `smooth` is".
_ASSIGNED = re.compile(r"`{1,2}([a-z_]\w*)\s*=[^=`\n]*`{1,2}|\b[Ii]f `{1,2}([a-z_]\w*)`{1,2} is\b")


def assigned(text: str) -> Iterator[str]:
    """Yield the names that a text gives a value, as in `if `value` is ...`."""
    for match in _ASSIGNED.finditer(text):
        yield match[1] or match[2]
