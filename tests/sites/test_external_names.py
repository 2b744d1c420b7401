"""Names of other sites become links, by inventories that Sphinx itself writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.util.inventory import InventoryFile

from faceplate.errors import UsageError
from faceplate.sites.external_names import ExternalNames
from sites.building import Read, mkdocs
from sites.sphinx.project import Project

LIBRARY = '''
from collections import OrderedDict as Ordered
from pathlib import Path


class Lamp:
    """Shines.

    See `tools.Path` and :class:`pathlib.PurePath`.

    Args:
        place: Where it is.
    """

    def __init__(self, place: Path | Ordered[str, "Lamp"], name: str = ""): ...
'''
PYTHON = """
Python
======

.. py:class:: pathlib.Path
.. py:class:: pathlib.PurePath
.. py:class:: collections.OrderedDict
.. py:class:: str
.. py:class:: lamps.Lamp
"""
SITE = "https://python.example/3/"


@pytest.fixture
def inventory(tmp_path: Path) -> Path:
    """Give the inventory of a site that Sphinx has made."""
    project = Project(tmp_path / "other")
    project.write({"index.rst": PYTHON})
    assert project.build("html", "-W").code == 0
    file = tmp_path / "other" / "html" / "objects.inv"
    with file.open("rb") as stream:
        assert "py:class" in InventoryFile.load(stream, "", lambda base, uri: uri)
    return file


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    (tmp_path / "lamps").mkdir()
    (tmp_path / "lamps" / "__init__.py").write_text(LIBRARY)
    return tmp_path / "lamps"


def test_names_in_types_and_texts_lead_to_another_site(
    tmp_path: Path, inventory: Path, lamps: Path
) -> None:
    plugin = {"library": str(lamps), "inventories": {SITE: str(inventory)}, "cache": False}
    pages = {"index.md": "# Start\n"}
    made = mkdocs(tmp_path / "site", plugin, pages, strict=True)
    links = made.page("components/lamp").links
    wanted = ("pathlib.Path", "pathlib.PurePath", "collections.OrderedDict", "str")
    assert {link for link in links if link.startswith(SITE)} == {
        f"{SITE}index.html#{name}" for name in wanted
    }


def test_a_plain_site_leads_there_too_and_follows_the_inventory(
    tmp_path: Path, inventory: Path, lamps: Path, faceplate: Callable[..., Any]
) -> None:
    words = ["build", str(lamps), "-o", str(tmp_path / "out"), "--inventory"]
    for site in (SITE, "https://moved.example"):
        assert faceplate(*words, site, inventory).code == 0
        links = Read(tmp_path / "out" / "lamp.html").links
        assert f"{site.rstrip('/')}/index.html#pathlib.Path" in links
    assert not [link for link in links if link.startswith(SITE)]


@pytest.mark.parametrize(
    "content", [b"", b"# Sphinx inventory version 2\n#\n#\n#\nnothing", b"\0" * 100]
)
def test_what_is_no_inventory_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "objects.inv"
    file.write_bytes(content)
    names = ExternalNames({SITE: str(file)})
    with pytest.raises(UsageError, match="is no inventory"):
        names.find("pathlib.Path")
    with pytest.raises(UsageError, match="cannot be read"):
        ExternalNames({SITE: str(tmp_path / "nowhere.inv")})
