"""Whether a text says that what it describes is deprecated."""

from __future__ import annotations

import re

# "Deprecated: use `b`", "How wide. Deprecated since 3.0.", "This argument is deprecated", but not
# "Whether deprecated entries are shown".
_DEPRECATED = re.compile(
    r"(?:^|[.:;!(\[]\s*)[*_`]*deprecated\b(?!\s+\w+s\b)"
    r"|\b(?:is|are|was|been|now|as)\s+(?:now\s+)?[*_`]*deprecated\b"
    r"|\bdeprecated\s+(?:since|in|as of|and|in favou?r)\b",
    re.IGNORECASE,
)


def is_deprecated(text: str) -> bool:
    """Return whether a text says that what it describes is deprecated.

    Args:
        text: The description of a parameter or an event.
    """
    return _DEPRECATED.search(text) is not None
