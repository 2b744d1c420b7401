"""A site of its own: the pages of a library as plain files, which need no builder and no server.

    library -> pages (kept from the last time, as for every site) -> frames -> files

Links are relative and end in the name of a file, so the site works in a folder, at any address.
The navigation of a page holds no more entries than a reader looks at, so that a site of many pages
does not consist of navigation. What an earlier build wrote is replaced or removed; a folder with
anything else in it is left alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup

from faceplate.cache import code
from faceplate.cache.hashing import blake2b
from faceplate.errors import UsageError, clean
from faceplate.sites import inventory, llms, markup, pages
from faceplate.sites.addresses import EVENTS, INDEX
from faceplate.sites.library import SiteLibrary
from faceplate.sites.page import LibraryPages, SitePage

RECORD = ".faceplate-site.json"
"""Lists what a build wrote, so that the next one knows what it may replace."""

ASSETS = Path(__file__).parent / "assets"

_ASSET_NAMES = ("faceplate.css", "faceplate.js", "icon.svg", "site.css", "site.js")
_SEARCH = "search-index.js"
_HISTORY = "history.json"
_MOST_LINKS = 60
"""Entries of a group in the navigation of a page; of a larger group those around the page."""
_LONGEST = 160
"""Characters of a text that the search keeps: enough to show, and to find most by its words."""


class Built(NamedTuple):
    """What a build did.

    Attributes:
        pages: How many pages the site has.
        written: How many of its files are new or changed.
        removed: How many files of an earlier build were removed.
        start: The file to open.
        is_empty: Whether the library has nothing to show.
        warnings: What the options say in vain, a line each.
    """

    pages: int
    written: int
    removed: int
    start: str
    is_empty: bool
    warnings: list[str]


class _Record(msgspec.Struct):
    """What an earlier build left.

    Attributes:
        fingerprint: Of all that the site was made of.
        files: Path of each file, relative to the site, to its size and time.
    """

    fingerprint: str
    files: dict[str, tuple[int, int]]


def build(site_library: SiteLibrary, options: pages.PageOptions, folder: str) -> Built:
    """Write the site of a library.

    Args:
        site_library: The library.
        options: What is said of its pages.
        folder: Where the site is written; made if it is not there.

    Raises:
        UsageError: If the folder holds something that no build wrote, or cannot be written.
    """
    before = _record(folder)
    made = pages.made(site_library, options._replace(directories=False, neighbours=True))
    fingerprint = _fingerprint(made, site_library)
    start = os.path.join(folder, "index.html")
    is_empty = not any(page.path for page in made.pages)
    if before is not None and before.fingerprint == fingerprint and _holds(folder, before):
        return Built(len(made.pages), 0, 0, start, is_empty, made.warnings)
    known = before.files if before is not None else {}
    try:
        written = [name for name, content in _files(made) if _put(folder, name, content, known)]
        names = [name for name, _ in _names(made)]
        removed = [name for name in known if name not in names]
        for name in removed:
            _remove(folder, name)
        files = {name: _state(folder, name) for name in names}
        record = msgspec.json.encode(_Record(fingerprint, files))
        Path(folder, RECORD).write_bytes(record)
    except OSError as error:
        place = clean(str(error.filename or folder))
        raise UsageError(f"{place} cannot be written: {error.strerror or error}") from None
    count = len(made.pages)
    return Built(count, len(written), len(removed), start, is_empty, made.warnings)


def _record(folder: str) -> _Record | None:
    """Return what an earlier build left in a folder; None where there is nothing at all."""
    try:
        content = Path(folder, RECORD).read_bytes()
    except FileNotFoundError:
        if os.path.isdir(folder) and os.listdir(folder):
            raise UsageError(
                f"{clean(folder)} has files that faceplate did not write; give an empty folder, or "
                "one that does not exist"
            ) from None
        return None
    except OSError as error:
        raise UsageError(f"{clean(folder)} is not a folder: {error.strerror}") from None
    try:
        record = msgspec.json.decode(content, type=_Record)
    except (msgspec.DecodeError, ValueError):
        return _Record("", {})
    inside = {name: state for name, state in record.files.items() if _is_inside(name)}
    return _Record(record.fingerprint, inside)


def _is_inside(name: str) -> bool:
    """Say whether a name leads to a file of the site: a record may have been changed by anybody."""
    return not os.path.isabs(name) and ".." not in Path(name).parts and name not in ("", ".")


def _fingerprint(made: LibraryPages, site_library: SiteLibrary) -> str:
    whole = blake2b(msgspec.msgpack.encode(made), digest_size=16)
    whole.update(code.fingerprint(site_library.store).encode())
    return whole.hexdigest()


def _holds(folder: str, record: _Record) -> bool:
    """Say whether all files are as the last build left them."""
    return all(_state(folder, name) == state for name, state in record.files.items())


def _state(folder: str, name: str) -> tuple[int, int]:
    try:
        status = os.stat(os.path.join(folder, name))
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _put(folder: str, name: str, content: bytes, known: Mapping[str, object]) -> bool:
    """Write a file unless it is there already, and return whether it was written."""
    path = Path(folder, name)
    if path.is_symlink():
        path.unlink()  # what it leads to was not made by a build
    elif name in known and path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def _remove(folder: str, name: str) -> None:
    path = Path(folder, name)
    if path.is_file() or path.is_symlink():
        path.unlink()


def _names(made: LibraryPages) -> Iterator[tuple[str, SitePage | None]]:
    """Yield the name of each file, with the page that it shows."""
    for page in made.pages:
        yield f"{page.slug}.html", page
        if page.markdown:
            yield f"{page.slug}.md", None
    for name in _ASSET_NAMES:
        yield f"assets/{name}", None
    for name in (f"assets/{_SEARCH}", "objects.inv", "llms.txt", "llms-full.txt"):
        yield name, None
    if made.history:
        yield _HISTORY, None


def _files(made: LibraryPages) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a site with its content."""
    templates = markup.environment(None)
    listed = {page.slug: page for page in made.pages}
    for page in made.pages:
        yield f"{page.slug}.html", _framed(templates, made, listed, page).encode()
        if page.markdown:
            yield f"{page.slug}.md", page.markdown.encode()
    for name in _ASSET_NAMES:
        yield f"assets/{name}", (ASSETS / name).read_bytes()
    yield f"assets/{_SEARCH}", _search_index(made)
    yield "objects.inv", inventory.head(made.library, made.version) + made.inventory
    contents = llms.head(made.library, "") + made.contents.replace(llms.HERE, "")
    yield "llms.txt", contents.encode()
    whole = llms.whole(page.markdown for page in made.pages if page.markdown)
    yield "llms-full.txt", whole.encode()
    if made.history:
        yield _HISTORY, made.history


