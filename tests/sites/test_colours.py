"""Code in colours: the same text, line by line, whatever the language."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES

from faceplate.render.content import CodeBlock
from faceplate.sites.colours import coloured, listing


class Lines(HTMLParser):
    """Reads the lines of a listing, each with what it holds."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.tags: set[str] = set()
        self._depth = 0
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if dict(attrs).get("class") == "line":
            assert self._depth == 0
            self.lines.append("")
        self._depth += tag == "span"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "span"

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_characters="\r\ufeff\x00", exclude_categories=["Cs"])),
    st.sampled_from(["python", "bash", "javascript", "json", "", "no such language"]),
)
def test_a_listing_holds_the_text_line_by_line(text: str, language: str) -> None:
    read = Lines(listing(CodeBlock(text, language)))
    assert read.lines == [f"{line}\n" for line in text.split("\n")]
    assert read.tags <= {"pre", "code", "span"}


def test_words_have_the_classes_that_pygments_gives_them() -> None:
    code = 'def turn(angle: float = 0.5) -> str: ...  # "how far"'
    kinds = {kind for kind, _ in PythonLexer().get_tokens(code)}
    wanted = {STANDARD_TYPES[kind] for kind in kinds} - {"", "w"}
    markup = listing(CodeBlock(code, "python"))
    assert all(f'class="{one}"' in markup for one in wanted)
    assert {"k", "nf", "mf", "c1"} <= wanted


@pytest.mark.parametrize("code", [CodeBlock("x" * 30_000, "python"), CodeBlock("a <b>", "none")])
def test_what_is_long_or_of_no_known_language_has_no_colours(code: CodeBlock) -> None:
    assert coloured(code.text, code.language) is None
    assert "".join(Lines(listing(code)).lines) == code.text + "\n"
