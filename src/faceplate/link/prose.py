"""Small readings of prose: the first sentence, and whether it speaks of a deprecation."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.!?])[)\"'`*]*(?=\s+[^\sa-z])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|Dr|Mr|St)\.|\b[A-Z]\.)$"
)


def first_sentence(description: str) -> str:
    """Return the first sentence of the first paragraph, on one line.

    Args:
        description: Markdown.
    """
    paragraph = description.strip().split("\n\n", 1)[0]
    text = " ".join(paragraph.split())
    for match in _SENTENCE_END.finditer(text):
        candidate = text[: match.end()]
        if not _ABBREVIATION.search(candidate):
            return candidate
    return text


def deprecation(name: str, texts: list[str]) -> str | None:
    """Find the text that says that something is deprecated.

    A text about a part of it, such as one of its parameters, does not count.

    Args:
        name: What may be deprecated.
        texts: Notes and description, each a text of its own.

    Returns:
        The whole text, or None.
    """
    texts = [text for text in texts if "deprecated" in text.lower()]
    if not texts:
        return None
    subject = rf"(?:\b{re.escape(name)}\b[`*()]*(?:\s+(?:class|component|function|method))?"
    subject += r"|\bthis(?:\s+(?:class|component|function|method|event))?)"
    stated = re.compile(
        rf"^\W*deprecated\b|{subject}\s+(?:is|has been|was|will be)\s+(?:now\s+)?deprecated\b",
        re.IGNORECASE,
    )
    return next((text for text in texts if stated.search(text)), None)
