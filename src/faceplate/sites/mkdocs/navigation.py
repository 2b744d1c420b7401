"""The navigation: where a site says nothing, the pages stand at its end, group by group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from faceplate.sites.addresses import EVENTS, INDEX

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from faceplate.sites.page import LibraryPages


def entered(made: LibraryPages, folder: str) -> list[Any]:
    """Give the entries of the pages, as they would stand in `mkdocs.yml`.

    Args:
        made: The pages.
        folder: Their folder in the site.
    """
    entries: list[Any] = [f"{folder}/{INDEX}.md"]
    if any(page.slug == EVENTS for page in made.pages):
        entries.append(f"{folder}/{EVENTS}.md")
    for title, slugs in made.groups:
        listed = [f"{folder}/{slug}.md" for slug in slugs]
        entries += [{title: listed}] if len(made.groups) > 1 else listed
    return entries


def put(made: LibraryPages, folder: str, title: str, files: Files, config: MkDocsConfig) -> None:
    """Put the pages into the navigation.

    An entry that names their folder is where they go; without one they go to the end.

    Args:
        made: The pages.
        folder: Their folder in the site.
        title: Title of their section.
        files: All files of the site but these pages.
        config: The configuration of the site.
    """
    entries = entered(made, folder)
    if config.nav is None:
        from mkdocs.structure.files import file_sort_key
        from mkdocs.utils import nest_paths

        pages = sorted(files.documentation_pages(), key=file_sort_key)
        config.nav = nest_paths(one.src_uri for one in pages if one.inclusion.is_in_nav())
    nav: list[Any] = config.nav
    replaced = _replaced(nav, folder, entries)
    if replaced == nav and not any(_names(one, folder) for one in nav):
        replaced = [*nav, {title: entries}]
    config.nav = replaced


def _replaced(nav: Any, folder: str, entries: list[Any]) -> Any:
    if isinstance(nav, list):
        made: list[Any] = []
        for one in nav:
            if isinstance(one, str) and one.rstrip("/") == folder:
                made += entries
            else:
                made.append(_replaced(one, folder, entries))
        return made
    if isinstance(nav, dict):
        return {title: _replaced(one, folder, entries) for title, one in nav.items()}
    return entries if isinstance(nav, str) and nav.rstrip("/") == folder else nav


def _names(nav: Any, folder: str) -> bool:
    return any(one.startswith(f"{folder}/") for one in _paths(nav))


def _paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for one in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _paths(one)
