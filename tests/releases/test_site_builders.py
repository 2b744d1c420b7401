"""Other builders that read `mkdocs.yml`: how far each takes the plugin, as the reference says."""

from __future__ import annotations

import os
import subprocess
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAMPS = ROOT / "tests" / "sites" / "library" / "lamps"
PACKAGES = ("properdocs", "properdocs-theme-mkdocs", "zensical")

pytestmark = pytest.mark.releases


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of their programs, in an environment of their own without MkDocs."""
    home = tmp_path_factory.mktemp("builders") / "environment"
    venv.create(home, with_pip=True)
    pip = [str(home / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install"]
    done = subprocess.run([*pip, "-q", *PACKAGES, str(ROOT)], capture_output=True, text=True)
    if "No matching distribution" in done.stderr and "Could not find" in done.stderr:
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, done.stderr
    return home / "bin"


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
