"""Notes, warnings and tags: the parts of a docstring that a line with a label opens.

Three spellings are in use: `Note: text` with its further lines, the reStructuredText directive
`.. note::` and the Markdown form `!!! note`. All their lines belong to them; the runtime generators
that look at one line only are how a note ends up half in the description.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from faceplate.docstrings import headings, numpy
from faceplate.docstrings.lines import Lines
from faceplate.docstrings.parts import Part

KINDS = {
    "attention",
    "caution",
    "danger",
    "deprecated",
    "deprecation",
    "error",
    "hint",
    "important",
    "info",
    "note",
    "notes",
    "seealso",
    "see also",
    "tip",
    "todo",
    "versionadded",
    "versionchanged",
    "warning",
    "warnings",
}
"""Labels that open an admonition in any library, in lower case."""

# The one kind that several labels mean.
_SPELLINGS = {
    "deprecation": "deprecated",
    "notes": "note",
    "seealso": "see also",
    "warnings": "warning",
}
_VERSIONED = ("deprecated", "versionadded", "versionchanged")
"""Kinds whose title is a version, which a colon sets off from the text below."""

# `Note: text`, `See also:`
_LABEL = re.compile(r"([A-Za-z][\w-]*(?: [Aa]lso)?):(?:[ \t]+(\S.*))?$")
# `.. note:: text`
_DIRECTIVE = re.compile(r"\.\. ([a-z]+)::(?:[ \t]+(\S.*))?$")
# `!!! note "A title"`, `??? tip`, `???+ tip`
_MARKDOWN = re.compile(r'(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)(?:[ \t]+"(.*)")?$')
_MARKERS = (".. ", "!!!", "???")
"""What both begin with, so that most lines need no pattern."""


def kind_of(label: str) -> str:
    """Return the one spelling of an admonition's label.

    Args:
        label: The label as written, without its colon.
    """
    kind = label.lower()
    return _SPELLINGS.get(kind, kind)


def marked(lines: Lines, index: int) -> Part | None:
    """Return the admonition that a directive, or `!!!` in Markdown, opens at the margin, or None.

    Args:
        lines: The lines of the docstring.
        index: Index of the line.
    """
    line = lines.texts[index].rstrip()
    if line[:3] not in _MARKERS:
        return None
    match = _DIRECTIVE.match(line) or _MARKDOWN.match(line)
    if match is None or match[1].lower() not in KINDS:
        return None
    kind, title = match[1].lower(), match[2] or ""
    end = lines.block(index + 1, 0)
    text = lines.text(index + 1, end)
    if kind in _VERSIONED and title and text and not title.endswith((".", ":")):
        title = f"{title}:"
    return _part(lines, "note", match[1], index, end, _joined(title, text))


def labelled(lines: Lines, index: int, is_tag: Callable[[str], bool]) -> Part | None:
    """Return the admonition or tag that a line `Label: text` opens at the margin, or None.

    Args:
        lines: The lines of the docstring.
        index: Index of the line.
        is_tag: Whether the dialect has a tag of that label.
    """
    line = lines.texts[index].rstrip()
    match = _LABEL.match(line) if ":" in line else None
    if match is None:
        return None
    label, title = match[1], match[2] or ""
    is_admonition = label.lower() in KINDS
    if not is_admonition and (headings.kind_of(label) is not None or not is_tag(label)):
        return None
    end = lines.block(index + 1, 0)
    text = lines.text(index + 1, end)
    if title and not text:
        end = _paragraph_end(lines, index + 1)
        text = "\n".join(lines.texts[index + 1 : end])
    if not title and not text:
        return None
    kind = "note" if is_admonition else "tag"
    return _part(lines, kind, label, index, end, _joined(title, text))


def _part(lines: Lines, kind: str, label: str, index: int, end: int, text: str) -> Part:
    body = lines.texts[index + 1 : end]
    return Part(kind, "label", label, index, index + 1, end, body, [], text)


def _paragraph_end(lines: Lines, start: int) -> int:
    """Return the index after lines that go on at the same margin, up to a blank one or a label."""
    for end in range(start, len(lines)):
        line = lines.texts[end]
        if lines.margins[end] < 0 or _LABEL.match(line.rstrip()) or _DIRECTIVE.match(line.rstrip()):
            return end
        if line.startswith((":", "@", "```", "~~~", ">>>")) or numpy.is_underlined(
            lines.texts, end
        ):
            return end
    return len(lines)


def _joined(title: str, text: str) -> str:
    return f"{title}\n{text}" if title and text else title or text
