"""All formats hold the same content in the same order, whatever the content is."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from faceplate.characters import legible
from faceplate.errors import UsageError
from faceplate.render import FORMATS, listing, outline, page

from .components import ATTACKS, BARE, LIBRARY, MANIFEST, RICH, hostile, hostile_manifest
from .reading import (
    Expectation,
    Marks,
    all_blocks,
    read_html,
    read_markdown,
    read_python_markdown,
    read_rst,
    squashed,
)


@dataclass
class Reader:
    form: str
    read: Any
    expect: Expectation


MARKDOWN = Marks(bullet="•", number="{}.", quote=">", column="|", rule="—")
READERS = {
    "html": Reader("html", read_html, Expectation(Marks())),
    "rst": Reader("rst", read_rst, Expectation(Marks(rule="***"))),
    "commonmark": Reader("markdown", read_markdown, Expectation(MARKDOWN)),
    "mkdocs": Reader("markdown", read_python_markdown, Expectation(MARKDOWN)),
}

# Pieces that mean something to one of the formats, or to a plug-in of one.
PIECES = [
    *"\\`*_[]{}<>|~#-+=:;!.()\"'$^&@%/ \n\t\r\x0b\x0c\x1b\x85\u00a0\u2028\u3000\u200b\u200d\u202e",
    *"0a1i漢é",
    *(
        "```",
        "~~~",
        "{{",
        "}}",
        "{%",
        "::",
        "..",
        "- ",
        "1. ",
        "    ",
        "\n\n",
        "  \n",
        "\\\n",
        "> ",
    ),
    *(
        "<b>",
        "</td>",
        "<!--",
        "&lt;",
        "&#10;",
        "&#27;",
        "&nbsp;",
        "***",
        "![a](b)",
        "[a](http://b.c)",
    ),
    *("\\!", "`a`", "[`b`](/c)", "*d*", "http://x.y/", "| - |\n", "| a |\n|---|\n| b |\n"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)
THOROUGH = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def without_empty_rows(tables):
    """Python-Markdown adds one to a table that is only a header."""
    return [[row for row in table if any(row)] for table in tables]


def assert_holds(reader, text, document):
    reading = reader.read(text)
    assert reading.headings == reader.expect.headings(document)
    assert without_empty_rows(reading.tables) == without_empty_rows(reader.expect.tables(document))
    return reading


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("component", [RICH, BARE], ids=["rich", "bare"])
def test_page_reads_back_as_what_it_was_made_of(reader, component):
    document = outline.page(component, LIBRARY)
    reading = assert_holds(reader, page(component, LIBRARY, reader.form), document)
    assert squashed(document.byline) in reading.text


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_listing_reads_back_as_what_it_was_made_of(reader):
    assert_holds(reader, listing(MANIFEST, reader.form), outline.listing(MANIFEST))


@pytest.mark.parametrize("form", FORMATS[:-1])
def test_sections_stand_in_the_same_order(form):
    text = page(RICH, LIBRARY, form)
    place = 0
    for title in [part.title for part in outline.page(RICH, LIBRARY).sections]:
        mark = {"html": f">{title}</h2>", "markdown": f"## {title}\n", "rst": f"\n{title}\n-"}
        place = text.index(mark.get(form, f"\n{title}\n"), place)


@pytest.mark.parametrize("form", FORMATS)
def test_every_text_ends_with_one_line_feed(form):
    for text in (
        page(RICH, LIBRARY, form),
        page(BARE, LIBRARY, form),
        listing(MANIFEST, form),
    ):
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_unknown_format_is_a_fault_of_the_call():
    for write in (lambda: page(BARE, LIBRARY, "pdf"), lambda: listing(MANIFEST, "pdf")):
        with pytest.raises(UsageError, match="unknown format 'pdf': use one of terminal, markdown"):
            write()


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_attack_in_every_field_changes_nothing_around_it(reader, text):
    component, manifest = hostile(text), hostile_manifest(text)
    assert_holds(
        reader,
        page(component, LIBRARY, reader.form),
        outline.page(legible(component), LIBRARY),
    )
    assert_holds(reader, listing(manifest, reader.form), outline.listing(legible(manifest)))


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@THOROUGH
@given(text=TEXTS)
def test_any_text_in_every_field_reads_back(reader, text):
    component = hostile(text)
    assert_holds(
        reader,
        page(component, LIBRARY, reader.form),
        outline.page(legible(component), LIBRARY),
    )


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(st.from_regex(r"[a-z]{3,12}", fullmatch=True), min_size=1, max_size=8))
def test_simple_words_survive(form, words):
    text = " ".join(words)
    found = page(hostile(text), LIBRARY, form, width=400)
    assert text in " ".join(found.split())


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
@pytest.mark.parametrize("form", FORMATS)
def test_no_control_character_is_left(form, text):
    for found in (page(hostile(text), LIBRARY, form), listing(hostile_manifest(text), form)):
        assert_safe(found)


def assert_safe(text):
    for character in set(text) - {"\n"}:
        code = ord(character)
        assert code >= 0x20 and not 0x7F <= code <= 0x9F, hex(code)
        assert character not in "\u200b\u200e\u200f\u2028\u2029\u2060\ufeff", hex(code)
        assert not 0x202A <= code <= 0x202E and not 0x2066 <= code <= 0x2069, hex(code)
        assert not 0xD800 <= code <= 0xDFFF and not 0xE0000 <= code <= 0xE0FFF, hex(code)


@pytest.mark.parametrize(
    "width", [20, 80, *(pytest.param(width, marks=pytest.mark.thorough) for width in (40, 60, 120))]
)
@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_terminal_cuts_and_loses_nothing(text, width):
    assert_whole(hostile(text), width)


@THOROUGH
@given(text=TEXTS, width=st.integers(1, 130))
def test_terminal_cuts_and_loses_nothing_of_any_text(text, width):
    assert_whole(hostile(text), width)


def assert_whole(component, width):
    text = page(component, LIBRARY, "terminal", width=width)
    assert_safe(text)
    assert [line for line in text.split("\n") if cell_len(line) > max(width, 20)] == []
    document = outline.page(legible(component), LIBRARY, line=max(width, 20) - 4)
    shown = Counter(squashed(text))
    meant = Counter(READERS["html"].expect.blocks(all_blocks(document)))
    assert meant - shown == Counter()
