"""The command line: read each target twice, compare, print tables."""

from __future__ import annotations

import argparse
import ast
import dataclasses
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from independent.archives import fetched, listed, sources
from second_reading.compare import Difference, Outcome, compare
from second_reading.declared import Declared
from second_reading.reading import entries_of

STYLES = ("google", "numpy", "sphinx", "epydoc", "dash", "markdown", "none")


def main(arguments: list[str] | None = None) -> int:
    """Compare the targets named on the command line; 1 if they fall short together."""
    parser = argparse.ArgumentParser(
        prog="python tools/second_reading",
        description="Compare what manifests say of docstrings with a second reading of them.",
    )
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--list", type=Path, metavar="FILE", help="more targets, one a line")
    parser.add_argument("--wheels", type=Path, default=Path("build/wheels"), metavar="DIR")
    parser.add_argument(
        "--styles", action="store_true", help="say only how many entries of each style there are"
    )
    parser.add_argument("--least", type=float, default=99.5, metavar="PERCENT")
    parser.add_argument("--verbose", action="store_true", help="print every difference")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all differences there")
    options = parser.parse_args(arguments)
    targets = [*options.targets, *(listed(options.list) if options.list else ())]
    if options.styles:
        for target in targets:
            counts = styles(sources(fetched(target, options.wheels)))
            print(
                target, *(f"{style}={count}" for style, count in counts.most_common()), flush=True
            )
        return 0
    total = Outcome()
    written: dict[str, Any] = {}
    failed = 0
    print(f"{'target':40}{'style':>10}{'entries':>10}{'agreed':>10}{'%':>9}{'whole %':>9}")
    for target in targets:
        try:
            outcome = read_twice(fetched(target, options.wheels))
        except ValueError as reason:
            print(reason, flush=True)
            failed += 1
            continue
        _row(target, outcome)
        _add(total, outcome)
        for difference in outcome.differences if options.verbose else ():
            print("  " + line(difference))
        written[target] = [dataclasses.asdict(difference) for difference in outcome.differences]
        if options.json:
            options.json.write_text(json.dumps(written, indent=1))
    for style in STYLES:
        if total.entries[style]:
            _figures(
                f"all {style}", style, total.entries[style], total.agreed[style], total.whole[style]
            )
    together = _row(f"{len(targets)} targets", total)
    for kind, count in Counter(difference.kind for difference in total.differences).most_common():
        print(f"{kind:>20}{count:8}")
    return int(failed > 0 or together < options.least)


def styles(files: dict[str, bytes]) -> Counter[str]:
    """Count the entries in all docstrings of a library by style, tests apart."""
    declared = Declared(files)
    counts: Counter[str] = Counter()
    for path in files:
        if "tests/" not in path and "test_" not in path:
            for node in declared.within(path):
                text = ast.get_docstring(node, clean=False)
                counts.update(entry.style for entry in (entries_of(text) if text else ()))
    return counts


def read_twice(target: str) -> Outcome:
    """Extract the manifest of a target in a process of its own, and compare it."""
    command = [sys.executable, "-m", "faceplate", "extract", target]
    finished = subprocess.run(command, capture_output=True, check=False)
    if finished.returncode:
        raise ValueError(f"{target}: {finished.stderr.decode(errors='replace').strip()}")
    return compare(json.loads(finished.stdout), sources(target))


def line(difference: Difference) -> str:
    """Return a difference on one line."""
    doubt = f" [{difference.doubt}]" if difference.doubt else ""
    return (
        f"{difference.kind} {difference.style}{doubt} {difference.path} {difference.place}\n"
        f"      read: {difference.theirs}\n      page: {difference.ours}"
    )


def _row(name: str, outcome: Outcome) -> float:
    main_style = max(STYLES, key=lambda style: outcome.entries[style])
    figures = outcome.entries.total(), outcome.agreed.total(), outcome.whole.total()
    return _figures(name, main_style, *figures)


def _figures(name: str, style: str, entries: int, agreed: int, whole: int) -> float:
    share = 100 * agreed / entries if entries else 100.0
    full = 100 * whole / entries if entries else 100.0
    print(f"{name:40}{style:>10}{entries:10}{agreed:10}{share:9.2f}{full:9.2f}", flush=True)
    return share


def _add(total: Outcome, outcome: Outcome) -> None:
    total.entries += outcome.entries
    total.agreed += outcome.agreed
    total.whole += outcome.whole
    total.differences += outcome.differences
