"""References that docstrings make, in built sites: they lead where the name is explained."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from sites.building import mkdocs
from sites.sphinx.project import Project

LAMP = '''
from hall.rooms import Room


class Lamp:
    """Shines in a :class:`~hall.rooms.Room`, see :meth:`dim` and `the manual`_.

    Not known: :class:`~nobody.Knows` and [`This`][nobody.This]; a :class:`list` is Python's.

    .. _the manual: https://lamps.example/manual

    .. warning:: It is *hot* [1]_.

    .. [1] A book.
    """

    def dim(self, by: int = 1) -> Room:
        """Dims, as [the room][hall.Room.darken] does, by `hall.Lamp`, :func:`.switch`."""

    def list(self) -> None:
        """Lists."""


def switch(lamp: Lamp) -> None:
    """Switches; raises :exc:`ValueError` and refers to :obj:`Lamp` and :py:meth:`Lamp.dim`."""
'''

ROOMS = '''
class Room:
    """A room."""

    def darken(self) -> None:
        """Makes it dark."""
'''

LEADS = {
    "lamp": [
        ("Room", "hall.Room"),
        ("dim", "hall.Lamp.dim"),
        ("the room", "hall.Room.darken"),
        ("switch", "hall.switch"),
    ],
    "switch": [("Lamp", "hall.Lamp"), ("Lamp.dim", "hall.Lamp.dim")],
}
PLAIN = ("Knows", "This", "ValueError")
HOME = "Home\n====\n\n" + "".join(
    f".. component:: hall.{name}\n\n" for name in ("Lamp", "switch", "Room")
)


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    package = tmp_path / "hall"
    package.mkdir()
    (package / "rooms.py").write_text(ROOMS, encoding="utf-8")
    (package / "lamps.py").write_text(LAMP, encoding="utf-8")
    (package / "__init__.py").write_text(
        "from hall.lamps import Lamp, switch\nfrom hall.rooms import Room\n", encoding="utf-8"
    )
    return tmp_path


def targets(links: list[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for words, address in links:
        found.setdefault(words, set()).add(unquote(address.partition("#")[2]))
    return found


def links(html: str) -> list[tuple[str, str]]:
    import re

    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [(re.sub(r"<[^>]*>", "", words).strip(), address) for address, words in found]


@pytest.mark.parametrize("others", [[], ["autorefs"]])
def test_mkdocs(hall: Path, others: list[str]) -> None:
    plugin = {"library": "hall", "search_path": [str(hall)], "cache": False}
    site = mkdocs(
        hall / "site",
        plugin,
        {"index.md": "# Home"},
        plugins=["search", *others, {"faceplate": plugin}],
        strict=True,
    )
    assert site.log == [] and site.broken() == []
    for page, expected in LEADS.items():
        text = site.page(f"components/{page}").text
        found = targets(links(text))
        assert all(name in found[words] for words, name in expected), found
        assert not set(PLAIN) & set(found) and "list</code></a>" not in text
        assert "][" not in text and ":class:" not in text and "`" not in text.split("<main")[-1]


def test_sphinx_without_a_warning(hall: Path) -> None:
    project = Project(hall / "project", faceplate_targets=["hall"])
    project.configure(faceplate_targets=["hall"], faceplate_search_path=[str(hall)], nitpicky=True)
    project.write({"index.rst": HOME})
    outcome = project.build("html", "-W")
    assert outcome.code == 0, outcome.warnings
    assert outcome.warnings == ""
    text = project.built("html/index.html")
    found = targets(links(text))
    for expected in LEADS.values():
        assert all(name in found[words] for words, name in expected), found
    assert not set(PLAIN) & set(found)
    assert "][" not in text and ":class:" not in text


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "man"])
def test_every_builder_writes_them(hall: Path, builder: str) -> None:
    project = Project(hall / "project", faceplate_targets=["hall"])
    project.configure(faceplate_targets=["hall"], faceplate_search_path=[str(hall)], version="1")
    project.write({"index.rst": HOME})
    outcome = project.build(builder)
    assert outcome.code == 0 and "pending" not in outcome.warnings.lower(), outcome.warnings
