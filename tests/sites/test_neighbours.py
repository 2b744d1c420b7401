"""Other plugins in the same site, before and after ours: both do their work, without a warning."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from sites.building import Site, mkdocs
from sites.conftest import LAMPS

LAMP = "components/lamp"
OURS = {"faceplate": {"library": str(LAMPS), "cache": False}}


class Neighbour(NamedTuple):
    """A plugin, with a site that needs what it does.

    Attributes:
        entries: What stands in `plugins` for it.
        holds: Says whether a site has what the plugin makes of it.
        pages: Files of the docs folder.
        settings: Other settings of `mkdocs.yml`.
        files: Files of the project.
        own: A page that the plugin makes, whose links are its own affair.
        orders: Where ours may stand; a plugin may refuse to stand before another one.
    """

    entries: list[Any]
    holds: Callable[[Site], bool]
    pages: Mapping[str, str] = MappingProxyType({})
    settings: Mapping[str, Any] = MappingProxyType({})
    files: Mapping[str, str] = MappingProxyType({})
    orders: tuple[str, ...] = ("before", "after")
    own: str = "\0"


def navigation(site: Site) -> list[str]:
    """Return where the navigation of the first page leads."""
    text = site.text("index.html").partition('<nav class="md-nav md-nav--primary"')[2]
    return text.partition("</nav>\n                  </div>")[0].split('href="')[1:]


def in_navigation(site: Site, path: str) -> bool:
    return any(link.startswith(f'{path}/"') for link in navigation(site))


def has(path: str, words: str) -> Callable[[Site], bool]:
    return lambda site: words in site.text(path)


LANGUAGES = [
    {"locale": "en", "name": "English", "build": True, "default": True},
    {"locale": "fr", "name": "Français", "build": True},
]

NEIGHBOURS = {
    "i18n, by suffix": Neighbour(
        [{"i18n": {"docs_structure": "suffix", "languages": LANGUAGES}}],
        lambda site: "Bonjour" in site.text("fr/index.html") and in_navigation(site, LAMP),
        {"index.fr.md": "# Bonjour\n\n[lamps.Lamp][]\n"},
    ),
    "i18n, by folder": Neighbour(
        [{"i18n": {"docs_structure": "folder", "languages": LANGUAGES}}],
        lambda site: "Bonjour" in site.text("fr/index.html") and in_navigation(site, LAMP),
        {
            "en/index.md": "# Start\n\n[lamps.Lamp][]\n",
            "fr/index.md": "# Bonjour\n\n[lamps.Lamp][]\n",
            "index.md": "",
        },
    ),
    "awesome-nav": Neighbour(
        ["awesome-nav"],
        lambda site: in_navigation(site, LAMP) and in_navigation(site, "more"),
        {".nav.yml": "nav:\n  - index.md\n  - '*'\n"},
    ),
    "awesome-nav, by name": Neighbour(
        ["awesome-nav"],
        lambda site: in_navigation(site, LAMP),
        {".nav.yml": "nav:\n  - Lamps: components\n  - index.md\n  - more.md\n"},
    ),
    "redirects": Neighbour(
        [{"redirects": {"redirect_maps": {"old.md": "components/lamp.md"}}}],
        has("old/index.html", "../components/lamp/"),
    ),
    "literate-nav": Neighbour(
        ["literate-nav"],
        lambda site: in_navigation(site, LAMP) and in_navigation(site, "more"),
        {"SUMMARY.md": "* [Start](index.md)\n* [More](more.md)\n* [Lamps](components/)\n"},
        {"exclude_docs": "SUMMARY.md"},
    ),
    "literate-nav, without ours": Neighbour(
        ["literate-nav"],
        lambda site: in_navigation(site, LAMP) and in_navigation(site, "more"),
        {"SUMMARY.md": "* [Start](index.md)\n* [More](more.md)\n"},
    ),
    "section-index": Neighbour(
        ["section-index"],
        lambda site: in_navigation(site, LAMP) and in_navigation(site, "components"),
    ),
    "gen-files": Neighbour(
        [{"gen-files": {"scripts": ["generate.py"]}}],
        has("made/index.html", "../components/lamp/#lamps.Lamp"),
        files={
            "generate.py": "import mkdocs_gen_files\n"
            'with mkdocs_gen_files.open("made.md", "w") as file:\n'
            '    print("# Made\\n\\n[lamps.Lamp][]", file=file)\n'
        },
    ),
    "monorepo": Neighbour(
        ["monorepo"],
        has("part/index.html", "../components/lamp/#lamps.Lamp"),
        settings={
            "nav": [
                {"Start": "index.md"},
                {"More": "more.md"},
                {"Part": "!include ./part/mkdocs.yml"},
            ]
        },
        files={
            "part/mkdocs.yml": "site_name: part\nnav:\n  - Part: index.md\n",
            "part/docs/index.md": "# Part\n\n[lamps.Lamp][]\n",
        },
    ),
    "macros": Neighbour(
        ["macros"],
        has("more/index.html", "It is called Lamps"),
        {"more.md": "# More\n\nIt is called {{ config.site_name }}, see [lamps.Lamp][].\n"},
    ),
    "tags": Neighbour(
        ["tags"],
        has("more/index.html", "bright"),
        {"more.md": "---\ntags: [bright]\n---\n\n# More\n\n[lamps.Lamp][]\n"},
    ),
    "offline": Neighbour(["offline"], has("components/lamp.html", 'id="lamps.Lamp.colour"')),
    "print-site": Neighbour(
        ["print-site"],
        has("print_page/index.html", "the colour | or its name."),
        orders=("before",),
        own="/print_page/",
    ),
    "git-revision-date": Neighbour(
        [{"git-revision-date-localized": {"fallback_to_build_date": True}}],
        has("more/index.html", "git-revision-date-localized"),
    ),
}


def require(neighbour: Neighbour) -> None:
    """Skip a test whose plugin is not installed, but where all has to be."""
    known = {entry.name.rpartition("/")[2] for entry in entry_points(group="mkdocs.plugins")}
    for entry in neighbour.entries:
        name = entry if isinstance(entry, str) else next(iter(entry))
        if name not in known and not os.environ.get("FACEPLATE_REQUIRE_CLIENTS"):
            pytest.skip(f"the plugin {name} is not installed")


def build(folder: Path, neighbour: Neighbour, plugins: list[Any]) -> Site:
    for name, text in neighbour.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    pages = {
        "index.md": "# Start\n\n[lamps.Lamp.colour][]\n",
        "more.md": "# More\n\n[lamps.Lamp][]\n",
        **neighbour.pages,
    }
    pages = {name: text for name, text in pages.items() if text}
    return mkdocs(folder, {}, pages, plugins=plugins, strict=True, **neighbour.settings)


def _is_absolute(broken: str) -> bool:
    """Say whether a link begins at the host of a site, as those between languages do."""
    return ": /" in broken


def commit(folder: Path, neighbour: Neighbour) -> None:
    """Make a repository that holds the pages which are written by hand."""
    build(folder, neighbour, ["search", OURS])
    who = ("-c", "user.name=Reader", "-c", "user.email=reader@lamps.example")
    for words in (("init", "-q"), ("add", "docs"), (*who, "commit", "-q", "-m", "Begin")):
        subprocess.run(["git", *words], cwd=folder, check=True)


@pytest.mark.parametrize(
    ("name", "order"),
    [(name, order) for name, neighbour in NEIGHBOURS.items() for order in neighbour.orders],
)
def test_both_plugins_do_their_work(tmp_path: Path, name: str, order: str) -> None:
    neighbour = NEIGHBOURS[name]
    require(neighbour)
    if "git" in name:
        commit(tmp_path, neighbour)
    entries = [OURS, *neighbour.entries]
    plugins = ["search", *(entries if order == "before" else reversed(entries))]
    site = build(tmp_path, neighbour, plugins)
    assert [line for line in site.log if "faceplate" in line or "components/" in line] == []
    assert neighbour.holds(site)
    assert [
        link for link in site.broken() if not (_is_absolute(link) or neighbour.own in link)
    ] == []
    page = LAMP if (site.folder / LAMP / "index.html").is_file() else f"{LAMP}.html"
    assert site.page(page).anchors.count("lamps.Lamp.colour") == 1
