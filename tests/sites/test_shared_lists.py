"""What a site has once: its inventory and its lists, which several plugins and libraries write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from sphinx.util.inventory import InventoryFile

from faceplate.sites.inventory import merged
from sites.building import Site, mkdocs, search_entries
from sites.conftest import LAMPS

OURS = {"faceplate": {"library": str(LAMPS), "cache": False}}

WHEELS = '''
"""Things that turn."""


class Wheel:
    """Turns, unlike a `lamps.Lamp`."""

    def __init__(self, size: int = 1):
        """
        Args:
            size: How far it is across.
        """
'''

HOOK = """
def on_config(config):
    config.site_url = "https://lamps.example/docs/2.1"


def on_post_build(config):
    with open(config.site_dir + "/llms.txt", "w") as file:
        file.write("# By another plugin\\n\\n- [There](https://there.example)\\n")
"""


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    package = tmp_path / "libraries" / "wheels"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(WHEELS)
    return package


def listed(content: bytes) -> dict[str, dict[str, str]]:
    """Return what an inventory lists, as Sphinx reads it: by type, names with addresses."""
    data = InventoryFile.loads(content, uri="").data
    return {kind: {name: item.uri for name, item in items.items()} for kind, items in data.items()}


def inventory(site: Site) -> dict[str, dict[str, str]]:
    return listed((site.folder / "objects.inv").read_bytes())


@pytest.mark.parametrize("order", ["before", "after"])
def test_the_inventory_keeps_what_mkdocstrings_wrote(
    tmp_path: Path, wheels: Path, order: str
) -> None:
    handlers = {"python": {"paths": [str(wheels.parent), str(LAMPS.parent)]}}
    options = {"show_root_heading": True, "members": False}
    handlers["python"]["options"] = options
    plugins = [OURS, {"mkdocstrings": {"handlers": handlers}}]
    page = "# Start\n\n::: wheels.Wheel\n\n::: lamps.Lamp\n"
    site = mkdocs(
        tmp_path,
        {},
        {"index.md": page},
        plugins=["autorefs", *(plugins if order == "before" else reversed(plugins))],
        strict=True,
    )
    classes = inventory(site)["py:class"]
    assert classes["wheels.Wheel"] == "#wheels.Wheel"
    assert classes["lamps.Lamp"] == "#lamps.Lamp"  # where mkdocstrings explains it
    assert classes["lamps.Dimmer"] == "components/dimmer/#lamps.Dimmer"
    assert "lamps.Lamp.press" in inventory(site)["py:method"]
    assert "lamps.Lamp" in inventory(site)["faceplate:component"]


@pytest.mark.parametrize(
    "before",
    [b"", b"no inventory", b"# Sphinx inventory version 2\n# P\n# V\n# zlib\nbroken", b"\n" * 9],
)
def test_what_is_no_inventory_is_replaced(before: bytes) -> None:
    assert merged(before, b"head\n", b"content") == b"head\ncontent"


def test_lists_that_others_wrote_are_kept_and_addresses_are_those_of_the_final_site(
    tmp_path: Path,
) -> None:
    (tmp_path / "hook.py").write_text(HOOK)
    site = mkdocs(
        tmp_path,
        {"library": str(LAMPS)},
        {"index.md": "# Start\n", "llms-full.txt": "By hand.\n"},
        hooks=["hook.py"],
    )
    text = site.text("llms.txt")
    assert text.startswith("# By another plugin\n\n- [There](https://there.example)\n\n## ")
    address = "https://lamps.example/docs/2.1/components/lamp.md"
    assert text.count(f"- [lamps.Lamp]({address})") == 1
    whole = site.text("llms-full.txt")
    assert whole.startswith("By hand.\n\n---\n\n")
    assert whole.count("on or off.") == 2  # of `Lamp`, and of what inherits it


def test_a_build_of_what_has_changed_writes_nothing_twice(tmp_path: Path) -> None:
    pages = {"index.md": "# Start\n", "llms.txt": "# By hand\n"}
    site = mkdocs(tmp_path, {"library": str(LAMPS)}, pages)
    before = {name: site.text(name) for name in ("llms.txt", "llms-full.txt")}
    names = inventory(site)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=True)
    build(config, dirty=True)
    assert {name: site.text(name) for name in before} == before
    assert inventory(site) == names


def test_pages_that_a_site_leaves_out_are_nowhere(tmp_path: Path) -> None:
    site = mkdocs(
        tmp_path,
        {"library": str(LAMPS), "cache": False},
        {"index.md": "# Start\n\n[lamps.Lamp][]\n"},
        exclude_docs="/components/d*\n!/components/dial.md\ncomponents/events.md\n",
        strict=True,
    )
    assert site.broken() == []
    names = {one.name for one in (site.folder / "components").iterdir()}
    pages = ("lamp", "heading", "plain")
    assert names == {"index.html", *pages, *(f"{name}.md" for name in pages)}
    assert not [name for part in inventory(site).values() for name in part if "Dimmer" in name]
    assert not [place for place in search_entries(site) if "dimmer" in place]
    lists = site.text("llms.txt") + json.dumps(site.page("components").links)
    assert "dimmer" not in lists
    assert "lamp.md" in lists


@pytest.mark.parametrize("way", ["one list", "two plugins"])
def test_several_libraries_stand_in_one_site(tmp_path: Path, wheels: Path, way: str) -> None:
    first: dict[str, Any] = {"library": str(LAMPS), "path": "lamps", "title": "lamps"}
    second: dict[str, Any] = {"library": str(wheels), "dialect": "plain"}
    plugins: list[Any] = [{"faceplate": {"libraries": [first, second], "cache": False}}]
    if way == "two plugins":
        second |= {"path": "wheels", "title": "wheels"}
        plugins = [{"faceplate": first}, {"faceplate": second}]
    page = (
        "# Start\n\n[lamps.Lamp.colour][], [wheels.Wheel.size][], [Wheel][], [Dimmer.level][]\n\n"
        "```faceplate\nparameters: wheels.Wheel\n```\n\n"
        "```faceplate\nevents: lamps.Lamp\n```\n"
    )
    site = mkdocs(tmp_path, {}, {"index.md": page}, plugins=["search", *plugins], strict=True)
    assert site.log == []
    assert site.broken() == []
    links = site.page("").links
    for link in (
        "lamps/lamp/#lamps.Lamp.colour",
        "wheels/wheel/#wheels.Wheel.size",
        "wheels/wheel/#wheels.Wheel",
        "lamps/dimmer/#lamps.Dimmer.level",
        "lamps/lamp/#lamps.Lamp.press",
    ):
        assert link in links
    assert links.count("wheels/wheel/#wheels.Wheel.size") == 2
    classes = inventory(site)["py:class"]
    assert classes["wheels.Wheel"] == "wheels/wheel/#wheels.Wheel"
    assert classes["lamps.Lamp"] == "lamps/lamp/#lamps.Lamp"
    for place in ("wheels/wheel/#wheels.Wheel.size", "lamps/lamp/#lamps.Lamp.colour"):
        assert place in search_entries(site)
    assert site.text("llms.txt").count("wheels/wheel.md") == 1
    assert site.text("llms.txt").count("lamps/lamp.md") == 1
    assert {"lamps", "wheels"} <= set(site.page("").words.split())


def test_what_two_libraries_call_the_same_is_no_name(tmp_path: Path, wheels: Path) -> None:
    text = (wheels / "__init__.py").read_text().replace("class Wheel", "class Lamp")
    (wheels / "__init__.py").write_text(text)
    libraries = [{"library": str(LAMPS)}, {"library": str(wheels), "dialect": "plain"}]
    pages = {"index.md": "# Start\n\n[Lamp][] and [wheels.Lamp][]\n"}
    plugins = [{"faceplate": {"libraries": libraries}}]
    site = mkdocs(tmp_path, {}, pages, plugins=plugins)
    assert "[Lamp][]" in site.page("").words
    assert "wheels/lamp/#wheels.Lamp" in site.page("").links


@pytest.mark.parametrize(
    ("libraries", "words"),
    [
        ([{"path": "a"}, {"path": "a"}], "two libraries have their pages in a"),
        (["lamps"], "libraries: give a table"),
        ([{"colour": "red"}], "colour"),
        ([{"order": "size"}], "order"),
        ([{"libraries": []}], "libraries: give a table"),
    ],
)
def test_what_a_list_cannot_say_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, libraries: list[Any], words: str
) -> None:
    options = {"library": str(LAMPS), "libraries": libraries}
    with pytest.raises(Abort):
        mkdocs(tmp_path, options, {"index.md": "# Start\n"})
    assert words in caplog.text
