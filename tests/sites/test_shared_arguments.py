"""What all listeners take is explained once, and every address of it still leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from faceplate.sites.library import SiteLibrary
from faceplate.sites.page import LibraryPages
from faceplate.sites.pages import PageOptions, made

KIT = Path(__file__).parents[2] / "src" / "faceplate_kit"


@pytest.fixture(scope="module")
def both() -> tuple[LibraryPages, LibraryPages]:
    """The pages of the kit with each event argument on every page, and with those shared."""
    library = SiteLibrary(str(KIT))
    return tuple(made(library, PageOptions(shared_arguments=shared)) for shared in (False, True))  # type: ignore[return-value]


def test_no_address_is_lost(both: tuple[LibraryPages, LibraryPages]) -> None:
    full, shared = both
    for before, after in zip(full.pages, shared.pages, strict=True):
        assert set(before.anchors) <= set(after.anchors)
        assert len(after.anchors) == len(set(after.anchors))


def test_each_name_leads_to_its_row(both: tuple[LibraryPages, LibraryPages]) -> None:
    _, shared = both
    pages = {page.slug: page for page in shared.pages}
    listening = [page for page in shared.pages if 'href="../events/#argument-' in page.html]
    assert listening
    for page in listening:
        for anchor in re.findall(r'href="\.\./events/#([^"]*)"', page.html):
            assert anchor in pages["events"].anchors


def test_pages_lose_what_they_repeated_and_their_markdown_does_not(
    both: tuple[LibraryPages, LibraryPages],
) -> None:
    full, shared = both
    assert sum(len(page.html) for page in shared.pages) < sum(len(page.html) for page in full.pages)
    assert [page.markdown for page in shared.pages] == [page.markdown for page in full.pages]
    assert [page.records for page in shared.pages] == [page.records for page in full.pages]


def test_each_row_leads_to_itself(both: tuple[LibraryPages, LibraryPages]) -> None:
    for page in both[0].pages:
        rows = re.findall(r'<th scope="row" id="([^"]*)">.*?</th>', page.html, re.DOTALL)
        links = re.findall(r'<a class="headerlink" href="#([^"]*)" aria-label="Link to', page.html)
        assert links == rows
