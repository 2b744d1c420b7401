"""What a distribution requires: its `Requires-Dist` lines, and the release that satisfies one.

Lines are taken apart here by hand, since finding the one that names a package is on the path of a
run on which nothing changed; what a specifier or a marker means is asked of `packaging`, once, and
the answer is kept beside the releases.
"""

from __future__ import annotations

import os
import re

from faceplate.cache.hashing import blake2b
from faceplate.source.layout import normalised

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# `name[extra] (>=1,<2); marker`, as in metadata of all ages.
_LINE = re.compile(
    r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;()@]*)\)?\s*(?:;(.*))?$"
)

# Longer than any line that a person wrote; keeps matching cheap.
_LONGEST = 2000

# The marker of what is only required with an extra.
_EXTRA = re.compile(r"\bextra\b")


class Requirement:
    """Another distribution that one requires.

    Attributes:
        name: Its name, as it is spelled.
        specifier: The versions that will do, such as `>=4,<6`; '' for any.
        marker: When it is required; '' for always.
    """

    def __init__(self, name: str, specifier: str, marker: str) -> None:
        self.name = name
        self.specifier = specifier
        self.marker = marker

    def __str__(self) -> str:
        return f"{self.name}{self.specifier}"


def parsed(lines: Iterable[str]) -> list[Requirement]:
    """Return what is required without any extra, of those lines that can be read.

    Args:
        lines: Such as `gradio>=4,<6; python_version > "3.8"`.
    """
    matches = (_LINE.match(line) for line in lines if len(line) <= _LONGEST)
    return [
        Requirement(match[1], match[2].strip().replace(" ", ""), (match[3] or "").strip())
        for match in matches
        if match and not _EXTRA.search(match[3] or "")
    ]


def naming(requirements: list[Requirement], path: str) -> list[Requirement]:
    """Return the requirements whose distribution is named like a package.

    Args:
        requirements: What a distribution requires.
        path: Import path, such as `gradio` or `azure.core.pipeline`; the distribution is named
            like it, or like the packages above it.

    Returns:
        Those of the longest such name; several where they hold under different markers.
    """
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        wanted = normalised("-".join(parts[:count]))
        found = [each for each in requirements if normalised(each.name) == wanted]
        if found:
            return found
    return []


def choice(found: list[Requirement], there: str | None, cache: str | None = None) -> str | None:
    """Choose what satisfies a requirement.

    Args:
        found: Requirements of one distribution, under different markers.
        there: Version of what the environment has, or None.
        cache: The cache folder; None for the usual place.

    Returns:
        `name==version`, or None if what is there will do.

    Raises:
        UsageError: If what is there will not do, and no release can be fetched that does.
    """
    from faceplate.source.release import downloads, kept

    text = "\0".join([*(f"{each} ; {each.marker}" for each in found), there or ""])
    key = blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
    folder = downloads(cache)
    file = os.path.join(folder, "choices", key)
    try:
        with open(file, encoding="utf-8") as stream:
            chosen = stream.read()
    except (OSError, ValueError):
        chosen = None
    if chosen == "":
        return None
    if chosen is not None and kept(os.path.join(folder, chosen.lower().replace("==", "-"))):
        return chosen
    from faceplate.source.resolution import resolved

    return resolved(found, there, file)
