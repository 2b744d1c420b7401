"""Docstring Markdown, read into the vocabulary of a page."""

import re
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceplate.render import prose as module
from faceplate.render.content import (
    Break,
    Bullets,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Link,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    plain,
)
from faceplate.render.prose import prose


def paragraph(*spans):
    return Paragraph(tuple(spans))


def test_blocks_keep_their_order_and_shape():
    text = "One\ntwo.\n\n- a\n- b\n  1. c\n\n> said\n\n---\n\n    code\n"
    assert prose(text) == (
        paragraph(Text("One two.")),
        Bullets(
            (
                (paragraph(Text("a")),),
                (paragraph(Text("b")), Bullets(((paragraph(Text("c")),),), start=1)),
            )
        ),
        Quote((paragraph(Text("said")),)),
        Divider(),
        CodeBlock("code"),
    )


def test_spans_nest():
    assert prose("a *b `c`* **d**\\\ne") == (
        paragraph(
            Text("a "),
            Emphasis((Text("b "), Code("c"))),
            Text(" "),
            Strong((Text("d"),)),
            Break(),
            Text("e"),
        ),
    )


def test_table_becomes_a_table():
    assert prose("| a | b |\n| - | - |\n| `c \\| d` |") == (
        Table(
            header=((paragraph(Text("a")),), (paragraph(Text("b")),)),
            rows=(((paragraph(Code("c | d")),), ()),),
        ),
    )


def test_heading_is_a_strong_paragraph():
    assert prose("# Title\n\nOther\n=====") == (
        paragraph(Strong((Text("Title"),))),
        paragraph(Strong((Text("Other"),))),
    )


def test_html_is_text():
    assert prose("<b>x</b>\n\n<script>\ny\n</script>") == (
        paragraph(Text("<b>x</b>")),
        paragraph(Text("<script> y </script>")),
    )


def test_fence_that_is_never_closed_ends_with_its_text():
    assert prose("```python x\na\n\n# b") == (CodeBlock("a\n\n# b", "python"),)


def test_language_of_a_fence_is_a_word_or_nothing():
    assert prose('```"><script>\na\n```') == (CodeBlock("a"),)


def test_link_to_the_web_is_a_link():
    assert prose("[a](https://x.example/b) <mailto:c@d.example>") == (
        paragraph(
            Link((Text("a"),), "https://x.example/b"),
            Text(" "),
            Link((Text("mailto:c@d.example"),), "mailto:c@d.example"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[a](/guides/b)", "a (/guides/b)"),
        ("[a](javascript:b)", "[a](javascript:b)"),
        ("[a](ftp://b)", "a (ftp://b)"),
        ("[a](#a)", "a (#a)"),
        ("[a]()", "a"),
        ("[](/b)", "/b"),
    ],
)
def test_link_to_anywhere_else_keeps_its_words(text, shown):
    (block,) = prose(text)
    assert plain(block.spans) == shown
    assert not any(isinstance(span, Link) for span in block.spans)


def test_image_is_a_link_to_it():
    assert prose("![a *b*](https://x.example/c.png)") == (
        paragraph(Link((Text("a "), Emphasis((Text("b"),))), "https://x.example/c.png")),
    )


def test_image_in_a_link_is_its_words():
    assert prose("[![a](https://x.example/c.svg) d](https://y.example)") == (
        paragraph(Link((Text("a"), Text(" d")), "https://y.example")),
    )


def test_control_character_spelled_as_a_reference_does_not_act():
    assert prose("&#27;[31m&#x202e;") == (paragraph(Text("\ufffd[31m\\u202e")),)
    assert prose("a&#10;b&Tab;c") == (paragraph(Text("a b c")),)


def test_nothing_is_made_of_nothing():
    for text in ("", "\n \n", "```\n```", "# ", "[a]: /b", "&#32;", "` `"):
        assert prose(text) == (), text


def test_emphasis_nested_without_end_keeps_its_words():
    (block,) = prose("*a **b " * 300 + "c" + "** d*" * 300)
    assert re.sub(r"[^abcd]", "", plain(block.spans)) == "ab" * 300 + "c" + "d" * 300


@pytest.mark.parametrize("mark", ["[", "*a", "`", "<", "> ", "![", "&", "_x ", "|", "- "])
def test_time_does_not_explode(mark):
    began = time.perf_counter()
    prose(mark * 2000)
    assert time.perf_counter() - began < 5


LETTERS = st.text("aZ 09,.;:'\"()/?%@+=-\n", max_size=30)


@given(LETTERS)
def test_text_without_markup_needs_no_parser_to_be_read_alike(text):
    text = text.strip("\n")
    if module._PLAIN.fullmatch(text):
        assert prose(text) == module._blocks(iter(module._parser().parse(text)))


def test_text_without_markup_needs_no_parser(monkeypatch):
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    module._parser.cache_clear()
    assert prose("No markup,\nin two lines.\n\nAnd a second paragraph (2).") == (
        paragraph(Text("No markup, in two lines.")),
        paragraph(Text("And a second paragraph (2).")),
    )
