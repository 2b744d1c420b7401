"""Where the page of each component is: one flat folder, in lower case, the same on every system."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from faceplate.errors import UsageError

if TYPE_CHECKING:
    from faceplate.model import Component

INDEX, EVENTS = "index", "events"
"""Names of the pages of a site that are not about one component."""

_UNSUITED = re.compile(r"[^a-z0-9_.]+")


class Addresses:
    """The addresses of the pages of some components.

    Args:
        components: The components of a site.
        directories: Whether a page is the index of a folder of its own, or a file.

    Attributes:
        slugs: Path of a component to the name of its page, without a suffix.
    """

    def __init__(self, components: Iterable[Component], directories: bool) -> None:
        self._directories = directories
        self.slugs: dict[str, str] = {}
        listed = list(components)
        count: dict[str, int] = {}
        for one in listed:
            short = _slug(one.name)
            count[short] = count.get(short, 0) + 1
        taken = {INDEX, EVENTS}
        for one in listed:
            short = _slug(one.name)
            # Of two that are called the same, neither may take the other's place one day.
            whole = _slug(one.path.partition(".")[2] or one.path)
            name = slug = short if count[short] == 1 and short not in taken else whole
            number = 1
            while slug in taken:
                number += 1
                slug = f"{name}-{number}"
            taken.add(slug)
            self.slugs[one.path] = slug

    def page(self, slug: str) -> str:
        """Give the address of a page, relative to the folder of all pages."""
        if slug == INDEX:
            return "" if self._directories else "index.html"
        return f"{slug}/" if self._directories else f"{slug}.html"

    def between(self, start: str, end: str, anchor: str = "") -> str:
        """Give the address of a page as seen from another one.

        Args:
            start: Name of the page with the link.
            end: Name of the page it leads to.
            anchor: Where on that page; empty for its beginning.
        """
        fragment = f"#{quote(anchor)}" if anchor else ""
        if start == end:
            return fragment or "#"
        up = "../" if self._directories and start != INDEX else ""
        return f"{up}{self.page(end)}{fragment}" or "./"

    def markdown(self, slug: str) -> str:
        """Give where the Markdown of a page is, relative to the folder of all pages."""
        return f"{slug}.md"


def source_address(template: str, file: str, line: int, end_line: int) -> str | None:
    """Give the address of a place in a source file; None where there is no template.

    Args:
        template: An address with `{file}`, `{line}` and `{end_line}` in it, or an empty text.
        file: Path relative to the folder that holds the package.
        line: First line.
        end_line: Last line.

    Raises:
        UsageError: If the template names something else.
    """
    if not template:
        return None
    try:
        return template.format(file=quote(file), line=line, end_line=end_line)
    except (KeyError, IndexError, ValueError):
        raise UsageError(
            f"{template!r}: an address of sources takes {{file}}, {{line}} and {{end_line}}"
        ) from None


def _slug(name: str) -> str:
    return _UNSUITED.sub("-", name.lower()).strip("-.") or "page"
