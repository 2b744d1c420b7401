"""`llms.txt` and `llms-full.txt`: a site for readers that are programs.

The first lists the pages with a sentence each and leads to the Markdown of each; the second holds
that Markdown, one page after another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from faceplate.characters import visible
from faceplate.render.content import plain
from faceplate.render.prose import prose

if TYPE_CHECKING:
    from faceplate.model import Component
    from faceplate.sites.arrangement import PageGroup

HERE = "\0"
"""Stands in the lists for the address of the folder of the pages, which only the site knows."""

_MARKUP = re.compile(r"[\\\[\]`*_]")


def head(title: str, summary: str) -> str:
    """Write the beginning of `llms.txt`.

    Args:
        title: Name of the site.
        summary: What it is about, in a sentence; may be empty.
    """
    said = f"\n> {_words(summary)}\n" if summary.strip() else ""
    return f"# {_words(title)}\n{said}\n"


def contents(groups: Iterable[PageGroup], address: Callable[[Component], str]) -> str:
    """Write the lists of `llms.txt`, with `HERE` before each address.

    Args:
        groups: The components of a site.
        address: Gives where the Markdown of a component is, in the folder of the pages.
    """
    parts = []
    for group in groups:
        listed = [f"## {_words(group.title)}\n"]
        for one in group.components:
            said = _words(first_words(one.summary))
            listed.append(
                f"- [{_words(one.path)}]({HERE}{address(one)}){f': {said}' if said else ''}"
            )
        parts.append("\n".join(listed) + "\n")
    return "\n".join(parts)


def added(before: str, lists: str) -> str:
    """Write lists at the end of an `llms.txt`.

    Args:
        before: What stands there: a head, or what somebody else wrote.
        lists: The lists.
    """
    return f"{before.rstrip()}\n\n{lists}"


def whole(pages: Iterable[str]) -> str:
    """Write `llms-full.txt`.

    Args:
        pages: The Markdown of each page.
    """
    return "\n\n---\n\n".join(page.strip("\n") for page in pages) + "\n"


def first_words(markdown: str) -> str:
    """Give a summary as plain words in one line."""
    words = []
    for block in prose(markdown):
        spans = getattr(block, "spans", ())
        if spans:
            words.append(plain(spans))
    return " ".join(" ".join(words).split())


def _words(text: str) -> str:
    """Quote plain words for Markdown, in one line."""
    quoted = _MARKUP.sub(r"\\\g<0>", " ".join(visible(text).split()))
    return quoted.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
