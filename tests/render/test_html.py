"""The HTML page: it stands alone, asks for nothing, and says what its parts are."""

import re

import pytest
from msgspec.structs import replace

from faceplate.render import listing, page

from .components import ATTACKS, LIBRARY, MANIFEST, RICH, hostile
from .reading import read_html

ELEMENTS = {"html", "head", "meta", "title", "style", "body", "main", "header", "nav", "section"}
ELEMENTS |= {"h1", "h2", "h3", "h4", "p", "div", "span", "br", "hr", "ul", "ol", "li"}
ELEMENTS |= {"blockquote", "pre", "code", "em", "strong", "a"}
ELEMENTS |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "id", "scope", "href"}
ATTRIBUTES |= {"rel", "role", "start", "aria-label"}


def test_page_is_complete():
    text = page(RICH, LIBRARY, "html")
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert '<meta charset="utf-8">' in text
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in text
    assert "<title>Dimmer · lamps 2.1.0 · class · controls</title>" in text
    assert "prefers-color-scheme: dark" in text


def test_page_says_what_its_parts_are():
    text = page(RICH, LIBRARY, "html")
    assert text.count("<main>") == text.count("<h1") == 1
    assert '<th scope="col">Parameter</th>' in text
    assert re.search(
        r'<th scope="row" id="lamps.Dimmer.level">\s*<div class="term"><code>level</code></div>',
        text,
    )
    assert '<nav aria-label="Neighbouring pages">' in text
    assert '<section id="event-arguments">' in text
    assert '<div class="warning" role="note">\n<p class="title">Deprecated</p>' in text


def test_page_asks_for_nothing():
    text = page(RICH, LIBRARY, "html")
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert read_html(text).links == ["https://lamps.example/rooms"]


def test_a_line_across_stays_between_paragraphs():
    text = page(replace(RICH, description="One.\n\n---\n\nTwo."), LIBRARY, "html")
    assert re.search(r"<p>One\.</p>\s*<hr>\s*<p>Two\.</p>", text)


def test_link_tells_the_other_side_nothing():
    assert 'rel="noopener noreferrer nofollow"' in page(RICH, LIBRARY, "html")


def test_code_keeps_its_lines():
    text = page(RICH, LIBRARY, "html")
    example = re.search(r'<section id="example">.*?<code>(.*?)</code>', text, re.DOTALL)
    assert re.sub(r"<[^>]+>", "", example[1]).rstrip("\n") == RICH.example


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_attack_brings_in_no_element_attribute_or_address(text):
    for found in (page(hostile(text), LIBRARY, "html"), listing(MANIFEST, "html")):
        reading = read_html(found)
        assert reading.elements <= ELEMENTS
        assert reading.attributes <= ATTRIBUTES
        assert all(re.match(r"https?://|mailto:", link) for link in reading.links)
