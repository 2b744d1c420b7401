"""The navigation: where a site says nothing, the pages stand at its end, group by group.

Where a site states a navigation, or a plugin makes one of a file, the pages are put into that.
Where it states none, none is stated here either, so that plugins which make it of all files do so;
the navigation that MkDocs makes of the files is made again, with the pages in their groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import file_sort_key
from mkdocs.structure.nav import get_navigation
from mkdocs.utils import nest_paths

from faceplate.sites.addresses import EVENTS, INDEX

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from faceplate.sites.page import LibraryPages


def entered(made: LibraryPages, folder: str) -> list[Any]:
    """Give the entries of the pages, as they would stand in `mkdocs.yml`.

    Args:
        made: The pages.
        folder: Their folder in the site.
    """
    slugs = {page.slug for page in made.pages}
    entries: list[Any] = [f"{folder}/{slug}.md" for slug in (INDEX, EVENTS) if slug in slugs]
    for title, members in made.groups:
        listed = [f"{folder}/{slug}.md" for slug in members]
        entries += [{title: listed}] if len(made.groups) > 1 else listed
    return entries


def put(nav: list[Any], made: LibraryPages, folder: str) -> list[Any]:
    """Return a navigation with the pages in it.

    An entry that names their folder is where they go, and so is a list of all of them by name,
    which is what plugins make of the folder. Without either they go to the end.

    Args:
        nav: The navigation.
        made: The pages.
        folder: Their folder in the site.
    """
    entries = entered(made, folder)
    replaced: list[Any] = _replaced(nav, folder, entries)
    if replaced == nav and not any(_names(entry, folder) for entry in nav):
        replaced = [*nav, {made.title: entries}]
    return replaced


def arranged(
    sections: Sequence[tuple[LibraryPages, str]], files: Files, config: MkDocsConfig
) -> Navigation:
    """Return the navigation of a site that states none.

    Args:
        sections: The pages of each library, with their folder in the site.
        files: All files of the site.
        config: The configuration of the site.
    """
    ours = {path for made, folder in sections for path in _paths(entered(made, folder))}
    others = sorted(files.documentation_pages(), key=file_sort_key)
    nav = nest_paths(
        file.src_uri for file in others if file.inclusion.is_in_nav() and file.src_uri not in ours
    )
    for made, folder in sections:
        nav = put(nav, made, folder)
    config.nav = nav
    try:
        return get_navigation(files, config)
    finally:
        config.nav = None


def appended(
    nav: Navigation, made: LibraryPages, folder: str, files: Files, config: MkDocsConfig
) -> None:
    """Add the pages to a finished navigation, if a plugin that made it left all of them out.

    Args:
        nav: The navigation.
        made: The pages.
        folder: Their folder in the site.
        files: All files of the site.
        config: The configuration of the site.
    """
    if any(path.startswith(f"{folder}/") for path in _sources(nav.items)):
        return
    stated, config.nav = config.nav, [{made.title: entered(made, folder)}]
    try:
        section = get_navigation(files, config)
    finally:
        config.nav = stated
    if nav.pages and section.pages and section.pages[0] not in nav.pages:
        nav.pages[-1].next_page, section.pages[0].previous_page = section.pages[0], nav.pages[-1]
    nav.items += section.items
    nav.pages += [page for page in section.pages if page not in nav.pages]


def _sources(items: Iterable[Any]) -> Iterator[str]:
    """Yield the source of each page that a navigation shows, which may be fewer than it knows."""
    for item in items:
        if item.is_page:
            yield item.file.src_uri
        yield from _sources(item.children or ())


def _replaced(nav: Any, folder: str, entries: list[Any]) -> Any:
    if isinstance(nav, list):
        if _is_listing(nav, entries):
            return entries
        replaced: list[Any] = []
        for entry in nav:
            if isinstance(entry, str) and entry.rstrip("/") == folder:
                replaced += entries
            else:
                replaced.append(_replaced(entry, folder, entries))
        return replaced
    if isinstance(nav, dict):
        return {title: _replaced(entry, folder, entries) for title, entry in nav.items()}
    return entries if isinstance(nav, str) and nav.rstrip("/") == folder else nav


def _is_listing(nav: list[Any], entries: list[Any]) -> bool:
    """Say whether a list is that of all pages by name, the index first: nobody chose the order."""
    paths = [*_paths(entries)]
    first, rest = paths[:1], sorted(paths[1:])
    return nav == first + rest or nav == sorted(paths)


def _names(nav: Any, folder: str) -> bool:
    return any(one.startswith(f"{folder}/") for one in _paths(nav))


def _paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for one in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _paths(one)
