"""The reStructuredText page: valid, and inert wherever a docstring speaks."""

import docutils.core
import pytest
from msgspec.structs import replace

from faceplate.model import Parameter
from faceplate.render import page

from .components import ATTACKS, BARE, LIBRARY, hostile
from .reading import read_rst


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_docstring_runs_no_directive_and_names_no_target(text):
    reading = read_rst(page(hostile(text), LIBRARY, "rst"))
    active = {"raw", "image", "substitution_reference", "footnote_reference", "citation_reference"}
    active |= {"target", "problematic", "field_list", "option_list"}
    assert not reading.elements & active


def test_markdown_becomes_restructuredtext():
    description = "*a* **b** `c` [d](https://x.example)\n\n1. e\n2. f\n\n```python\ng\n```\n\n> h"
    text = page(replace(BARE, description=description), LIBRARY, "rst")
    assert (
        "*a* **b** ``c`` `d <https://x.example>`__\n\n1. e\n\n2. f\n\n::\n\n   g\n\n..\n\n   h\n"
    ) in text


def test_code_that_backticks_cannot_hold():
    text = page(replace(BARE, description="`` `a`\\ ``"), LIBRARY, "rst")
    assert ":literal:`" in text
    assert "`a`\\" in read_rst(text).text


@pytest.mark.parametrize(
    "start", ["a.", "A)", "(i)", "iv.", "1.", "#.", "-", "*", "..", ":a:", "|"]
)
def test_sentence_is_never_a_list(start):
    component = replace(BARE, description=f"X\n\n\\{start} sentence", parameters=[Parameter("x")])
    reading = read_rst(page(component, LIBRARY, "rst"))
    assert f"{start}sentence" in reading.text
    assert "enumerated_list" not in reading.elements


def test_heading_of_wide_characters_is_underlined_in_full():
    text = page(replace(BARE, name="漢字かな交じり文"), LIBRARY, "rst")
    assert text.split("\n")[1] == "=" * 16


def test_textmakes_html_without_a_word_from_docutils():
    html = docutils.core.publish_string(
        page(hostile("plain `code` and *words*"), LIBRARY, "rst"),
        writer="html5",
        settings_overrides={"halt_level": 2, "raw_enabled": False, "file_insertion_enabled": False},
    )
    assert b'class="system-message' not in html
