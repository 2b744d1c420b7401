"""Roles of reStructuredText that are misspelt, put right.

No reader of the markup takes these for roles, so each would stand on the page with its marks. What
is right, and what is quoted, stays as it is.
"""

from __future__ import annotations

import re

# Words between colons that are no role of these may be anything, such as a time or an address.
_KNOWN = (
    "any|attr|class|code|const|data|doc|exc|exception|func|function|literal|math|meth|method|mod"
    "|module|obj|ref|term"
)
_ROLE = rf":(?:[a-z][\w.+-]*:)*(?:{_KNOWN}):"  # :class:, :py:class:, :external+lamps:py:class:
_PIECE = re.compile(
    r"(?<!`)``(?=[^\s`]).+?``(?!`)"  # ``code``, which may hold marks
    rf"|(?P<before>\w?)(?<!`)`?(?P<role>{_ROLE})`{{1,2}}(?P<text>[^`\s][^`\n]*)`{{1,2}}"
    r"(?P<after>[^\W_]?)"  # :class:``Lamp``, `:class:`Lamp``, a:class:`Lamp`, :class:`Lamp`s
    rf"|(?<![\w:`])(?P<open>:(?:{_KNOWN}))`(?P<name>[^`\s][^`\n]*)`"  # :class`Lamp`
    rf"|(?<![\w`:])`(?P<stray>[^`\s][^`\n]*?\s)(?={_ROLE}`[^`\n]+`)"  # `optional, a :class:`Lamp`
    r"|`[^`\n]+`"
)
_UNCLOSED = re.compile(rf"(?:(?<!\w){_ROLE})?`")


def mended(line: str, gap: str) -> str:
    """Return a line in which misspelt roles are roles.

    Args:
        line: The line.
        gap: What is written between a role and a letter that follows it at once.
    """

    def right(match: re.Match[str]) -> str:
        if match["role"]:
            before = f"{match['before']} " if match["before"] else ""
            after = f"{gap}{match['after']}" if match["after"] else ""
            return f"{before}{match['role']}`{match['text']}`{after}"
        if match["open"]:
            return f"{match['open']}:`{match['name']}`"
        return match["stray"] or match[0]

    return _PIECE.sub(right, line)


def unmarked(text: str) -> str:
    """Return a text without the marks of roles that nothing closes.

    Args:
        text: A text in which nothing else is marked.
    """
    return _UNCLOSED.sub("", text)
