"""Code in colours: the same text, line by line, whatever the language."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments import highlight
from pygments.formatters import HtmlFormatter
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


@pytest.mark.parametrize(
    "code",
    [
        "lamps.Lamp(\n    value: str = \"a\",\n    *,\n    on: Literal['x', 'y'] | None = None,\n)",
        'def turn(\n    angle,\n):\n    """Turn.\n\n    It is\n    """\n    return angle  # far',
        "from lamps import (\n    Lamp,\n    Dimmer,\n)\n\nwith Lamp() as lamp:\n    lamp.press()",
        "text = 'a' \\\n    'b'\nif text:\n    print(f'{text!r:>10}')",
    ],
)
def test_lines_have_the_colours_that_the_whole_has(code: str) -> None:
    whole = highlight(code, PythonLexer(), HtmlFormatter(nowrap=True)).rstrip("\n")
    assert coloured(code, "python") == whole
