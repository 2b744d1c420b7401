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
        named = [each for each in requirements if normalised(each.name) == wanted]
        if named:
            return named
    return []


def satisfied(requirements: list[Requirement], version: str) -> bool:
    """Tell whether a version satisfies a requirement.

    Args:
        requirements: Requirements of one distribution, under different markers.
        version: The version that is there.
    """
    file = _answer(requirements, version)
    kept = _kept(file)
    if kept is None:
        from faceplate.source.resolution import satisfies

        kept = "yes" if satisfies(requirements, version) else "no"
        _keep(file, kept)
    return kept == "yes"


def release(requirements: list[Requirement]) -> str:
    """Return the release that satisfies a requirement: the newest that fits.

    What was chosen once stays chosen, as long as its file is kept.

    Args:
        requirements: Requirements of one distribution, under different markers.

    Returns:
        `name==version`.

    Raises:
        UsageError: If there is none, or none can be fetched.
    """
    from faceplate.source.release import downloads, kept

    file = _answer(requirements, "")
    chosen = _kept(file)
    if chosen and kept(os.path.join(downloads(), chosen.replace("==", "-"))):
        return chosen
    from faceplate.source.resolution import newest

    chosen, is_newest = newest(requirements)
    if is_newest:
        _keep(file, chosen)
    return chosen


def _answer(requirements: list[Requirement], version: str) -> str:
    """Return the file that keeps what a requirement was found to mean."""
    from faceplate.source.release import downloads

    text = "\0".join([*(f"{each} ; {each.marker}" for each in requirements), version])
    key = blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
    return os.path.join(downloads(), "choices", key)


def _kept(file: str) -> str | None:
    try:
        with open(file, encoding="utf-8") as stream:
            return stream.read()
    except (OSError, ValueError):
        return None


def _keep(file: str, text: str) -> None:
    """Write an answer, whole or not at all; that it cannot be kept only means asking again."""
    import contextlib
    import tempfile

    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(file), exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=os.path.dirname(file))
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.replace(draft, file)
