"""The Markdown page: what no renderer and no plug-in may read as its own."""

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from faceplate.model import Parameter
from faceplate.render import page

from .components import ATTACKS, BARE, LIBRARY, hostile
from .reading import read_markdown, read_python_markdown


def row(**fields):
    component = replace(BARE, parameters=[Parameter("lamp", **fields)])
    text = page(component, LIBRARY, "markdown")
    return next(line for line in text.split("\n") if line.startswith("| `lamp`"))


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_no_macro_or_include_is_left_to_run(text):
    found = page(hostile(text), LIBRARY, "markdown")
    for opening in ("{{", "{%", "{#", "-8<-"):
        assert opening not in found


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_docstring_brings_in_no_html(text):
    ours = {"h1", "h2", "h3", "h4", "p", "pre", "code", "em", "strong", "a", "br", "hr", "ul", "ol"}
    ours |= {"li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
    for read in (read_markdown, read_python_markdown):
        reading = read(page(hostile(text), LIBRARY, "markdown"))
        assert reading.elements - {"span", "div"} <= ours  # Pygments colours code with those
        assert reading.attributes <= {"class", "id", "href", "start", "data-lang", "name"}
        assert not any("script" in link.split(":")[0].lower() for link in reading.links)


def test_type_with_a_pipe_stays_one_cell():
    assert row(annotation="str | None").startswith("| `lamp`<br><code>str &#124; None</code> |")


def test_names_and_plain_types_stay_readable():
    assert row(annotation="list[int]", default='"a_b"', description="See `lit`, *now*.") == (
        '| `lamp`<br>`list[int]`<br>default: `"a_b"` | See `lit`, *now*. |'
    )


def test_list_and_code_in_a_cell_become_lines_of_it():
    assert row(description="Either:\n\n- a | b\n- c\n\n```\nx = {\n    1}\n```").endswith(
        "| Either:<br>• a &#124; b<br>• c"
        "<br><code>x = &#123;</code><br><code>&#160;&#160;&#160;&#160;1&#125;</code> |"
    )


def test_fence_is_longer_than_any_inside():
    component = replace(BARE, example="'''\n````\n'''")
    assert "`````python\n'''\n````\n'''\n`````\n" in page(component, LIBRARY, "markdown")


def test_code_that_a_macro_would_run_is_an_element():
    text = page(replace(BARE, example='a = "{{ b }}"\n```\n'), LIBRARY, "markdown")
    assert '<pre><code>a = "&#123;&#123; b &#125;&#125;"\n&#96;&#96;&#96;</code></pre>' in text


def test_page_needs_no_more_than_commonmark_and_tables():
    """GitHub's own additions change nothing on the page."""
    text = page(hostile("~~a~~ www.x.example https://x.example :tada: @b #1"), LIBRARY, "markdown")
    plain = MarkdownIt("commonmark").enable("table").render(text)
    assert MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text) == plain
