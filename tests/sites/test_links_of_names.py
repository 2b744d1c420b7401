"""Names on a page lead to their pages: in types, in code and in sentences; nothing else does."""

from __future__ import annotations

import re

import pytest

from faceplate.sites.library import SiteLibrary
from faceplate.sites.page import SitePage
from faceplate.sites.pages import PageOptions, made

SOURCE = '''
"""Lights."""

from pathlib import Path as Plug
from typing import Literal


class Lamp:
    """A lamp. See li.Switch, li.Plug.on and `li.Switch(lamp)`, or write to me@li.Switch.

    Not linked: np.Switch, ./li.Switch, https://li.Switch.example, li.Nothing, xli.Switch.

    Args:
        switch: What turns it on, such as a Switch or li.Switch.
        quoted: Only in quotes.
        literal: Not a switch, but its name.
        path: Of another library, though one here is called so.
    """

    def __init__(
        self,
        switch: "Switch | None" = None,
        quoted: "dict[str, list['Switch']]" = {},
        literal: Literal["Switch"] = "Switch",
        path: Plug = "Switch",
    ): ...


class Switch:
    """A switch for li.Lamp, used as @li.Lamp() would be."""


class Socket:
    """What li.Lamp and li.Switch stand in."""

    def on(self): ...
'''


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SitePage]:
    """The pages of a small library that calls itself `li` in its texts."""
    folder = tmp_path_factory.mktemp("links") / "lights"
    folder.mkdir()
    source = SOURCE.replace("li.Plug.on", "li.Socket.on")
    (folder / "__init__.py").write_text(source, encoding="utf-8")
    library = made(SiteLibrary(str(folder), cache=False), PageOptions())
    return {page.title: page for page in library.pages}


def _links(html: str) -> list[tuple[str, str]]:
    links = re.findall(r'<a href="([^"]*)">(?:<code>)?([^<]*)', html)
    return [(words, address) for address, words in links if not address.startswith("../lamp.md")]


def test_sentences_and_code_lead_to_what_they_name(pages: dict[str, SitePage]) -> None:
    description = re.search(r'<h2 id="description">.*?<h2', pages["Lamp"].html, re.S)
    assert description is not None
    assert _links(description[0]) == [
        ("li.Switch", "../switch/#lights.Switch"),
        ("li.Socket.on", "../socket/#lights.Socket.on"),
        ("li.Switch(lamp)", "../switch/#lights.Switch"),
    ]
    assert ("li.Lamp", "../lamp/#lights.Lamp") in _links(pages["Switch"].html)


def test_types_lead_to_what_the_module_means(pages: dict[str, SitePage]) -> None:
    rows = {
        name: re.findall(r'<div class="detail">(.*?)</div>', cell, re.S)
        for name, cell in re.findall(
            r'<th scope="row" id="lights\.Lamp\.(\w+)">(.*?)</th>', pages["Lamp"].html, re.S
        )
    }
    link = '<a href="../switch/#lights.Switch">Switch</a>'
    assert rows["switch"][0].count(link) == 1
    assert rows["quoted"][0].count(link) == 1
    for name in ("literal", "path"):
        assert not any("<a " in line for line in rows[name])
