"""Notes, warnings and tags: the parts of a docstring that a line with a label opens.

Three spellings are in use: `Note: text` with its further lines, the reStructuredText directive
`.. note::` and the Markdown form `!!! note`. All their lines belong to them; the runtime generators
that look at one line only are how a note ends up half in the description.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from typing import NamedTuple

from faceplate.model import Note

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

_SPELLINGS = {
    "deprecation": "deprecated",
    "notes": "note",
    "seealso": "see also",
    "warnings": "warning",
}
_VERSIONED = ("deprecated", "versionadded", "versionchanged")
_LABEL = re.compile(r"^([A-Za-z][\w-]*(?: [Aa]lso)?):(?:[ \t]+(\S.*?))?[ \t]*$")
_DIRECTIVE = re.compile(r"^\.\. ([a-z]+)::[ \t]*(.*?)[ \t]*$")
_MARKDOWN = re.compile(r'^(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)(?:[ \t]+"(.*)")?[ \t]*$')
_MARKERS = (".. ", "!!!", "???")
_UNDERLINE = re.compile(r"^-{3,}[ \t]*$")


class Opened(NamedTuple):
    """The parts that labels open, and the text without them."""

    text: str
    notes: list[Note]
    tags: dict[str, str]


def kind_of(label: str) -> str:
    """Give the one spelling of an admonition's label.

    Args:
        label: The label as written, without its colon.
    """
    kind = label.lower()
    return _SPELLINGS.get(kind, kind)


def take_out(
    text: str,
    is_tag: Callable[[str], bool],
    is_section: Callable[[str], bool],
    underlined: bool = False,
) -> Opened:
    """Take admonitions and tags out of a docstring.

    Only what stands at the margin counts: an admonition within the text of a parameter speaks of
    that parameter. What looks like a label in the output of a doctest is output.

    Args:
        text: The docstring, its indentation cleaned.
        is_tag: Whether the dialect has a tag of that label.
        is_section: Whether a label opens a section of the docstring style.
        underlined: Whether sections are underlined, so that their entries stand at the margin.

    Returns:
        The parts, and the lines that remain.
    """
    lines = text.split("\n")
    rest: list[str] = []
    notes: list[Note] = []
    tags: dict[str, str] = {}
    fence = doctest = section = False
    index = 0
    while index < len(lines):
        line = lines[index]
        start = line.lstrip()[:3]
        if start in ("```", "~~~"):
            fence = not fence
        doctest = start == ">>>" or (doctest and bool(start))
        section = section or (underlined and _is_underlined(lines, index))
        passed = fence or doctest or section
        opened = None if passed else _opened(lines, index, is_tag, is_section)
        if opened is None:
            rest.append(line)
            index += 1
            continue
        kind, body, index = opened
        while index < len(lines) and not lines[index].strip() and not "".join(rest[-1:]).strip():
            index += 1
        if kind.lower() in KINDS:
            notes.append(Note(kind_of(kind), body))
        else:
            label = kind.lower()
            tags[label] = f"{tags[label]}\n{body}" if label in tags else body
    return Opened("\n".join(rest), notes, tags)


def _opened(
    lines: list[str],
    index: int,
    is_tag: Callable[[str], bool],
    is_section: Callable[[str], bool],
) -> tuple[str, str, int] | None:
    line = lines[index]
    if line[:3] in _MARKERS and (match := _DIRECTIVE.match(line) or _MARKDOWN.match(line)):
        kind, title = match.groups()
        if kind not in KINDS:
            return None
        body, end = _indented(lines, index + 1, 0)
        head = title or ""
        if kind in _VERSIONED and head:
            head = f"{head}:" if body and not head.endswith((".", ":")) else head
        return kind, _joined(head, body), end
    match = _LABEL.match(line) if ":" in line and line[:1].strip() else None
    if match is None:
        return None
    label, head = match[1], match[2] or ""
    admonition = label.lower() in KINDS
    if not admonition and (is_section(label) or not is_tag(label)):
        return None
    if admonition and is_section(label) and not head:
        return None
    body, end = _indented(lines, index + 1, 0)
    if head and not body:
        body, end = _paragraph(lines, index + 1)
    if not head and not body:
        return None
    return label, _joined(head, body), end


def _is_underlined(lines: list[str], index: int) -> bool:
    return index + 1 < len(lines) and bool(_UNDERLINE.match(lines[index + 1]))


def _indented(lines: list[str], start: int, indent: int) -> tuple[str, int]:
    """Give the block that is indented deeper than `indent`, and the index after it."""
    end = start
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.strip():
            continue
        if len(line) - len(line.lstrip()) <= indent:
            break
        end = index + 1
    block = lines[start:end]
    return textwrap.dedent("\n".join(block)).strip("\n"), end


def _paragraph(lines: list[str], start: int) -> tuple[str, int]:
    """Give the lines that go on at the same indentation, up to a blank line or a label."""
    end = start
    while end < len(lines):
        line = lines[end]
        following = lines[end + 1] if end + 1 < len(lines) else ""
        if not line.strip() or _LABEL.match(line) or _DIRECTIVE.match(line):
            break
        if line.startswith((":", "```", "~~~", ">>>")) or _UNDERLINE.match(following):
            break
        end += 1
    return "\n".join(lines[start:end]), end


def _joined(head: str, body: str) -> str:
    return f"{head}\n{body}" if head and body else head or body
