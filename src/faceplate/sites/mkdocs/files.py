"""Pages as MkDocs sees them: files that exist in memory, with HTML that is finished already."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from markupsafe import escape as markup
from mkdocs.structure.files import File, get_files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from faceplate.sites.page import SitePage as Finished


class FinishedPage(Page):
    """A page that no Markdown converter has to work on.

    Args:
        page: The page.
        file: Its file.
        config: The configuration of the site.
    """

    def __init__(self, page: Finished, file: File, config: MkDocsConfig) -> None:
        super().__init__(page.title, file, config)
        self._page = page

    def read_source(self, config: MkDocsConfig) -> None:
        """Give the Markdown of the page to plugins that look for it."""
        self.markdown = self._page.markdown
        # What a search finds is handed to it row by row.
        self.meta = {"search": {"exclude": True}}
        # What themes hand to search engines and to whoever links to the page. They put it between
        # quotes as it stands, or escape it; of text that is marked as escaped both make the same.
        if summary := self._page.summary:
            self.meta["description"] = markup(summary)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML as it is; what a plugin made of the Markdown is not looked at."""
        self.content = self._page.html
        self.toc = get_toc(_tokens(self._page))
        self.present_anchor_ids = set(self._page.anchors)


def added(page: Finished, folder: str, config: MkDocsConfig, above: str = "") -> File:
    """Make the file of a page.

    Args:
        page: The page.
        folder: The folder of all pages in the site.
        config: The configuration of the site.
        above: Where that folder stands in what is built, with a slash at its end.
    """
    file = File.generated(config, f"{folder}/{page.slug}.md", content=page.markdown)
    if above:
        file.dest_uri = f"{above}{file.dest_uri}"
    FinishedPage(page, file, config)
    return file


def addresses(config: MkDocsConfig) -> dict[str, str]:
    """Return where the pages are that somebody wrote: the path of each to its address.

    Args:
        config: The configuration of the site.
    """
    return {
        os.path.realpath(file.abs_src_path): file.url
        for file in get_files(config)
        if file.abs_src_path and file.is_documentation_page() and file.inclusion.is_included()
    }


def _tokens(page: Finished) -> list:  # type: ignore[type-arg]
    from html import escape

    top: list[dict[str, object]] = []
    open_: list[tuple[int, list[dict[str, object]]]] = [(1, top)]
    for heading in page.headings:
        while heading.level <= open_[-1][0] and len(open_) > 1:
            open_.pop()
        children: list[dict[str, object]] = []
        token = {
            "level": heading.level,
            "id": heading.anchor,
            "name": escape(heading.title),
            "children": children,
        }
        open_[-1][1].append(token)
        open_.append((heading.level, children))
    return [{"level": 1, "id": page.anchors[0], "name": escape(page.title), "children": top}]
