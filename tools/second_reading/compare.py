"""Compares the entries of a manifest with those of a second reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from second_reading.declared import Declaration, Declared, docstrings, field_texts
from second_reading.entries import Entry, type_words, words
from second_reading.reading import entries_of

FIRST_WORDS = 5
_DIRECTIVE = re.compile(r"\.\. [\w-]+::[^\n]*\n?")
_NAMED = ("parameters", "attributes", "member")
_RESULTS = ("returns", "yields", "raises", "warns", "receives")


@dataclass
class Shown:
    """An entry that a page of the manifest shows.

    Attributes:
        family: As in `Entry`.
        name: The name, or an empty string.
        type: The type that the docstring states, or an empty string.
        text: Its text.
        place: Path of the class or function whose docstring it is taken from; empty if unsaid.
        used: Whether an entry of the second reading was found to be this one.
        described_elsewhere: Whether the text is that of another class or function.
    """

    family: str
    name: str
    type: str
    text: str
    place: str = ""
    used: bool = False
    described_elsewhere: bool = False


@dataclass(frozen=True)
class Difference:
    """Something on which the two readings of a docstring differ.

    Attributes:
        kind: In one or two words, such as `missing` or `type`.
        style: The style of the entry; of the docstring where only the page has the entry.
        path: Path of the page.
        place: File and line.
        theirs: What the second reading says.
        ours: What the manifest says.
        doubt: A kind of wording that people read in more than one way, or an empty string.
    """

    kind: str
    style: str
    path: str
    place: str
    theirs: str
    ours: str
    doubt: str = ""


@dataclass
class Outcome:
    """What came of comparing one library.

    Attributes:
        entries: How many entries there are in either reading, by style.
        agreed: How many of them are the same in both, by style.
        whole: How many of the agreed have the same words to the end, by style.
        differences: The others.
    """

    entries: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)


def compare(manifest: dict[str, Any], files: dict[str, bytes]) -> Outcome:
    """Compare a manifest with the docstrings in the files that it was read from."""
    outcome = Outcome()
    declared = Declared(files)
    seen: set[tuple[str, int]] = set()
    for page in manifest["components"]:
        for part in (page, *page["methods"]):
            source = part.get("source")
            if source is None or (source["file"], source["line"]) in seen:
                continue
            node = declared.at(source["file"], source["line"])
            if node is None:
                continue
            seen.add((source["file"], source["line"]))
            _compare_part(part, source["file"], _Stated(node), outcome)
    return outcome


class _Stated:
    """What the docstrings of a declaration state.

    Attributes:
        entries: Their entries, each with the line of the file where its docstring begins.
        words: All their words.
        elsewhere: Texts of fields that stand below them, or in their annotations.
    """

    def __init__(self, node: Declaration) -> None:
        own = list(docstrings(node))
        self.entries = [(entry, start) for text, start in own for entry in entries_of(text)]
        self.words = set(words("\n".join(text for text, _ in own)))
        self.elsewhere = [words(text) for text in field_texts(node)]

    def types_of(self, name: str) -> list[list[str]]:
        """Return the types that are stated for a name, wherever."""
        return [
            type_words(entry.type) for entry, _ in self.entries if entry.name == name and entry.type
        ]


def _compare_part(
    part: dict[str, Any],
    file: str,
    stated: _Stated,
    outcome: Outcome,
) -> None:
    shown = list(_shown(part))
    style = Counter(entry.style for entry, _ in stated.entries).most_common(1)
    for entry, start in stated.entries:
        kind, match = _match(entry, shown, stated)
        outcome.entries[entry.style] += 1
        for item in shown:
            # An attribute may stand among the parameters and in a section of its own.
            item.used |= item is match or (match is not None and _is_same(item, match))
        if kind == "":
            assert match is not None
            outcome.agreed[entry.style] += 1
            outcome.whole[entry.style] += _same_text(entry, match, whole=True)
            continue
        place = f"{file}:{start + entry.line}"
        outcome.differences.append(
            Difference(
                kind, entry.style, part["path"], place, _line(entry), _line(match), entry.doubt
            )
        )
    for extra in shown:
        if extra.used or not _is_own(extra, part, stated):
            continue
        written = style[0][0] if style else "none"
        outcome.entries[written] += 1
        place = f"{file}:{part['source']['line']}"
        outcome.differences.append(
            Difference("invented", written, part["path"], place, "", _line(extra))
        )


def _shown(part: dict[str, Any]) -> Iterator[Shown]:
    """Yield what a page, or a method on it, shows of docstring entries."""
    for row in part["parameters"]:
        silent = not (row["description"] or row["stated_type"])
        place = row["described_in"] or ""
        elsewhere = place not in ("", part["path"])
        yield Shown(
            "parameters",
            row["name"],
            row["stated_type"] or "",
            row["description"],
            place,
            silent,
            elsewhere,
        )
    for section in part["sections"]:
        family = section["kind"]
        family = "parameters" if family == "other parameters" else family
        for item in section["items"]:
            yield Shown(family, item["name"], item["annotation"] or "", item["description"])
        if not section["items"] and section.get("text") and family in _RESULTS:
            yield Shown(family, "", "", section["text"])
    for attribute in part.get("attributes", ()):
        yield Shown(
            "member", attribute["name"], attribute["annotation"] or "", attribute["description"]
        )


def _is_same(item: Shown, match: Shown) -> bool:
    return (
        item.family in _NAMED
        and match.family in _NAMED
        and item.name == match.name
        and words(item.text) == words(match.text)
        and type_words(item.type) == type_words(match.type)
    )


def _is_own(extra: Shown, part: dict[str, Any], stated: _Stated) -> bool:
    """Say whether what only the page has is taken from the docstrings that were read."""
    if extra.family not in ("parameters", "attributes", *_RESULTS):
        return False
    if extra.place and extra.place != part["path"]:
        return False
    if words(extra.text) in stated.elsewhere:
        return False
    first = words(f"{extra.name} {extra.type} {extra.text}")[:FIRST_WORDS]
    return bool(first) and all(word in stated.words for word in first)


def _match(entry: Entry, shown: list[Shown], stated: _Stated) -> tuple[str, Shown | None]:
    """Return what differs, and what the page has in place of an entry."""
    candidates = [item for item in shown if _may_be(entry, item)]
    candidates.sort(
        key=lambda item: (item.used, item.family != entry.family, not _same_text(entry, item, True))
    )
    best: tuple[str, Shown | None] = ("missing", None)
    for item in candidates:
        kind = _difference(entry, item, stated)
        if not kind:
            return "", item
        if best[1] is None or (best[0] == "text" and kind == "type"):
            best = kind, item
    return best


def _may_be(entry: Entry, item: Shown) -> bool:
    if entry.family in ("parameters", "attributes"):
        families = (
            ("parameters",)
            if entry.family == "parameters"
            else ("attributes", "parameters", "member")
        )
        return (
            item.family in families
            and item.name == entry.name
            and not (item.used and item.family != "parameters")
        )
    return item.family == entry.family and not item.used


def _difference(entry: Entry, item: Shown, stated: _Stated) -> str:
    """Return in one word what differs; an empty string where nothing does."""
    if entry.family in _RESULTS:
        return _difference_of_results(entry, item)
    if _is_lone(entry) and type_words(entry.type) == type_words(f"{item.type} {item.text}"):
        return ""
    if not _same_text(entry, item, whole=False):
        if not entry.text and item.described_elsewhere:
            return ""
        return "missing" if not (item.text or item.type) else "text"
    shown = type_words(item.type)
    if item.family == "member" or type_words(entry.type) == shown:
        return ""
    # Where two docstrings describe a name, the page joins what they say.
    return "" if not entry.type and shown in stated.types_of(entry.name) else "type"


def _difference_of_results(entry: Entry, item: Shown) -> str:
    label = words(entry.name) + type_words(entry.type)
    shown = words(item.name) + type_words(item.type)
    if _is_lone(entry) and label == shown + type_words(item.text):
        return ""
    if (label + words(entry.text))[:FIRST_WORDS] != (shown + words(item.text))[:FIRST_WORDS]:
        return "text"
    return "" if label == shown else "type"


def _is_lone(entry: Entry) -> bool:
    """Say whether nothing stands below a head: what it holds may be a type or a text."""
    return not entry.text


def _same_text(entry: Entry, item: Shown, whole: bool) -> bool:
    # A page writes ".. deprecated:: 0.6" in words of its own.
    directive = _DIRECTIVE.match(entry.text)
    first = words(entry.text[directive.end() :] if directive else entry.text)
    second = words(item.text)
    if directive:
        second = second[-len(first) :] if first else []
    return first == second if whole else first[:FIRST_WORDS] == second[:FIRST_WORDS]


def _line(entry: Entry | Shown | None) -> str:
    if entry is None:
        return ""
    text = " ".join(entry.text.split())
    return f"{entry.family} {entry.name} ({entry.type}): {text[:100]}"
