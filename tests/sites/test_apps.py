"""The apps that pages show: read with the library of the site, however that is found."""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import faceplate_kit
from sites.building import Site, mkdocs
from sites.sphinx.project import Project

# A library of apps that is installed nowhere: the kit, by another name.
NAME = "somekit"

APP = f"""
import {NAME} as kit

with kit.Blocks() as demo:
    text = kit.Textbox(label="Text")
    kit.Button("Go").click(lambda words: words, text, text, api_name="turn")
"""

UNKNOWN = "import nowhere\n\ndemo = nowhere.Blocks()\n"


def package(folder: Path) -> Path:
    """Write the library into a folder."""
    kit = Path(faceplate_kit.__file__).parent
    ignored = shutil.ignore_patterns("__pycache__")
    place = Path(shutil.copytree(kit, folder / NAME, ignore=ignored))
    for file in place.rglob("*.py"):
        file.write_text(file.read_text("utf-8").replace("faceplate_kit", NAME), "utf-8")
    return place


def in_a_folder(folder: Path) -> dict[str, Any]:
    return {"library": str(package(folder / "elsewhere"))}


def by_import_name(folder: Path) -> dict[str, Any]:
    return {"library": NAME, "search_path": [str(package(folder / "elsewhere").parent)]}


def in_the_project(folder: Path) -> dict[str, Any]:
    package(folder / "src")
    project = f'[project]\nname = "{NAME}"\nversion = "1.0"\n'
    (folder / "pyproject.toml").write_text(project)
    return {}


def in_a_wheel(folder: Path) -> dict[str, Any]:
    place = package(folder / "elsewhere")
    wheel = folder / f"{NAME}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in place.rglob("*.py"):
            archive.write(file, str(file.relative_to(place.parent)))
        archive.writestr(
            f"{NAME}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0\n"
        )
        archive.writestr(f"{NAME}-1.0.dist-info/RECORD", "")
    return {"library": str(wheel)}


def beside_another(folder: Path) -> dict[str, Any]:
    other = folder / "elsewhere" / "other"
    other.mkdir(parents=True)
    (other / "__init__.py").write_text("class Other:\n    '''Is.'''\n")
    return {"libraries": [{"library": str(other)}, {"library": str(package(folder / "elsewhere"))}]}


SET_UPS = [in_a_folder, by_import_name, in_the_project, in_a_wheel, beside_another]


def built(folder: Path, plugin: dict[str, Any], script: str = APP) -> Site:
    page = "# App\n\n```faceplate\nview-api: app.py:demo\n```\n"
    return mkdocs(folder, {"cache": False, **plugin}, {"index.md": page, "app.py": script})


@pytest.mark.parametrize("set_up", SET_UPS, ids=lambda one: one.__name__)
def test_a_script_is_read_with_the_library_of_the_site(
    tmp_path: Path, set_up: Callable[[Path], dict[str, Any]]
) -> None:
    assert NAME not in sys.modules
    site = built(tmp_path, set_up(tmp_path))
    assert site.log == []
    page = site.page("")
    assert "/turn" in page.anchors
    assert "Text" in page.words
    assert str(tmp_path) not in site.text("index.html")
    assert NAME not in sys.modules


def test_sphinx_reads_it_likewise(tmp_path: Path) -> None:
    place = package(tmp_path / "elsewhere")
    project = Project(tmp_path, faceplate_targets=[str(place)])
    project.write({"index.rst": "App\n===\n\n.. viewapi:: app.py:demo\n", "app.py": APP})
    done = project.build("html", "-W")
    assert done.code == 0, done.warnings
    assert "/turn" in (project.folder / "html" / "index.html").read_text()


@pytest.mark.parametrize("script", [UNKNOWN, "def broken(:\n", "demo = 1\n"])
@pytest.mark.parametrize("builder", ["mkdocs", "sphinx"])
def test_what_fails_names_no_folder_of_the_machine(
    tmp_path: Path, builder: str, script: str
) -> None:
    place = package(tmp_path / "elsewhere")
    if builder == "mkdocs":
        site = built(tmp_path, {"library": str(place)}, script)
        text, said = site.text("index.html"), " ".join(site.log)
    else:
        project = Project(tmp_path, faceplate_targets=[str(place)])
        project.write({"index.rst": "App\n===\n\n.. viewapi:: app.py:demo\n", "app.py": script})
        done = project.build("html")
        text, said = (project.folder / "html" / "index.html").read_text(), done.warnings
    assert str(tmp_path) not in text
    assert "app.py" in said
    if builder == "mkdocs":
        assert str(tmp_path) not in said
        assert "app.py" in text
