"""The Markdown for programs says what the Markdown for renderers says, without their references."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from faceplate.render.content import (
    Code,
    CodeBlock,
    Document,
    DocumentSection,
    Paragraph,
    Table,
    Term,
    Text,
)
from faceplate.render.markdown import write, write_for_models

GITHUB = MarkdownIt("commonmark").enable("table")

# What is markup somewhere, and what surrounds it.
WORDS = st.text(alphabet="ab |{}`~^$#<>&*_[]()!\\:;", min_size=1, max_size=12).filter(str.strip)


def _page(words: str, code: str) -> Document:
    term = Term((Code("value"),), ((Code(code),),))
    blocks = (
        Paragraph((Text(words), Text(" "), Code(code))),
        CodeBlock("a = '<code>x &#124; y</code>'\n&#124;", "python"),
        Table(
            ((Paragraph((Text("Parameter"),)),), (Paragraph((Text("Description"),)),)),
            (((term,), (Paragraph((Text(words),)),)),),
        ),
    )
    return Document("Page", "", (), (DocumentSection("Part", "part", blocks),))


def _shown(markdown: str) -> list[str]:
    """What a reader sees of a page: its texts and codes, in order."""
    import re
    from html import unescape

    html = GITHUB.render(markdown)
    text = re.sub(r"<br ?/?>", "\n", html)
    return unescape(re.sub(r"<(?!code>|/code>)[^>]*>", "", text)).replace("\xa0", " ").split()


@given(words=WORDS, code=WORDS)
def test_a_renderer_shows_the_same(words: str, code: str) -> None:
    words, code = " ".join(words.split()), " ".join(code.split())
    page = _page(words, code)
    assert _shown(write_for_models(page)) == _shown(write(page, width=0, color=False))


@pytest.mark.parametrize("annotation", ["str | None", "dict[str, int] | list[{}]", "a`b | c"])
def test_types_stand_in_backticks(annotation: str) -> None:
    written = write_for_models(_page("either a | b", annotation))
    assert "&#124;" not in written.replace("<code>x &#124; y</code>'\n&#124;", "")
    assert annotation.replace("|", r"\|") in written
