"""What a site builder warns of, by codes of its own that go on where those of the checker end."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of warning.

    Attributes:
        code: Its code.
        name: Its name.
        meaning: When it is given, and what to do, in a sentence or two.
    """

    code: str
    name: str
    meaning: str

    def line(self, message: str) -> str:
        """Give a warning as a line."""
        return f"{self.code} {self.name}: {message}"


UNRESOLVED = Kind(
    "FP971",
    "unresolved-reference",
    "A page refers to a name of the library that is not there. Look the name up in the list of "
    "components, or take the reference out.",
)
UNUSED = Kind(
    "FP972",
    "unused-option",
    "A pattern or a group in the options fits no component. It is misspelt, or the component is "
    "gone; or the library has no components at all.",
)
UNREADABLE = Kind(
    "FP973",
    "unreadable-source",
    "A source file of the library could not be read, so pages may lack what stands in it.",
)
UNKNOWN_TABLE = Kind(
    "FP974",
    "unknown-table",
    "A page asks for a table that cannot be made: there is no such component, table, row or file.",
)

INCOMPLETE = Kind(
    "FP976",
    "incomplete-app",
    "The script of an app was read, and something that it lets clients call is known only when it "
    "runs, so the page may lack it. Let it run, or save what it says as a descriptor.",
)

KINDS = (UNRESOLVED, UNUSED, UNREADABLE, UNKNOWN_TABLE, INCOMPLETE)
"""All kinds, by code."""
