"""Draws findings on released packages and says how many of them were judged right.

    python tools/precision                      hold all draws against the checker as it is
    python tools/precision --draw SEED RELEASE ...   make a draw to be judged
    python tools/precision --show FILE          print what is not judged yet, with its source

Each finding of a draw was read in the source, and a file of `tools/precision/draws` says whether it
is right and why. The first call checks the same releases again, and fails if something that was
judged wrong is still reported or if something is not judged yet. It prints for each rule how many
findings were judged, in how many packages, and how many of them were wrong.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from faceplate.check.finding import Finding
from faceplate.source import Tree
from precision import report
from precision.context import shown
from precision.draw import drawn, findings, opened
from precision.judgements import FOLDER, UNJUDGED, Draw, Judgement, Key, read, write

COUNT = 300


def main() -> int:
    """Draw, show, or compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--draw", type=int, metavar="SEED", help="draw from the releases")
    parser.add_argument("--count", type=int, default=COUNT, help="default: %(default)s")
    parser.add_argument("--show", type=Path, metavar="FILE", help="print what is not judged")
    parser.add_argument("releases", nargs="*", help="with --draw: what to draw from")
    options = parser.parse_args()
    if options.draw is not None:
        return _draw(options.draw, options.count, options.releases)
    if options.show is not None:
        return _show(read(options.show))
    return report.compare([read(file) for file in sorted(FOLDER.glob("*.txt"))])


def _draw(seed: int, count: int, releases: list[str]) -> int:
    trees = {release: opened(release) for release in releases}
    found = {
        key: finding
        for release, tree in trees.items()
        for key, finding in findings(release, tree).items()
    }
    judgements = [
        Judgement(key, found[key].severity, UNJUDGED, "") for key in drawn(found, seed, count)
    ]
    draw = Draw(FOLDER / f"{seed}.txt", seed, count, releases, judgements)
    write(draw)
    _print(draw, trees, found)
    print(
        f"{len(found)} findings in {len(releases)} releases, {len(judgements)} drawn: {draw.file}"
    )
    return 0


def _show(draw: Draw) -> int:
    waiting = {each.key.release for each in draw.judgements if each.verdict == UNJUDGED}
    trees = {release: opened(release) for release in draw.releases if release in waiting}
    found = {
        key: finding
        for release, tree in trees.items()
        for key, finding in findings(release, tree).items()
    }
    _print(draw, trees, found)
    return 0


def _print(draw: Draw, trees: dict[str, Tree], found: dict[Key, Finding]) -> None:
    for number, judgement in enumerate(draw.judgements, 1):
        if judgement.verdict != UNJUDGED:
            continue
        release = judgement.key.release
        finding = found.get(judgement.key)
        if finding is None:
            print(f"--- {number} {' '.join(judgement.key)}: not reported any more\n")
            continue
        print(f"--- {number} {release} {finding.rule} {finding.severity} {finding.symbol}")
        print(f"  {finding.message}\n{shown(trees[release].read(finding.file), finding.line)}\n")
