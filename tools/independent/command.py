"""The command line: read each target twice, compare, print a table."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

import faceplate
from independent.archives import fetched, sources
from independent.compare import COUNTS, compare


def main(arguments: list[str] | None = None) -> int:
    """Compare the targets named on the command line; 1 if there is a difference."""
    parser = argparse.ArgumentParser(
        prog="python tools/independent",
        description="Compare manifests with a second reading, by ast alone.",
    )
    parser.add_argument("targets", nargs="+", metavar="TARGET")
    parser.add_argument("--dialect", help="the dialect to read with; default: look at the library")
    parser.add_argument("--wheels", type=Path, default=Path("build/wheels"), metavar="DIR")
    parser.add_argument("--verbose", action="store_true", help="print every difference whole")
    options = parser.parse_args(arguments)
    total: Counter[str] = Counter()
    failed = 0
    print(f"{'target':44}" + "".join(f"{one:>12}" for one in (*COUNTS, "differences")))
    for target in options.targets:
        print(f"{target}: reading", file=sys.stderr)
        opened = fetched(target, options.wheels)
        manifest = msgspec.to_builtins(faceplate.extract(opened, dialect=options.dialect))
        outcome = compare(manifest, sources(opened))
        failed += len(outcome.differences)
        total += outcome.counts
        _row(Path(target).name, outcome.counts, len(outcome.differences))
        for line in outcome.differences:
            print("  " + (line if options.verbose else line[:160]))
    _row(f"{len(options.targets)} targets", total, failed)
    return int(failed > 0)


def _row(name: str, counts: Counter[str], differences: int) -> None:
    figures: Iterable[int] = (*(counts[one] for one in COUNTS), differences)
    print(f"{name:44}" + "".join(f"{one:12}" for one in figures), flush=True)
