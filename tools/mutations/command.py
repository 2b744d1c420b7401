"""The command line: mutate the libraries, run all tools, print what each found."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from mutations import checker, peers
from mutations.judging import Verdict, by_file, judged, judged_alone
from mutations.libraries import LIBRARIES, Released, unpacked
from mutations.mutant import Mutant
from mutations.report import as_json, failures, table
from mutations.sample import sample
from mutations.sites import Library, library
from mutations.trees import aside, packed, write

OURS = "faceplate"


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(
        prog="python tools/mutations",
        description="Put known faults into released libraries and count who finds them.",
    )
    parser.add_argument("--count", type=int, default=12, help="faults of each kind and library, "
                        "and as many controls; default: %(default)s")  # fmt: skip
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    parser.add_argument("--library", action="append", metavar="NAME", help="only these releases")
    parser.add_argument("--kind", action="append", metavar="WORD", help="only kinds with this word")
    parser.add_argument("--no-peers", action="store_true", help="run faceplate alone")
    parser.add_argument("--work", type=Path, default=Path("build/mutations"), metavar="DIR")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    parser.add_argument("--missed", action="store_true", help="print what was missed")
    options = parser.parse_args(arguments)
    chosen = [one for one in LIBRARIES if not options.library or one.release in options.library]
    programs = None if options.no_peers else peers.installed(options.work / "peers")
    verdicts: dict[str, list[Verdict]] = {OURS: []}
    for released in chosen:
        folder = unpacked(released, options.work / "releases")
        subject = library(folder, released.name)
        mutants = [
            one
            for one in sample(subject, options.count, options.seed)
            if not options.kind or any(word in one.kind for word in options.kind)
        ]
        for number, one in enumerate(mutants, 1):
            one.number = number
        print(f"{released.release}: {len(mutants)} mutants", file=sys.stderr)
        with tempfile.TemporaryDirectory() as scratch:
            found = _ours(subject, mutants, Path(scratch, "tree"))
            verdicts[OURS] += found
            if options.missed:
                _print_missed(released, found)
            if programs is not None:
                _peers(released, subject, mutants, programs, Path(scratch, "alone"), verdicts)
    print(table(verdicts), flush=True)
    if options.json:
        options.json.write_text(json.dumps(as_json(verdicts), indent=1) + "\n", encoding="utf-8")
    missed = failures(verdicts, OURS)
    for line in missed:
        print(line)
    return int(bool(missed))


def _ours(subject: Library, mutants: list[Mutant], folder: Path) -> list[Verdict]:
    files = {one.file: one.text for one in (*subject.modules, *subject.stubs)}
    write(subject, [], folder)
    before = by_file(checker.run(folder / subject.name, "ALL"))
    verdicts = []
    for group in packed(mutants):
        write(subject, group, folder)
        after = by_file(checker.run(folder / subject.name, "ALL"))
        texts = {file: (folder / file).read_text(encoding="utf-8") for file in files}
        verdicts += judged(group, before, after, (files, texts))
    return verdicts


def _peers(
    released: Released,
    subject: Library,
    mutants: list[Mutant],
    programs: Path,
    folder: Path,
    verdicts: dict[str, list[Verdict]],
) -> None:
    mutants = [one for one in mutants if one.file.endswith(".py")]
    texts = aside(subject, mutants, folder)
    for peer in peers.PEERS:
        print(f"{released.release}: {peer.name}", file=sys.stderr)
        found = by_file(peers.run(peer, programs, folder, released.style))
        for one in mutants:
            path = f"{one.unit.partition('.')[0]}/{one.file.replace('/', '_')}"
            old, own = f"0/{path}", f"{one.number}/{path}"
            verdicts.setdefault(peer.name, []).append(
                judged_alone(
                    one, found.get(old, []), found.get(own, []), (texts[old], texts[own]),
                    peer.names,
                )
            )  # fmt: skip


def _print_missed(released: Released, verdicts: list[Verdict]) -> None:
    for one in sorted(verdicts, key=lambda one: (one.mutant.kind, one.mutant.number)):
        if one.found == one.mutant.control:
            what = "FALSE" if one.mutant.control else "missed"
            print(f"{what} {one.mutant.kind}: {released.release} {one.mutant.file} "
                  f"{one.mutant.unit} {one.mutant.names}")  # fmt: skip
            for edit in one.mutant.edits[:2]:
                print(f"    {edit.text[:160]!r}")
            for finding in one.findings[:3]:
                print(f"    {finding.file}:{finding.line} {finding.message[:200]}")
