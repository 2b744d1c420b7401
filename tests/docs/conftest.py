"""An environment with the faceplate under test, as a reader of the guides has one."""

from __future__ import annotations

import os
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from docs.pages import ROOT

_SCRIPTS = {
    "faceplate": "from faceplate.cli.main import main",
    "mkdocs": "from mkdocs.__main__ import cli as main",
    "pip": "from pip._internal.cli.main import main",
}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Make a virtual environment that sees what is installed here, and gives its variables."""
    home = tmp_path / "environment"
    venv.create(home, with_pip=False, symlinks=True)
    paths = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    seen = [str(ROOT / "src"), *(path for path in sys.path if path.endswith("-packages"))]
    (Path(paths["purelib"]) / "seen.pth").write_text("\n".join(seen) + "\n", encoding="utf-8")
    python = Path(paths["scripts"]) / "python"
    for name, statement in _SCRIPTS.items():
        script = Path(paths["scripts"]) / name
        script.write_text(f"#!{python}\nimport sys\n{statement}\nsys.exit(main())\n", "utf-8")
        script.chmod(0o755)
    return {
        "PATH": f"{paths['scripts']}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": "",
        "FACEPLATE_CACHE": str(tmp_path / "cache"),
    }
