"""The terminal page: columns, colour, and nothing that acts."""

import re

import pytest
from msgspec.structs import replace

from faceplate.model import Parameter
from faceplate.render import listing, page

from .components import BARE, LIBRARY, MANIFEST, RICH, hostile

SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("environment", [{}, {"FORCE_COLOR": "1", "TTY_COMPATIBLE": "1"}])
def test_page_without_colour_is_plain_text(monkeypatch, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert "\x1b" not in page(RICH, LIBRARY, "terminal")
    assert "\x1b" not in listing(MANIFEST, "terminal")


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_page_with_colour_says_the_same(monkeypatch, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    coloured = page(RICH, LIBRARY, "terminal", color=True)
    lines = [line.rstrip() for line in SEQUENCE.sub("", coloured).split("\n")]
    assert "\x1b[" in coloured
    assert "\n".join(lines) == page(RICH, LIBRARY, "terminal")


def test_colour_brings_no_other_escape_sequence():
    coloured = page(
        hostile("\x1b[2J \x1b]8;;https://x.example\x07y"), LIBRARY, "terminal", color=True
    )
    assert "\x1b" not in SEQUENCE.sub("", coloured)


def test_width_is_80_unless_told(monkeypatch):
    monkeypatch.setenv("COLUMNS", "33")
    assert page(RICH, LIBRARY, "terminal") == page(RICH, LIBRARY, "terminal", width=80)


def test_text_of_strangers_is_not_rich_markup():
    text = page(replace(BARE, description="[bold]a[/] :smile: [/red] 3 'x'"), LIBRARY, "terminal")
    assert "[bold]a[/] :smile: [/red] 3 'x'" in text


def test_type_wraps_in_its_own_column():
    parameter = Parameter(
        "shade", annotation="Literal['" + "x" * 150 + "']", description="Words. " * 9
    )
    text = page(replace(BARE, parameters=[parameter]), LIBRARY, "terminal", width=80)
    table = text.split("Parameters\n")[1].split("\n\n")[0].split("\n")
    column = table[0].index("Description")
    assert all(line[column - 2 : column] in ("", " ", "  ") for line in (table[0], *table[2:]))
    left = "".join(line[:column].strip() for line in table[2:])
    assert left == "shade" + "Literal['" + "x" * 150 + "']" or left.startswith("shadeLiteral['xxx")
    assert left.count("x") == 150


def test_cells_stand_one_under_another_where_columns_would_be_too_narrow():
    parameter = Parameter("shade", annotation="str", required=True, description="Which colour.")
    text = page(replace(BARE, parameters=[parameter]), LIBRARY, "terminal", width=40)
    assert (
        "  Parameter / Description\n\n  shade\n    str\n    required\n      Which colour.\n" in text
    )


def test_link_shows_where_it_leads():
    description = "[a](https://x.example/y) <https://x.example/z>"
    text = page(replace(BARE, description=description), LIBRARY, "terminal")
    assert "  a (https://x.example/y) https://x.example/z\n" in text


def test_code_that_has_to_fold_goes_on_further_in():
    component = replace(BARE, example="if lit:\n    " + "lamp " * 12)
    lines = page(component, LIBRARY, "terminal", width=40).split("Example\n")[1].split("\n")
    assert lines[0] == "  if lit:"
    assert lines[1].startswith("      lamp")
    assert lines[2].startswith("          lamp")
