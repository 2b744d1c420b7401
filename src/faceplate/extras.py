"""What an optional part of faceplate needs, as the line that installs it.

The packages are named, rather than the extra that stands for them: that line is right whether
faceplate came from an index, from an archive or from a checkout.
"""

from __future__ import annotations

import re
import shlex
from importlib.metadata import PackageNotFoundError, requires

_NAME = "faceplate"
_OWN = re.compile(rf"{_NAME}\[([\w-]+)\]")


def install_line(extra: str) -> str:
    """Return the command that installs what an extra needs.

    Args:
        extra: Its name, such as `serve`.
    """
    try:
        stated = requires(_NAME) or []
    except PackageNotFoundError:
        stated = []
    needed = _needed(extra, stated)
    # Where faceplate runs without being installed, what it needs stands in its project alone.
    return f"pip install {shlex.join(needed or [f'.[{extra}]'])}"


def _needed(extra: str, stated: list[str]) -> list[str]:
    """Return the requirements of an extra, and of the other extras of faceplate that it names."""
    needed: list[str] = []
    for line in stated:
        requirement, _, marker = line.partition(";")
        if re.search(rf"\bextra == ['\"]{re.escape(extra)}['\"]", marker):
            own = _OWN.match(requirement)
            needed += _needed(own[1], stated) if own else [requirement.strip()]
    return needed
