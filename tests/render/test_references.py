"""References of docstrings to names: links where they lead somewhere, plain code elsewhere."""

import re

import docutils.core
import docutils.nodes
import pytest
from docutils.utils.urischemes import schemes
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from faceplate.model import Attribute, Component, Item, Method, Parameter, Section, Source
from faceplate.render import outline, page
from faceplate.render.content import Code, Link, Paragraph, Reference, Term, Text
from faceplate.render.prose import prose

from .components import BARE, LIBRARY, RICH, hostile
from .reading import read_html, read_markdown, read_rst

SOURCE = Source("lamps/lamp.py", 1, 2)


def lamp(description="", **fields):
    return Component(
        name="Lamp",
        kind="class",
        path="lamps.Lamp",
        canonical_path="lamps.lamp.Lamp",
        description=description,
        methods=[Method("dim", "lamps.Lamp.dim"), Method("blink", "lamps.Lamp.blink")],
        source=SOURCE,
        **fields,
    )


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("[`Lamp`][lamps.Lamp]", [Reference((Code("Lamp"),), "lamps.Lamp")]),
        ("[Lamp][lamps.Lamp]", [Reference((Code("Lamp"),), "lamps.Lamp")]),
        ("[the lamp][lamps.Lamp]", [Reference((Text("the lamp"),), "lamps.Lamp")]),
        ("[lamps.Lamp][]", [Reference((Code("lamps.Lamp"),), "lamps.Lamp")]),
        ("[`Lamp`][]", [Reference((Code("Lamp"),), "Lamp")]),
        ("[`dim()`][.dim]", [Reference((Code("dim()"),), "dim")]),
        ("([x][lamps.x])", [Text("("), Reference((Code("x"),), "lamps.x"), Text(")")]),
    ],
)
def test_reference_is_read(text, spans):
    assert prose(text) == (Paragraph(tuple(spans)),)


@pytest.mark.parametrize(
    "text",
    [
        "grid[0][1]",
        "grid[row][column]",
        "[0][1]",
        "[i][j]",
        "list[int][str]",
        "`a`[b][c.d]",
        "[][]",
    ],
)
def test_brackets_that_index_stay(text):
    assert "".join(span.text for block in prose(text) for span in block.spans) == text.replace(
        "`", ""
    )


def test_definition_of_the_text_itself_comes_first():
    (block,) = prose("[a b][lamps.Lamp]\n\n[lamps.Lamp]: https://x.example")
    assert block.spans == (Link((Text("a b"),), "https://x.example"),)


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "rst"])
def test_what_leads_nowhere_is_plain(form):
    text = page(lamp("See [`Room`][lamps.Room] and [the hall][lamps.Hall.x]."), LIBRARY, form)
    for raw in ("][", "lamps.Room", "lamps.Hall"):
        assert raw not in text
    assert "Room" in text and "the hall" in text


def test_page_leads_to_its_own_methods():
    component = lamp("See [`dim`][dim], [`x`][lamps.lamp.Lamp.blink] and [`Lamp.dim`][Lamp.dim].")
    links = ["#lamps.Lamp.dim", "#lamps.Lamp.blink", "#lamps.Lamp.dim"]
    html = page(component, LIBRARY, "html")
    assert read_html(html).links == links
    assert all(f'id="{link[1:]}"' in html for link in links)
    markdown = page(component, LIBRARY, "markdown")
    assert read_markdown(markdown).links == links
    assert all(f'<a id="{link[1:]}"></a>' in markdown for link in links)
    tree = docutils.core.publish_doctree(
        page(component, LIBRARY, "rst"), settings_overrides={"halt_level": 2}
    )
    titles = {
        target: section.children[0].astext()
        for section in tree.findall(docutils.nodes.section)
        for target in section["ids"]
    }
    led = [titles[one["refid"]] for one in tree.findall(docutils.nodes.reference)]
    assert led == ["dim", "blink", "dim"]


def test_see_also_refers_to_its_names():
    section = Section("see also", "See also", [Item("lamps.Room", None, "Where it stands.")])
    document = outline.page(replace(BARE, sections=[section]), LIBRARY)
    (shown,) = [one for one in document.sections if one.title == "See also"]
    (table,) = shown.blocks
    assert table.rows[0][0] == (Term((Reference((Code("lamps.Room"),), "lamps.Room"),)),)


def test_sections_stand_in_the_order_written_and_no_title_twice():
    component = lamp(
        sections=[
            Section("notes", "Notes", [], "First."),
            Section("references", "References", [], "1. Second."),
            Section("notes", "Notes", [], "Third."),
            Section("methods", "Methods", [Item("dim", None, "Dims.")]),
            Section("attributes", "Attributes", [Item("lit", "bool", "Whether it is lit.")]),
        ],
        attributes=[Attribute("lit", None, None, "Lit."), Attribute("hot", "bool", None, "Hot.")],
    )
    document = outline.page(component, LIBRARY)
    titles = [section.title for section in document.sections]
    assert len(set(titles)) == len(titles)
    assert [one for one in titles if one in ("Notes", "References")] == ["Notes", "References"]
    (notes,) = [one for one in document.sections if one.title == "Notes"]
    assert notes.blocks == (*prose("First."), *prose("Third."))
    (attributes,) = [one for one in document.sections if one.title == "Attributes"]
    (table,) = attributes.blocks
    assert [row[0][0].head for row in table.rows] == [(Code("lit"),), (Code("hot"),)]
    assert table.rows[0][0][0].details == ((Code("bool", is_annotation=True),),)
    assert table.rows[0][1] == (*prose("Lit."), *prose("Whether it is lit."))
    (methods,) = [one for one in document.sections if one.title == "Methods"]
    assert methods.blocks and len(methods.sections) == 2


def test_own_components_have_no_title_twice():
    titles = [section.title for section in outline.page(RICH, LIBRARY).sections]
    assert len(set(titles)) == len(titles)


def test_no_scheme_but_those_of_the_web_is_live_in_restructuredtext():
    texts = [
        f"a {scheme}:alert(1) ({scheme.upper()}://x.example/y) '{scheme}:a@b.c' {scheme}:a"
        for scheme in schemes
    ]
    assert "javascript" in schemes
    check_rst(replace(BARE, description="\n\n".join(texts)))
    check_rst(hostile("javascript:alert(1)"))


_PIECES = ("javascript", "data", "x", ":", "//", "alert(1)", "@", ".", " ", "\\", "<", "&#58;")
_MARKS = ("`", "_", "mailto", "ftp", "xmpp", "+", "-", ">", "*", "(")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES + _MARKS), max_size=12).map("".join))
def test_no_text_is_a_live_link_to_a_scheme_of_no_web(text):
    component = replace(BARE, description=f"a {text}", parameters=[Parameter("x", text)])
    check_rst(component)
    renderer = MarkdownIt("gfm-like" if _linkify() else "commonmark", {"html": True})
    html = renderer.render(page(component, LIBRARY, "markdown"))
    for link in [*read_html(page(component, LIBRARY, "html")).links, *_links(html)]:
        assert link.startswith(("http:", "https:", "mailto:")), text


def _linkify():
    try:
        import linkify_it  # noqa: F401
    except ImportError:
        return False
    return True


def _links(html):
    return re.findall(r'<a[^>]* href="([^"]*)"', html)


def check_rst(component):
    for link in read_rst(page(component, LIBRARY, "rst")).links:
        assert link.lower().startswith(("http:", "https:", "mailto:")), link
