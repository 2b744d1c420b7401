"""The command line: fetch, read and judge each package of a list."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from independent.archives import downloaded, listed
from survey.reading import Reading, read


def main(arguments: list[str] | None = None) -> int:
    """Survey the packages of a list; 1 if anything is wrong with one of them."""
    parser = argparse.ArgumentParser(
        prog="python tools/survey", description="Read many packages, and say what goes wrong."
    )
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--list", type=Path, metavar="FILE", help="more targets, one a line")
    parser.add_argument("--wheels", type=Path, default=Path("build/wheels"), metavar="DIR")
    parser.add_argument("--results", type=Path, metavar="FILE", help="keep results there")
    options = parser.parse_args(arguments)
    targets = [*options.targets, *(listed(options.list) if options.list else ())]
    earlier = dict(_kept(options.results)) if options.results else {}
    readings, missing = [], []
    for target in targets:
        if target not in earlier:
            archive = downloaded(target, options.wheels)
            if archive is None:
                missing.append(target)
                continue
            earlier[target] = read(target, archive)
            if options.results:
                _keep(options.results, earlier[target])
        readings.append(earlier[target])
        for fault in earlier[target].faults:
            print(f"{target}: {fault}", flush=True)
    print(report(readings, missing))
    return int(any(reading.faults for reading in readings))


def _kept(path: Path) -> Iterator[tuple[str, Reading]]:
    for line in path.read_bytes().splitlines() if path.exists() else ():
        reading = msgspec.json.decode(line, type=Reading)
        yield reading.target, reading


def _keep(path: Path, reading: Reading) -> None:
    with path.open("ab") as file:
        file.write(msgspec.json.encode(reading) + b"\n")


def report(readings: list[Reading], missing: list[str]) -> str:
    """Return the figures of a survey as text.

    Args:
        readings: What came of each package that was read.
        missing: The packages that could not be fetched.
    """
    kinds = Counter(
        kind
        for reading in readings
        for kind in {fault.partition(":")[0] for fault in reading.faults}
    )
    lines = [
        f"{'packages read':32}{len(readings):8}",
        f"{'not fetched':32}{len(missing):8}  {' '.join(missing)}",
        f"{'without a manifest':32}{sum(reading.objects is None for reading in readings):8}",
        f"{'without objects':32}{sum(reading.objects == 0 for reading in readings):8}",
        f"{'objects':32}{sum(reading.objects or 0 for reading in readings):8}",
        *(f"{'fault: ' + kind:32}{count:8}" for kind, count in kinds.most_common()),
    ]
    for name in ("cold", "warm", "check"):
        used = [reading.runs[name] for reading in readings]
        slowest = max(readings, key=lambda reading: reading.runs[name].seconds, default=None)
        largest = max(readings, key=lambda reading: reading.runs[name].memory, default=None)
        if slowest and largest:
            lines.append(
                f"{name:8} {sum(run.seconds for run in used):8.0f} s together; slowest "
                f"{slowest.target} {slowest.runs[name].seconds:.1f} s; most memory "
                f"{largest.target} {largest.runs[name].memory:.0f} MiB"
            )
    return "\n".join(lines)
