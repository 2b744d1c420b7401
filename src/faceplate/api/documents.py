"""JSON from elsewhere, read with limits: one line says what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

from faceplate.errors import UsageError

_DEEPEST = 100


def decode(content: bytes, place: str) -> Any:
    """Read a JSON document.

    Args:
        content: The document in UTF-8, UTF-16 or UTF-32.
        place: Where it came from, for the message of an error.

    Returns:
        Its value.

    Raises:
        UsageError: If it is not JSON, or is nested deeper than any descriptor.
    """
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
