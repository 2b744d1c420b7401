"""Other builders that read `mkdocs.yml`: how far each takes the plugin, as the reference says."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zlib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LAMPS = ROOT / "tests" / "sites" / "library" / "lamps"
PACKAGES = ("properdocs", "properdocs-theme-mkdocs", "zensical")

pytestmark = pytest.mark.releases


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of their programs, in an environment of their own without MkDocs."""
    folder = tmp_path_factory.mktemp("builders")
    home, shared = folder / "environment", folder / "shared"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    [packages] = home.glob("lib/python*/site-packages")
    # What is here is used; pip changes nothing that stands outside of the environment.
    shared.mkdir()
    for place in needed("faceplate", "mkdocs-material"):
        (shared / place.name).symlink_to(place)
    (packages / "shared.pth").write_text(f"{shared}\n{ROOT / 'src'}\n")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    command = [*pip, "install", "-q", "--no-compile", *PACKAGES]
    done = subprocess.run(command, capture_output=True, text=True)
    if "No matching distribution" in done.stderr and "Could not find" in done.stderr:
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, done.stderr
    assert not any((place / "mkdocs").exists() for place in (packages, shared))
    return home / "bin"


def needed(*distributions: str) -> set[Path]:
    """Return where distributions and those that they require lie here, but for those of MkDocs."""
    listed: dict[str, set[Path]] = {}
    names = list(distributions)
    while names:
        name = names.pop()
        if name in listed:
            continue
        distribution = metadata.distribution(name)
        tops = {file.parts[0] for file in distribution.files or () if file.parts[0] != ".."}
        tops -= {"__pycache__"}
        places = {Path(str(distribution.locate_file(top))) for top in tops}
        listed[name] = set() if name.startswith("mkdocs") else places
        requirements = map(Requirement, distribution.requires or ())
        names += [
            one.name for one in requirements if not one.marker or one.marker.evaluate({"extra": ""})
        ]
    return set().union(*listed.values())


def built(programs: Path, builder: str, folder: Path) -> Path:
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Start\n\n[lamps.Lamp.press][]\n")
    theme = "theme: mkdocs\n" if builder == "properdocs" else ""
    plugin = f"plugins: [search, {{faceplate: {{library: {LAMPS}}}}}]\n"
    (folder / "mkdocs.yml").write_text(f"site_name: Lamps\n{theme}{plugin}")
    done = subprocess.run(
        [str(programs / builder), "build", "-f", "mkdocs.yml"],
        cwd=folder,
        env={name: one for name, one in os.environ.items() if not name.startswith("PYTHON")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder / "site"


def test_properdocs_makes_what_mkdocs_makes(programs: Path, tmp_path: Path) -> None:
    site = built(programs, "properdocs", tmp_path)
    assert 'id="lamps.Lamp.press.fn"' in (site / "components/lamp/index.html").read_text()
    assert "components/lamp/#lamps.Lamp.press" in (site / "index.html").read_text()
    assert "lamps.Lamp.colour" in (site / "search/search_index.json").read_text()
    assert (site / "objects.inv").is_file()
    assert (site / "llms.txt").is_file()


def test_zensical_runs_no_plugin(programs: Path, tmp_path: Path) -> None:
    site = built(programs, "zensical", tmp_path)
    assert (site / "index.html").is_file()
    assert not (site / "components").exists()


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the builders, to be put before what is installed here."""
    folder = tmp_path_factory.mktemp("added")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    command = [*pip, "--no-compile", "--target", str(folder), *PACKAGES]
    done = subprocess.run(command, capture_output=True, text=True)
    if "No matching distribution" in done.stderr and "Could not find" in done.stderr:
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs", "zensical"])
def test_every_builder_runs_the_handler_for_mkdocstrings(
    added: Path, tmp_path: Path, builder: str
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(
        "# Start\n\n[lamps.Lamp.press.fn][]\n\n::: lamps.Dimmer\n    handler: faceplate\n"
    )
    (tmp_path / "docs" / "lamp.md").write_text("# ::: lamps.Lamp\n    handler: faceplate\n")
    handlers = f"handlers: {{faceplate: {{libraries: [{LAMPS}]}}}}"
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Lamps\ntheme: {name: material, font: false}\n"
        f"plugins: [search, autorefs, {{mkdocstrings: {{{handlers}}}}}]\n"
    )
    variables = {name: one for name, one in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, "-m", builder, "build", "--strict", "-f", "mkdocs.yml"],
        cwd=tmp_path,
        env=variables | {"PYTHONPATH": str(added), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    start, lamp = (tmp_path / "site" / name for name in ("index.html", "lamp/index.html"))
    assert 'id="lamps.Lamp.press.fn"' in lamp.read_text()
    assert 'href="lamp/#lamps.Lamp.press.fn"' in start.read_text()
    assert 'href="lamp/#lamps.Lamp"' in start.read_text()  # what a docstring refers to
    styles = [*(tmp_path / "site").rglob("*.css"), lamp]
    assert any(".faceplate-byline" in style.read_text() for style in styles)
    lines = (tmp_path / "site" / "objects.inv").read_bytes().split(b"\n", 4)[4]
    assert b"lamps.Lamp.press.fn py:parameter" in zlib.decompress(lines)
