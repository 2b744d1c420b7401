"""What search engines read of a page: JSON that says what the page says, and ends no element."""

from __future__ import annotations

import html
import json
import re

from faceplate.model import Component, LibraryInfo, Source
from faceplate.sites.structured_data import structured_data
from sites.building import Site

LIBRARY = LibraryInfo(name="lamps", version="2.1", dialect="plain")


def test_a_page_says_what_it_is_about(site: Site) -> None:
    text = site.text("components/lamp/index.html")
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    found = json.loads(data)
    assert found["@context"] == "https://schema.org"
    assert (found["@type"], found["headline"]) == ("APIReference", "lamps.Lamp")
    assert found["isPartOf"]["name"] == "lamps"
    assert found["description"] == "Shines."


def test_no_text_ends_the_element() -> None:
    hostile = "</script><script>alert('&amp;')</script><!--"
    component = Component(
        name="Lamp",
        path="lamps.Lamp",
        canonical_path="lamps.Lamp",
        kind="class",
        summary=hostile,
        source=Source("lamps.py", 1, 1),
    )
    data = str(structured_data(component, LIBRARY))
    assert not set(data) & set("<>&")
    assert json.loads(data)["description"] == html.unescape(hostile)
