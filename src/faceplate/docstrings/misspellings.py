"""Roles of reStructuredText that are misspelt, put right.

No reader of the markup takes these for roles, so each would stand on the page with its marks. What
is right, and what is quoted, stays as it is.
"""

from __future__ import annotations

import re

# Words between colons that are no role of these may be anything, such as a time or an address.
_ROLE_NAMES = (
    "any|attr|class|code|const|data|doc|exc|exception|func|function|literal|math|meth|method|mod"
    "|module|obj|ref|term"
)
# :class:, :py:class:, :external+lamps:py:class:
_ROLE = rf":(?:external(?:\+[\w.-]+)?:)?(?:(?:c|cpp|js|py|rst|std):)?(?:{_ROLE_NAMES}):"
_BEFORE = r"(?<![^\s('\"\[{<])"  # what opens stands behind a space or a bracket
_PIECE = re.compile(
    r"(?<!`)``(?=[^\s`]).+?``(?!`)"  # ``code``, which may hold marks
    rf"|(?P<before>\w?)(?:{_BEFORE}`|(?<!`))(?P<role>{_ROLE})`{{1,2}}"
    rf"(?P<text>(?![^`\n]*{_ROLE}`)[^`\s][^`\n]*)`{{1,2}}"
    r"(?P<after>s\b|[^\W_])?"  # :class:``Lamp``, `:class:`Lamp``, a:class:`Lamp`, :class:`Lamp`s
    rf"|(?<![\w:`])(?P<open>:(?:{_ROLE_NAMES}))`(?P<name>[^`\s][^`\n]*)`"  # :class`Lamp`
    # `optional, a :class:`Lamp`
    rf"|{_BEFORE}`(?P<unclosed>[^`\s][^`\n]*?\s)(?={_ROLE}`[^`\n]+`)"
    r"|`[^`\n]+`"
)
# :class:`Lamp, without what closes it
_OPENED = re.compile(rf"{_BEFORE}{_ROLE}`(?=\S)")
# A backtick that is left, and the role in front of it
_UNCLOSED = re.compile(rf"(?:(?<!\w){_ROLE})?`")


def fixed(line: str, plural: str) -> str:
    """Return a line in which misspelt roles are roles.

    Args:
        line: The line.
        plural: What is written between a role and the `s` of its plural.
    """

    def right(match: re.Match[str]) -> str:
        """Return what is meant by a piece of the line."""
        if match["role"]:
            before = f"{match['before']} " if match["before"] else ""
            after = match["after"] or ""
            space = (plural if after == "s" else " ") if after else ""
            return f"{before}{match['role']}`{match['text']}`{space}{after}"
        if match["open"]:
            return f"{match['open']}:`{match['name']}`"
        return match["unclosed"] or match[0]

    return _PIECE.sub(right, line)


def without_opened(text: str, follows: bool) -> str:
    """Return a text without the marks of roles that are opened in it and never closed.

    Args:
        text: A text in which docutils has found nothing that is marked.
        follows: Whether something marked stands right before it, as in ``*a*:class:`b``; the marks
            keep the two apart.
    """
    return _OPENED.sub("", f"*{text}")[1:] if follows else _OPENED.sub("", text)


def unmarked(text: str) -> str:
    """Return a type without the marks that are left in it.

    Args:
        text: A type, without the roles and the code that are marked as they should be.
    """
    return _UNCLOSED.sub("", text)
