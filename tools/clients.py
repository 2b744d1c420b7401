"""Installs the clients that the tests of the kit's server call it with.

Each generation of the Python client needs other versions of its own dependencies, so each gets an
environment of its own. What comes from npm is installed as its lock file says. Nothing is fetched
afterwards: the tests run without any network.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import venv
from pathlib import Path

LISTS = Path(__file__).parent.parent / "tests" / "kit" / "server" / "clients"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the clients go")
    folder = parser.parse_args().folder
    for requirements in sorted(LISTS.glob("*.txt")):
        place = folder / requirements.stem
        if not (place / "bin" / "python").exists():
            venv.create(place, with_pip=True)
        pip = [place / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--quiet", "-r", requirements], check=True)
    if shutil.which("npm") is None:
        print("npm is missing: tests with the JavaScript client and a browser are left out")
        return 0
    place = folder / "node"
    place.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LISTS / name, place)
    subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=place, check=True
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
