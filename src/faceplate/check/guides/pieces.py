"""What a guide consists of, whatever it is written in: pieces of code, links, anchors, comments.

A piece knows for each of its lines where that line stands in the file, so that what is found in
the code can be shown where its author wrote it.
"""

from __future__ import annotations

import json
import re
from typing import Literal, NamedTuple

# A line of a session: `>>> turn(3)`.
_PROMPT = re.compile(r"\s*(?:>>>|\.\.\.)(?: |$)")

_SESSIONS = {"doctest", "pycon"}
PYTHON = frozenset({"py", "python", "python3", "pycon", "ipython", "ipython3", "doctest"})
JAVASCRIPT = frozenset({"js", "javascript", "jsx", "mjs", "ts", "tsx", "typescript", "html"})
SHELL = frozenset({"bash", "console", "curl", "sh", "shell", "shell-session", "zsh"})


class Spot(NamedTuple):
    """A place in a guide.

    Attributes:
        line: Line counted from 1.
        column: Column counted from 1, in characters.
    """

    line: int
    column: int


class Piece(NamedTuple):
    """A stretch of code.

    Attributes:
        language: What the guide says it is written in, in lower case; empty if it does not say.
        lines: Its lines, as a reader sees them.
        spots: Where each line begins in the file.
        inline: Whether it stands within a sentence.
        past: Whether the words around it say that it shows how things were.
        encoded: Whether the file holds its lines as JSON strings, as a notebook does.
    """

    language: str
    lines: list[str]
    spots: list[Spot]
    inline: bool = False
    past: bool = False
    encoded: bool = False

    @property
    def is_python(self) -> bool:
        """Whether the guide says that it is Python."""
        return self.language in PYTHON

    @property
    def is_session(self) -> bool:
        """Whether it is written as a session, with prompts."""
        # Prompts further down may stand in a docstring.
        lines = [line.lstrip() for line in self.lines if line.strip()]
        stated = self.language in _SESSIONS
        return not self.inline and any(
            line.startswith(">>>") for line in (lines if stated else lines[:1])
        )

    def at(self, line: int, column: int = 0) -> Spot:
        """Return the place of a character.

        Args:
            line: Line of the code, counted from 1.
            column: How many characters stand before it on that line of the code as it was parsed,
                which is without prompts.
        """
        index = min(max(line, 1), len(self.lines)) - 1
        text, spot = self.lines[index], self.spots[index]
        prompt = _PROMPT.match(text) if self.is_session else None
        column += prompt.end() if prompt else 0
        if self.encoded:
            column = len(json.dumps(text[:column], ensure_ascii=False)) - 2
        return Spot(spot.line, spot.column + column)


class GuideLink(NamedTuple):
    """A link to another place.

    Attributes:
        target: Where it leads, as written.
        spot: Where it stands.
        kind: What the target is: a `path`, the `label` of a place in any guide, a `document`
            without its ending, or a `target` on the same page.
    """

    target: str
    spot: Spot
    kind: Literal["path", "label", "document", "target"] = "path"


LABELS = frozenset({"ref", "numref"})
DOCUMENTS = frozenset({"doc"})
DECLARATIONS = frozenset({"attr", "class", "data", "exc", "func", "meth", "mod", "obj"})
"""Names of the roles of Sphinx that lead to a label, to a document, or to a declaration."""


def titled(text: str) -> tuple[str, int]:
    """Return the target of a role's text, such as `a title <target>`, and where it begins."""
    match = re.search(r"<([^<>]+)>\s*$", text)
    return (match[1], match.start(1)) if match else (text, 0)


def role(name: str, text: str, spot: Spot) -> Piece | GuideLink | None:
    """Return what a role of Sphinx stands for.

    Args:
        name: Its name, such as `py:class`.
        text: What stands in its backticks.
        spot: Where that begins.
    """
    short = name.rpartition(":")[2]
    target, start = titled(text)
    place = Spot(spot.line, spot.column + start)
    if short in LABELS:
        return GuideLink(target, place, "label")
    if short in DOCUMENTS:
        return GuideLink(target, place, "document")
    bare = target.lstrip("~!")
    if short in DECLARATIONS and re.fullmatch(r"\w+(?:\.\w+)+(?:\(\))?", bare):
        spelled = bare.removesuffix("()")
        at = Spot(place.line, place.column + len(target) - len(bare))
        return Piece("", [spelled], [at], inline=True)
    return None


class GuideComment(NamedTuple):
    """A comment that keeps findings quiet.

    Attributes:
        names: Codes or names of rules; empty for all rules.
        spot: Where it stands.
        first: First line that it holds for.
        last: Last line that it holds for.
    """

    names: tuple[str, ...]
    spot: Spot
    first: int
    last: int


class GuideContent(NamedTuple):
    """All of a guide that the checker looks at.

    Attributes:
        pieces: Its code, in order.
        links: Its links.
        anchors: What links may lead to within it, besides its headings.
        headings: Its headings, as plain text.
        comments: Comments that keep findings quiet.
        is_made: Whether parts of it are put in when it is built, so that it holds more than shows.
        is_joined: Whether such parts come from other files that may not be guides.
    """

    pieces: list[Piece]
    links: list[GuideLink]
    anchors: set[str]
    headings: list[str]
    comments: list[GuideComment]
    is_made: bool = False
    is_joined: bool = False


IGNORE = re.compile(r"faceplate:\s*ignore\s*(?:\[([^\]]*)\])?")
"""The words of a comment that keeps findings quiet."""


def names_in(match: re.Match[str]) -> tuple[str, ...]:
    """Return the rules that a comment names."""
    return tuple(part.strip() for part in (match[1] or "").split(",") if part.strip())


PAST = re.compile(
    r"\b(?:before|formerly|previously|deprecated|obsolete|legacy|no longer|used to|removed|renamed"
    r"|old(?:er)?(?: way| version| code| syntax| style| api)?|earlier|replace[sd]?|instead of"
    r"|don't|do not|wrong|incorrect|bad|avoid|fails?|raises?|error)\b",
    re.IGNORECASE,
)
"""Words beside code that is not how things are done now."""

GONE = re.compile(
    r"\b(?:before|formerly|previously|deprecated|obsolete|legacy|no longer|removed|renamed|replaced"
    r"|migrat\w*|upgrad\w*)\b",
    re.IGNORECASE,
)
"""Words of a heading whose section is about what is no more."""


class Tense:
    """Which time the text that was read last speaks of.

    A short line such as "Before:" holds until one such as "After:", or until the next heading.
    """

    _FIRST = re.compile(r"\W*(?:(before|old|previously|formerly)|(after|now|new|instead))\b", re.I)
    _LONGEST = 28

    def __init__(self) -> None:
        self._text = ""
        self._heading = ""
        self._before = False

    def heading(self, text: str) -> None:
        """Note a heading."""
        self._heading = self._text = text
        self._before = False

    def paragraph(self, text: str) -> None:
        """Note a paragraph."""
        self._text = text
        match = self._FIRST.match(text) if len(text) <= self._LONGEST else None
        if match:
            self._before = match[1] is not None

    def is_past(self) -> bool:
        """Return whether a block of code that follows shows a thing of the past."""
        past = self._before or bool(PAST.search(self._text) or GONE.search(self._heading))
        self._text = ""
        return past
