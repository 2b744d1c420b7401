"""The steps: read the kit, write its pages and the descriptor of its demo, compare, tell."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

import faceplate
from showcase import agreement, descriptors, pages

ROOT = Path(__file__).resolve().parents[2]
KIT = ROOT / "src" / "faceplate_kit"
SHOWN = 20
"""How many disagreements are printed."""


def main() -> int:
    """Make everything.

    Returns:
        0 if pages, descriptor and kit agree; else 1.
    """
    parser = argparse.ArgumentParser(description="Make all that faceplate makes of its kit.")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "kit", metavar="FOLDER")
    output = parser.parse_args().output
    started = time.perf_counter()
    manifest = faceplate.extract(str(KIT))
    rows = [
        *pages.write(manifest, output / "pages"),
        *descriptors.write(output / "descriptor"),
    ]
    found = [
        *agreement.disagreements(manifest),
        *descriptors.disagreements(output / "descriptor"),
    ]
    for problem in [*manifest.problems, *found[:SHOWN]]:
        print(f"showcase: {problem}", file=sys.stderr)
    table = Table(
        title=f"The kit, made in {time.perf_counter() - started:.1f} s, in {_short(output)}/",
        title_justify="left",
        box=SIMPLE_HEAD,
    )
    for heading in ("What", "How many", "Where"):
        table.add_column(heading, overflow="fold")
    for what, count, where in rows:
        table.add_row(what, str(count), str(where.relative_to(output)))
    table.add_row(
        "pages, descriptor and kit agree",
        f"{len(found)} disagreements" if found else "yes",
        "see above" if found else "",
    )
    Console().print(table)
    return 1 if found or manifest.problems else 0


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
