"""Pages that a site leaves out, by patterns as in `.gitignore`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


class Exclusion:
    """The patterns of a site, held against the pages of a library.

    Args:
        patterns: Compiled patterns, of which the last that fits decides.
        folder: Folder of the pages, relative to the site.
    """

    def __init__(self, patterns: Iterable[Any], folder: str) -> None:
        self._rules: list[tuple[bool, re.Pattern[str]]] = [
            (bool(pattern.include), pattern.regex)
            for pattern in patterns
            if pattern.include is not None and pattern.regex is not None
        ]
        self._folder = folder

    def __repr__(self) -> str:
        rules = [(leaves_out, regex.pattern) for leaves_out, regex in self._rules]
        return f"Exclusion({rules!r}, {self._folder!r})"

    def fits(self, slug: str) -> bool:
        """Say whether a page is left out.

        Args:
            slug: Its name, without a suffix.
        """
        path = f"{self._folder}/{slug}.md"
        decisions = [leaves_out for leaves_out, regex in self._rules if regex.match(path)]
        return bool(decisions) and decisions[-1]
