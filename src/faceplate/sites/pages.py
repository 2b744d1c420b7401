"""The pages of a site as HTML and Markdown, made only where something they depend on has changed.

What is kept from the last time is used as long as it holds; what makes pages is imported only where
some have to be made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec.structs import replace

from faceplate.collector import without_collector
from faceplate.sites import colours
from faceplate.sites.arrangement import Arrangement
from faceplate.sites.exclusion import Exclusion
from faceplate.sites.external_names import ExternalNames
from faceplate.sites.library import SiteLibrary
from faceplate.sites.markup import fingerprint
from faceplate.sites.page import LibraryPages
from faceplate.sites.related_options import RelatedOptions

if TYPE_CHECKING:
    from faceplate.model import Manifest
    from faceplate.sites.related import RelatedGuides


class PageOptions(NamedTuple):
    """What a site says of its pages.

    Attributes:
        title: Title of the section; empty for what the library has, such as "Components".
        is_section: Whether the pages are one section of a site, so that the index is "All ...".
        folder: Folder of the pages, relative to the site.
        arrangement: Which components are shown, and how.
        headings: Title of a section to the title that it gets; an empty one leaves the section out.
        source_url: Address of a source file, with `{file}`, `{line}` and `{end_line}` in it.
        directories: Whether a page is the index of a folder of its own.
        neighbours: Whether a page links to those before and after it itself.
        shared_arguments: Whether event arguments that all listeners take are explained once, on
            the page of all events.
        templates: A folder with templates that replace those of this package, or None.
        excluded: Which pages the site leaves out; None for none.
        related: Where the guides and demos of the library are.
        external: Names that other sites explain.
    """

    title: str = ""
    is_section: bool = False
    folder: str = "components"
    arrangement: Arrangement = Arrangement()
    headings: Mapping[str, str] = {}
    source_url: str = ""
    directories: bool = True
    neighbours: bool = False
    shared_arguments: bool = True
    templates: str | None = None
    excluded: Exclusion | None = None
    related: RelatedOptions = RelatedOptions()
    external: ExternalNames = ExternalNames()


_decoder = msgspec.msgpack.Decoder(LibraryPages)


def made(site_library: SiteLibrary, options: PageOptions) -> LibraryPages:
    """Give all pages of a library; what is kept from the last time and still holds is used.

    Args:
        site_library: The library.
        options: What the site says of its pages.
    """
    history = site_library.history.digest if site_library.history is not None else ""
    related = _related(site_library, options)
    stated = f"{options!r}\0{fingerprint(options.templates)}\0{colours.version()}"

    fresh: list[LibraryPages] = []

    def make(manifest: Manifest) -> bytes:
        from faceplate.sites.page_maker import PageMaker

        fresh.append(PageMaker(site_library, manifest, options, stated, related).made())
        return msgspec.msgpack.encode(fresh[0])

    with without_collector():
        form = f"site\0{stated}\0{history}\0{related.fingerprint if related else ''}"
        kept = site_library.result(form, make)
        pages = fresh[0] if fresh else _decoder.decode(kept)
        problems = related.problems if related else []
        return replace(pages, warnings=[*pages.warnings, *problems])


def _related(site_library: SiteLibrary, options: PageOptions) -> RelatedGuides | None:
    """Return the guides of a library, where there are some."""
    if not options.related.folders:
        return None
    from faceplate.sites.related import RelatedGuides

    return RelatedGuides(site_library.store, options.related)