def _framed(
    templates: Any, made: LibraryPages, listed: Mapping[str, SitePage], page: SitePage
) -> str:
    overview = [slug for slug in (INDEX, EVENTS) if slug in listed]
    groups = [("Overview", overview), *made.groups]
    return markup.write(
        templates,
        "site.html",
        title=page.title,
        library=made.library,
        version=made.version,
        groups=[_group(title, slugs, listed, page.slug) for title, slugs in groups],
        headings=page.headings,
        summary=page.summary,
        page=Markup(page.html),
    )


def _group(
    title: str, slugs: list[str], listed: Mapping[str, SitePage], here: str
) -> dict[str, Any]:
    """Return a group of the navigation: the entries around the page, or none of another group."""
    position = slugs.index(here) if here in slugs else None
    is_overview = INDEX in slugs
    first = 0
    if position is not None:
        first = max(0, min(position - _MOST_LINKS // 2, len(slugs) - _MOST_LINKS))
    shown = slugs[first : first + _MOST_LINKS] if position is not None or is_overview else []
    return {
        "title": title,
        "address": f"{slugs[0]}.html",
        "count": len(slugs),
        "rest": len(slugs) - len(shown),
        "entries": [
            {"title": listed[slug].title, "address": f"{slug}.html", "here": slug == here}
            for slug in shown
        ],
    }


def _search_index(made: LibraryPages) -> bytes:
    """Return what the search looks through, as a script: a page in a folder can load no JSON."""
    entries = [
        (
            page.slug,
            page.title,
            [(record.anchor, record.title, record.text[:_LONGEST]) for record in page.records],
        )
        for page in made.pages
        if page.path
    ]
    return b"window.faceplateSearch = " + msgspec.json.encode(entries) + b";\n"
