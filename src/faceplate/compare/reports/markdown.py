"""The report as Markdown, for release notes: level by level; long lists of places fold."""

from __future__ import annotations

import re

from faceplate.characters import visible
from faceplate.compare.change import Change, ReleaseComparison
from faceplate.compare.reports.sentences import TITLES, notes, release, summary

_FEW = 3
"""Places that are named in the line; more of them fold."""

# What Markdown or HTML would read as its own; code in backticks is quoted otherwise.
_MARKUP = re.compile(r"[\\`*_\[\]<>#|&~]")
_CODE = re.compile(r"(`[^`]*`)")


def write(comparison: ReleaseComparison) -> str:
    """Write a list for each level."""
    title = f"{release(comparison.old)} to {release(comparison.new)}"
    parts = [f"# {_quoted(title)}", "", f"{_quoted(summary(comparison)).capitalize()}.", ""]
    for level, heading in TITLES.items():
        changes = [change for change in comparison.changes if change.level == level]
        if changes:
            parts += [f"## {heading}", ""]
            parts += [_line(change) for change in changes]
            parts.append("")
    return "\n".join(parts).rstrip("\n") + "\n"


def _line(change: Change) -> str:
    places = [_code(place) for place in change.places]
    what = quoted_text(change.message) + notes(change)
    if len(places) <= _FEW:
        return f"- {', '.join(places)}: {what}"
    rest = ", ".join(places)
    return (
        f"- {what}, in {len(places)} places\n"
        f"  <details><summary>Where</summary>{_html(rest)}</details>"
    )


def quoted_text(text: str) -> str:
    """Return a message with its code kept as code, and the rest quoted.

    Args:
        text: The message, with code in backticks.
    """
    parts = _CODE.split(" ".join(visible(text).split()))
    return "".join(part if part.startswith("`") else _quoted(part) for part in parts)


def _code(text: str) -> str:
    return f"`{visible(text).replace('`', '')}`"


def _html(text: str) -> str:
    from html import escape

    return escape(text.replace("`", ""))


def _quoted(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", visible(text))
