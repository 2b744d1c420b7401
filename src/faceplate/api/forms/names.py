"""Names that other tools can take, made of the names of an app."""

from __future__ import annotations

import re
from collections.abc import Container


def unique(wanted: str, taken: Container[str], longest: int) -> str:
    """A name of letters, digits, hyphens and underscores that is not taken.

    Args:
        wanted: What it should come near to.
        taken: Names that it must not be.
        longest: How many characters it may have.

    Returns:
        The name, with a number at its end where it would be taken otherwise.
    """
    name = re.sub(r"[^a-zA-Z0-9_-]+", "_", wanted).strip("_")[:longest] or "call"
    number, made = 1, name
    while made in taken:
        ending = f"_{number}"
        made = name[: longest - len(ending)] + ending
        number += 1
    return made
