"""Names of a module that only its functions bind, as they declare them global."""

from __future__ import annotations

import re
from collections.abc import Container

from faceplate.facts.declarations import UnknownNames

# A statement on a line of its own, indented: `    global colours, scale  # set once`.
_STATEMENT = re.compile(r"^[ \t]+global[ \t]+([\w, \t]+?)[ \t]*(?:#.*)?$", re.MULTILINE)
# What binds names in a function: `def name`, `class name`, `from x import name`, `name = 1`,
# `name, other = pair`, `name: int = 1`, and `name,` in a list of imports.
_BINDING = re.compile(
    r"^[ \t]+(?:(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)"
    r"|(?:from|import)[ \t]([^\n]*)"
    r"|([\w, \t]+?)[ \t]*(?:=[^=]|:|,$))",
    re.MULTILINE,
)
_WORD = re.compile(r"\w+")

_MOST_LISTED = 5
"""Names that one message spells out."""


def global_names(code: str, members: Container[str]) -> list[UnknownNames]:
    """Return the public names that only functions bind: whether they do is known when they run.

    Args:
        code: The source of a module.
        members: The names that its own statements bind.

    Returns:
        One entry for all of them, with the first line that declares one global; none without any.
    """
    stated: dict[str, int] = {}
    for match in _STATEMENT.finditer(code) if "global " in code else ():
        for name in map(str.strip, match[1].split(",")):
            if name.isidentifier() and name[0] != "_" and name not in members:
                stated.setdefault(name, match.start())
    if not stated:
        return []
    bound = {
        word
        for match in _BINDING.finditer(code)
        for word in _WORD.findall(match[1] or match[2] or match[3])
    }
    names = [name for name in stated if name in bound]
    if not names:
        return []
    reason = f"only functions that declare them global bind {listed(names)}"
    return [UnknownNames(code.count("\n", 0, stated[names[0]]) + 1, reason)]


def listed(names: list[str]) -> str:
    """Return names for a message, the first few of them spelled out."""
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return ", ".join(f"`{name}`" for name in names[:_MOST_LISTED]) + more
