"""Sphinx style put into the form that griffe's parser reads.

griffe takes everything after a field, up to the next field, as the field's text. In
reStructuredText a field ends where a line stands at its margin again, so prose between and after
fields is moved in front of them.
"""

from __future__ import annotations

import re

_FIELD = re.compile(r"^[ \t]*:[A-Za-z]+(?:[ \t][^:\n]*)?:(?:[ \t]|$)")


def put_straight(text: str) -> str:
    """Move all fields of a docstring behind its prose.

    Args:
        text: The docstring, its indentation cleaned.

    Returns:
        The prose, a blank line, then the fields in their order.
    """
    prose: list[str] = []
    fields: list[str] = []
    margin: int | None = None
    blank = False
    for line in text.split("\n"):
        indent = len(line) - len(line.lstrip())
        if _FIELD.match(line) and (margin is None or indent <= margin):
            margin, blank = indent, False
            fields.append(line.strip())
        elif not line.strip():
            blank = True
            (fields if margin is not None else prose).append("")
        elif margin is not None and (indent > margin or not blank):
            fields.append("    " + line.strip() if indent <= margin else line)
        else:
            margin, blank = None, False
            prose.append(line)
    while fields and not fields[-1]:
        fields.pop()
    return "\n".join(prose).rstrip("\n") + ("\n\n" + "\n".join(fields) if fields else "")
