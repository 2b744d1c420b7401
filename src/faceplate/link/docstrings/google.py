"""Google style as libraries really write it, put into the form that griffe's parser reads.

griffe wants a blank line above a heading and none below, knows one spelling of each heading, and
passes over an entry without a colon. Libraries keep to none of that, and what is passed over would
be lost, so the text is put straight before it is parsed.
"""

from __future__ import annotations

import re

_HEADINGS = {
    "arg": "Args",
    "args": "Args",
    "argument": "Args",
    "arguments": "Args",
    "attribute": "Attributes",
    "attributes": "Attributes",
    "example": "Example",
    "examples": "Example",
    "exceptions": "Raises",
    "keyword args": "Keyword Args",
    "keyword arguments": "Keyword Args",
    "kwargs": "Keyword Args",
    "methods": "Methods",
    "other parameters": "Other Parameters",
    "param": "Args",
    "parameter": "Args",
    "parameters": "Args",
    "params": "Args",
    "raise": "Raises",
    "raises": "Raises",
    "receives": "Receives",
    "return": "Returns",
    "returns": "Returns",
    "throws": "Raises",
    "warns": "Warns",
    "yield": "Yields",
    "yields": "Yields",
}
_WITH_NAMES = {"Args", "Keyword Args", "Other Parameters", "Attributes"}
_HEADING = re.compile(r"^([A-Za-z][A-Za-z ]*?)(\(\w+\))?:[ \t]*$")
_ENTRY = re.compile(r"^(?:[`*\\]*[A-Za-z_][\w.]*`*(?:, )?)+(?:[ \t]*\(.*?\))?[ \t]*:(?:[ \t]|$)")


def is_heading(label: str) -> bool:
    """Say whether a label, without its colon, opens a section."""
    return label.lower() in _HEADINGS


def put_straight(text: str) -> str:
    """Bring a docstring into the form that griffe's parser of Google style reads.

    Args:
        text: The docstring, its indentation cleaned.

    Returns:
        The same text with headings spelled one way and set off by one blank line above, and with
        further lines of an entry indented below it.
    """
    lines = text.expandtabs(4).split("\n")
    straight: list[str] = []
    index = 0
    fence = False
    while index < len(lines):
        line = lines[index]
        if line.lstrip().startswith(("```", "~~~")):
            fence = not fence
        heading = None if fence else _heading(lines, index)
        if heading is None:
            straight.append(line)
            index += 1
            continue
        block, index = _block(lines, index + 1)
        if straight and straight[-1].strip():
            straight.append("")
        straight.append(f"{heading}:")
        straight.extend(_entries(block) if heading in _WITH_NAMES else block)
        straight.append("")
    return "\n".join(straight).rstrip("\n")


def _heading(lines: list[str], index: int) -> str | None:
    match = _HEADING.match(lines[index])
    heading = _HEADINGS.get(match[1].lower()) if match else None
    if heading is None:
        return None
    following = next((line for line in lines[index + 1 :] if line.strip()), "")
    return heading if following.startswith(" ") else None


def _block(lines: list[str], start: int) -> tuple[list[str], int]:
    end = start
    for index in range(start, len(lines)):
        if lines[index].strip():
            if not lines[index].startswith(" "):
                break
            end = index + 1
    block = lines[start:end]
    while block and not block[0].strip():
        del block[0]
    return block, end


def _entries(block: list[str]) -> list[str]:
    """Indent the lines that go on with an entry without being indented deeper than it."""
    indent = min(len(line) - len(line.lstrip()) for line in block if line.strip())
    entries: list[str] = []
    for line in block:
        text = line[indent:]
        starts = bool(text.strip()) and not text.startswith(" ") and bool(_ENTRY.match(text))
        if starts or not text.strip() or not entries:
            entries.append("    " + text)
        elif text.startswith(" "):
            entries.append("        " + text)
        else:
            entries.append("        " + text)
    return _shallowest(entries)


def _shallowest(entries: list[str]) -> list[str]:
    """Set the further lines of each entry so that the shallowest is one step deeper than it."""
    result: list[str] = []
    further: list[str] = []

    def settle() -> None:
        depths = [len(line) - len(line.lstrip()) for line in further if line.strip()]
        excess = min(depths, default=8) - 8
        result.extend(line[excess:] if line.strip() else "" for line in further)
        further.clear()

    for line in entries:
        if line.startswith("    ") and not line.startswith("     "):
            settle()
            result.append(line)
        else:
            further.append(line)
    settle()
    return result
