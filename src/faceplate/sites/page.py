"""What a site keeps of its pages: finished markup, and what is to be found and pointed at in it."""

from __future__ import annotations

import msgspec

from faceplate.sites.index import find
from faceplate.sites.search import Record

# Characters of a summary; search engines show no more of it.
_SUMMARY = 160


class Heading(msgspec.Struct, frozen=True, array_like=True):
    """A heading of a page, for its table of contents.

    Attributes:
        level: 2 for a section, 3 for one in it, and so on.
        anchor: Where it is.
        title: What it says, as plain words.
    """

    level: int
    anchor: str
    title: str


class SitePage(msgspec.Struct, frozen=True, array_like=True):
    """A finished page.

    Attributes:
        slug: Name of the page, without a suffix.
        title: Its title, as plain words.
        html: What stands in the theme's page.
        markdown: The same as Markdown; empty for pages that are lists.
        headings: Its headings in order.
        anchors: All anchors on it.
        records: What a search finds: anchor, title and words.
        path: Path of its component, or empty.
        source: Where the component stands, or None.
        links: Names that were looked up for it, with what they led to then.
        references: References that its texts make, with what they led to then.
    """

    slug: str
    title: str
    html: str
    markdown: str
    headings: list[Heading]
    anchors: list[str]
    records: list[Record]
    path: str = ""
    source: tuple[str, int, int] | None = None
    links: dict[str, str | None] = {}
    references: dict[str, str | None] = {}

    @property
    def summary(self) -> str:
        """What search engines and previews of links show of the page; may be empty."""
        text = self.records[0].text if self.records else ""
        if len(text) <= _SUMMARY:
            return text
        return text[:_SUMMARY].rpartition(" ")[0] + " ..."


class LibraryPages(msgspec.Struct, frozen=True, array_like=True):
    """All pages of a library.

    Attributes:
        library: Its name.
        version: Its version; may be empty.
        title: Title of the section that its pages are.
        groups: Titles of the groups with the names of their pages, in order.
        pages: The index, the events matrix where there are events, then a page for each component.
        names: What can be pointed at, as `Names` in MessagePack; most builds need none of it.
        inventory: The compressed part of `objects.inv`.
        contents: `llms.txt` without its head, with `llms.HERE` for the folder of the pages.
        warnings: What the options say and the library has not.
        history: The history of the library as JSON; empty where none is asked for.
    """

    library: str
    version: str
    title: str
    groups: list[tuple[str, list[str]]]
    pages: list[SitePage]
    names: bytes
    inventory: bytes
    contents: str
    warnings: list[str]
    history: bytes = b""


class SiteNames(msgspec.Struct, frozen=True, array_like=True):
    """The names of a site.

    Attributes:
        pages: Each dotted name that can be pointed at, with the name of the page it is on.
        others: Other names of components, each with the dotted name it stands for.
    """

    pages: dict[str, str]
    others: dict[str, str]

    def find(self, name: str) -> tuple[str, str] | None:
        """Find what a name leads to: the dotted name it stands for, and the name of the page."""
        whole = find(name, self.pages, self.others)
        return None if whole is None else (whole, self.pages[whole])


def names(content: bytes) -> SiteNames:
    """Read the names of a site.

    Args:
        content: What `Made.names` holds.
    """
    return msgspec.msgpack.decode(content, type=SiteNames)
