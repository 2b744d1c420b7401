"""The configuration that older apps write into their page instead of handing it out."""

from __future__ import annotations

import re
from typing import Any

from faceplate.api.documents import decode
from faceplate.errors import UsageError

# `window.gradio_config = {"version": "3.1"};`
_BEGINNING = re.compile(rb"window\.gradio_config\s*=")
_END = re.compile(rb"</script", re.IGNORECASE)


def configuration(page: bytes, place: str) -> Any:
    """Return the configuration that stands in a page, or None if there is none.

    Each byte is looked at once: a script ends at the first `</script`, whatever stands in it.

    Args:
        page: The page.
        place: Where it is, for the message of an error.

    Raises:
        UsageError: If it is damaged.
    """
    damage: UsageError | None = None
    position = 0
    while beginning := _BEGINNING.search(page, position):
        end = _END.search(page, beginning.end())
        if end is None:
            break
        position = end.start()
        text = page[beginning.end() : position].strip().removesuffix(b";")
        try:
            return decode(text, f"the configuration in {place}")
        except UsageError as error:
            damage = damage or error
    if damage is not None:
        raise damage
    return None
