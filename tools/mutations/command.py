"""The command line: mutate packages, run all tools, print what each found."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mutations import checker, peers
from mutations.draw import drawn
from mutations.judging import Verdict, by_file, judged, judged_alone
from mutations.mutant import Mutant
from mutations.packages import Release, listed, unpacked
from mutations.packing import Tree, packed, path_apart, write_apart
from mutations.report import Run, as_json, failures, tables
from mutations.units import Library

OURS = "faceplate"


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 1 if a goal is missed."""
    options = _options(arguments)
    releases = listed(options.package)
    if options.styles:
        for release in releases:
            for library in unpacked(release, options.work):
                counts = ", ".join(f"{name} {count}" for name, count in library.styles.items())
                print(f"{release.requirement}: {library.name}: {counts or 'none'}")
        return 0
    programs = None if options.no_peers else peers.installed(options.work / "peers")
    runs = []
    for release in releases:
        for library in unpacked(release, options.work):
            run = _run(release, library, options, programs)
            if run is not None:
                runs.append(run)
                _write(runs, options.json)
    if not runs:
        print("there is no place for any fault in these packages", file=sys.stderr)
        return 2
    print(tables(runs, OURS), flush=True)
    missed = failures(runs, OURS)
    for line in missed:
        print(line)
    return int(bool(missed))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python tools/mutations",
        description="Put known faults into released packages and count who finds them.",
    )
    parser.add_argument("package", nargs="+", metavar="PACKAGE", help="NAME==VERSION, a wheel, or "
                        "a text file with one a line, and a style behind it or not")  # fmt: skip
    parser.add_argument("--count", type=int, default=10, help="mutants of each kind and package, "
                        "where there are as many places; default: %(default)s")  # fmt: skip
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    parser.add_argument("--kind", action="append", metavar="WORD", help="only kinds with this word")
    parser.add_argument("--no-peers", action="store_true", help="run faceplate alone")
    parser.add_argument("--jobs", type=int, default=2, help="trees at a time; default: %(default)s")
    parser.add_argument("--work", type=Path, default=Path("build/mutations"), metavar="DIR",
                        help="where downloads and the peers are kept")  # fmt: skip
    parser.add_argument("--search-path", action="append", default=[], metavar="TARGET",
                        help="where faceplate finds what the packages extend")  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    parser.add_argument("--missed", action="store_true", help="print what was missed")
    parser.add_argument("--styles", action="store_true",
                        help="print how many docstrings are in each style, and stop")  # fmt: skip
    return parser.parse_args(arguments)


def _write(runs: list[Run], file: Path | None) -> None:
    if file is not None:
        file.write_text(json.dumps(as_json(runs), indent=1) + "\n", encoding="utf-8")


def _run(
    release: Release, library: Library, options: argparse.Namespace, programs: Path | None
) -> Run | None:
    mutants = drawn(library, options.count, options.seed, options.kind or [""])
    if not mutants:
        return None
    name = release.requirement.rpartition("/")[2]
    style = release.style or library.style
    print(f"{name} {library.name} ({style}): {len(mutants)} mutants", file=sys.stderr, flush=True)
    verdicts = {}
    with tempfile.TemporaryDirectory() as scratch:
        verdicts[OURS] = _ours(library, mutants, Path(scratch), options)
        if options.missed:
            _print_missed(name, verdicts[OURS])
        if programs is not None:
            verdicts |= _peers(library, mutants, programs, Path(scratch, "apart"), style)
    return Run(name, style, verdicts)


def _ours(
    library: Library, mutants: list[Mutant], scratch: Path, options: argparse.Namespace
) -> list[Verdict]:
    trees = [Tree(library, scratch / f"tree{number}") for number in range(options.jobs)]
    cache = scratch / "cache"
    before = by_file(checker.run(trees[0].folder / library.name, cache, options.search_path))
    originals = trees[0].write([])
    free = list(trees)

    def check(group: list[Mutant]) -> list[Verdict]:
        tree = free.pop()
        texts = tree.write(group)
        after = by_file(checker.run(tree.folder / library.name, cache, options.search_path))
        tree.restore(group)
        free.append(tree)
        return judged(group, before, after, (originals, texts))

    with ThreadPoolExecutor(options.jobs) as pool:
        verdicts = [verdict for group in pool.map(check, packed(mutants)) for verdict in group]
    return sorted(verdicts, key=lambda verdict: verdict.mutant.number)


def _peers(
    library: Library, mutants: list[Mutant], programs: Path, folder: Path, style: str
) -> dict[str, list[Verdict]]:
    # They look at no stubs.
    mutants = [mutant for mutant in mutants if mutant.file.endswith(".py")]
    texts = write_apart(library, mutants, folder)
    results = {}
    for peer in peers.PEERS:
        findings = by_file(peers.run(peer, programs, folder, style))
        verdicts = []
        for mutant in mutants:
            old, own = f"0/{path_apart(mutant)}", f"{mutant.number}/{path_apart(mutant)}"
            both = findings.get(old, []), findings.get(own, [])
            named = peer.names
            verdicts.append(judged_alone(mutant, *both, (texts[old], texts[own]), named))
        results[peer.name] = verdicts
    return results


def _print_missed(package: str, verdicts: list[Verdict]) -> None:
    for verdict in sorted(verdicts, key=lambda verdict: verdict.mutant.number):
        mutant = verdict.mutant
        if verdict.found == mutant.control:
            what = "FALSE" if mutant.control else "missed"
            place = f"{mutant.file} {mutant.unit}"
            print(f"{what} {mutant.kind}: {package} {place} {mutant.names}")
            for edit in mutant.edits[:2]:
                print(f"    {edit.text[:160]!r}")
            for finding in verdict.findings[:3]:
                print(f"    {finding.file}:{finding.line} {finding.message[:200]}")
