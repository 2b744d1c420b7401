"""Roles within a project, and references between projects by their inventories."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from faceplate.public import extract
from faceplate.sites import index, inventory
from faceplate.sites.index import Index
from faceplate.sites.inventory import body, head, lines
from faceplate.sites.sphinx.directives import base
from sites.building import mkdocs
from sites.sphinx.project import Page, Project

PAGE = "Page\n====\n\n.. component:: knobs.Dial\n\n.. component:: knobs.Lever\n"
ROLES = """
Roles
=====

:component:`knobs.Dial`
:event:`knobs.Dial.press`
:param:`knobs.Dial.press.queue`
:faceplate:method:`~knobs.Lever.pull`
:param:`how hard <knobs.Lever.pull.force>`
"""
TARGETS = ["Dial", "Dial.press", "Dial.press.queue", "Lever.pull", "Lever.pull.force"]


def links(page: Page, before: str) -> list[str]:
    return [link for link in page.links if link.startswith(before)]


def test_roles_lead_to_anchors(project: Callable[..., Project]) -> None:
    index = PAGE + "\n.. toctree::\n\n   roles\n"
    made = project({"index.rst": index, "roles.rst": ROLES})
    assert made.build("html", "-W", "-n").code == 0
    page = made.page("html/roles.html")
    assert links(page, "index.html#knobs.") == [f"index.html#knobs.{one}" for one in TARGETS]
    assert {f"knobs.{one}" for one in TARGETS} <= set(made.page("html/index.html").ids)
    assert "how hard" in page.text
    assert " pull " in page.text


def test_short_names_and_names_of_python(project: Callable[..., Project]) -> None:
    text = PAGE + "\n:event:`Dial.press` :py:class:`knobs.Dial` :any:`knobs.Lever`\n"
    made = project({"index.rst": text})
    assert made.build("html", "-W", "-n").code == 0
    page = made.page("html/index.html")
    assert {"#knobs.Dial.press", "#knobs.Dial", "#knobs.Lever"} <= set(page.links)


def test_a_name_that_is_not_there_is_a_warning(project: Callable[..., Project]) -> None:
    made = project({"index.rst": PAGE + "\n:event:`knobs.Dial.fly`\n"})
    warnings = made.build().warnings
    assert "FP971 unresolved-reference: no event of this name" in warnings
    assert "index.rst:8" in warnings
    assert made.build("html", "-W", "-E").code == 1
    made.configure(faceplate_targets=["knobs"], suppress_warnings=["ref.event"])
    assert made.build("html", "-W", "-E").warnings == ""


def test_two_pages_of_one_component_are_a_warning(project: Callable[..., Project]) -> None:
    dial = "Page\n====\n\n.. component:: knobs.Dial\n"
    index = dial + "\n.. toctree::\n\n   more\n"
    made = project({"index.rst": index, "more.rst": dial})
    assert "FP975 duplicate-page: knobs.Dial is described in index too" in made.build().warnings
    made.write({"more.rst": dial + "   :no-index:\n"})
    assert made.build("html", "-W", "-E").code == 0


def test_excerpts_do_not_take_names_from_the_page(project: Callable[..., Project]) -> None:
    excerpt = "Excerpt\n=======\n\n.. component:: knobs.Dial\n   :sections: parameters\n"
    made = project(
        {
            "index.rst": excerpt + "\n:param:`knobs.Dial.angle`\n\n.. toctree::\n\n   page\n",
            "page.rst": PAGE,
        }
    )
    assert made.build("html", "-W").code == 0
    assert "page.html#knobs.Dial.angle" in made.page("html/index.html").links


def second(folder: Path, inventory: Path, text: str) -> Project:
    made = Project(
        folder,
        extensions=("sphinx.ext.intersphinx",),
        intersphinx_mapping={"other": ("https://other.example/", str(inventory))},
    )
    made.write({"index.rst": text})
    return made


def test_a_second_project_reads_our_inventory(
    tmp_path: Path, project: Callable[..., Project]
) -> None:
    first = project({"index.rst": PAGE})
    assert first.build("html", "-W").code == 0
    made = second(tmp_path / "second", first.folder / "html/objects.inv", ROLES)
    assert made.build("html", "-W", "-n").code == 0
    page = made.page("html/index.html")
    address = "https://other.example/index.html#knobs."
    assert links(page, address) == [address + one for one in TARGETS]


@pytest.mark.parametrize("python_only", [False, True])
def test_a_second_project_reads_the_inventory_of_another_builder(
    tmp_path: Path, knobs: Path, python_only: bool
) -> None:
    """The names of Python alone are enough for components, events, methods."""
    entries = Index(extract(str(knobs), cache=False).components).entries.values()
    found = lines(entries, lambda one: f"components/{one.component}/#{one.name}")
    kept = [one for one in found if not python_only or one.type.startswith("py:")]
    inventory = tmp_path / "objects.inv"
    inventory.write_bytes(head("knobs", "3.1") + body(kept))
    text = ROLES if not python_only else ROLES.replace(":param:`knobs.Dial.press.queue`\n", "")
    text = text.replace(":param:`how hard <knobs.Lever.pull.force>`\n", "") if python_only else text
    made = second(tmp_path / "second", inventory, text)
    assert made.build("html", "-W", "-n").code == 0
    address = "https://other.example/components/knobs."
    found_links = [one.rpartition("#")[2] for one in links(made.page("html/index.html"), address)]
    assert found_links == [
        f"knobs.{one}"
        for one in TARGETS
        if not python_only or one not in ("Dial.press.queue", "Lever.pull.force")
    ]


def test_the_inventory_names_everything_once(project: Callable[..., Project]) -> None:
    made = project({"index.rst": PAGE})
    assert made.build("html", "-W").code == 0
    content = (made.folder / "html/objects.inv").read_bytes().split(b"\n", 4)[4]
    names = [line.split()[0] for line in zlib.decompress(content).decode().splitlines()]
    ours = [name for name in names if name.startswith("knobs.")]
    assert len(ours) == len(set(ours))
    page = made.page("html/index.html")
    assert set(ours) == {one for one in page.ids if one.startswith("knobs.") and "-" not in one}


def test_a_project_reads_the_inventory_of_the_mkdocs_plugin(tmp_path: Path, knobs: Path) -> None:
    site = mkdocs(tmp_path / "site", {"library": str(knobs)}, {"index.md": "# Knobs\n"})
    made = second(tmp_path / "second", site.folder / "objects.inv", ROLES)
    assert made.build("html", "-W", "-n").code == 0
    found = links(made.page("html/index.html"), "https://other.example/")
    assert [one.rpartition("#")[2] for one in found] == [f"knobs.{one}" for one in TARGETS]
    for one in found:
        path, _, anchor = one.removeprefix("https://other.example/").partition("#")
        assert anchor in site.page(path).anchors


def test_every_kind_of_name_has_a_type_in_the_domain() -> None:
    assert set(base._TYPES) == set(inventory.TYPES) == set(get_args(index.Kind))
