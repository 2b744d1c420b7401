"""JSON from elsewhere, read with limits: one line says what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

from faceplate.errors import UsageError

_DEEPEST = 100
# How many commas and brackets there may be, which is as many as values: each takes up to a hundred
# bytes. The descriptor of an app with 300 endpoints has a few ten thousand.
_MOST_VALUES = 1_000_000


def decode(content: bytes, place: str) -> Any:
    """Read a JSON document.

    Args:
        content: The document in UTF-8, UTF-16 or UTF-32.
        place: Where it came from, for the message of an error.

    Returns:
        Its value.

    Raises:
        UsageError: If it is not JSON, or is larger or nested deeper than any descriptor.
    """
    if sum(map(content.count, (b"[", b"{", b","))) > _MOST_VALUES:
        raise UsageError(f"{place} holds more than {_MOST_VALUES:,} values")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else error
        raise UsageError(f"{place} is not JSON: {reason}") from None
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            item
            for outer in level
            if isinstance(outer, (dict, list))
            for item in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return value
    raise UsageError(f"{place} is nested deeper than {_DEEPEST} levels")
