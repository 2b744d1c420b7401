"""A fix: how one finding is corrected, worked out only when somebody asks.

A rule hands it over with what it finds, from the place where it has everything at hand. It returns
revisions of docstrings and edits of headers, or None where it cannot be sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from faceplate.check.edits.header import HeaderEdit
from faceplate.check.edits.revision import Revision

if TYPE_CHECKING:
    from faceplate.check.places import SourceLines

# The prefix and the opening quotes of a literal: r""" or '.
_OPENING = re.compile(r"[rRuU]?(\"{3}|'{3}|\"|')")


class FixOptions(NamedTuple):
    """What the user allows.

    Attributes:
        placeholder: Text of an entry for which the library has none; None to add no such entry.
    """

    placeholder: str | None = None


UNASKED = FixOptions()
"""What may be done unasked, and no more."""

Edit = Revision | HeaderEdit
Fix = Callable[[FixOptions], Revision | Sequence[Edit] | None]


def edits_of(fix: Fix | None, options: FixOptions, sources: SourceLines) -> tuple[Edit, ...]:
    """Return the edits that correct a finding.

    Args:
        fix: What its rule handed over.
        options: What the user allows.
        sources: The files of the library.

    Returns:
        The edits, none of which says anything but what is meant; empty if it cannot be corrected.
    """
    answer = fix(options) if fix is not None else None
    if answer is None:
        return ()
    edits = (answer,) if isinstance(answer, Revision) else tuple(answer)
    revisions = [edit for edit in edits if isinstance(edit, Revision)]
    sound = all(_is_whole(revision, sources) and revision.reads_well() for revision in revisions)
    return edits if sound else ()


def _is_whole(revision: Revision, sources: SourceLines) -> bool:
    """Return whether a docstring looks like one literal, not like several next to each other."""
    docstring = revision.subject.docstring
    lines = sources.lines(revision.subject.file)
    line = lines[docstring.line - 1] if docstring.line <= len(lines) else ""
    match = _OPENING.search(line)
    return match is not None and (len(match[1]) == 3 or docstring.line == docstring.end_line)
