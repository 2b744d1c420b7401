"""The command line: install, ask, extract, compare, and print tables."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from independent.archives import downloaded, listed
from public_names.compare import Outcome, compare
from public_names.installing import probe

COLUMNS = (
    "objects", "agreed", "told", "silent", "paths", "named", "signatures", "equal", "unknown",
    "compiled",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Compare the packages named on the command line; 1 if they fall short together."""
    parser = argparse.ArgumentParser(
        prog="python tools/public_names",
        description="Compare public names and signatures with those of packages at run time.",
    )
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--list", type=Path, metavar="FILE", help="more targets, one a line")
    parser.add_argument("--wheels", type=Path, default=Path("build/wheels"), metavar="DIR")
    parser.add_argument("--environments", type=Path, default=Path("build/environments"))
    parser.add_argument("--least", type=float, default=99.0, metavar="PERCENT")
    parser.add_argument("--verbose", action="store_true", help="print every difference")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all differences there")
    options = parser.parse_args(arguments)
    total, written = Outcome(), {}
    print(f"{'target':36}" + "".join(f"{name:>11}" for name in COLUMNS) + f"{'%':>9}")
    for target in [*options.targets, *(listed(options.list) if options.list else ())]:
        outcome = ask(target, options.wheels, options.environments)
        if isinstance(outcome, str):
            print(f"{target:36} {outcome}", flush=True)
            continue
        _row(target, outcome)
        total.counts += outcome.counts
        total.differences += outcome.differences
        written[target] = outcome.differences
        for kind, path, text in outcome.differences if options.verbose else ():
            print(f"  {kind}: {path}: {text}")
    share = _row("together", total)
    for kind, count in Counter(kind for kind, _, _ in total.differences).most_common():
        print(f"  {kind:60}{count:8}")
    if options.json:
        options.json.write_text(json.dumps(written, indent=1))
    return int(share < options.least)


def ask(target: str, wheels: Path, environments: Path) -> Outcome | str:
    """Compare one package; returns why it cannot be compared where that is so."""
    archive = downloaded(target, wheels)
    if archive is None:
        return "cannot be fetched"
    command = [sys.executable, "-m", "faceplate", "extract", str(archive)]
    finished = subprocess.run(command, capture_output=True, check=False)
    if finished.returncode:
        return finished.stderr.decode(errors="replace").strip()[:200]
    manifest: dict[str, Any] = json.loads(finished.stdout)
    paths = [page["path"] for page in manifest["components"]]
    told = probe(archive, manifest["library"]["name"], paths, environments / target)
    return told if isinstance(told, str) else compare(manifest, told)


def _row(name: str, outcome: Outcome) -> float:
    objects, agreed = outcome.counts["objects"], outcome.counts["agreed"]
    share = 100 * agreed / objects if objects else 100.0
    figures = "".join(f"{outcome.counts[column]:11}" for column in COLUMNS)
    print(f"{name:36}{figures}{share:9.2f}", flush=True)
    return share
