"""Draws findings at random and says how many of them were judged right.

    python tools/precision.py [--show]

Faceplate checks released libraries as they are. Of each rule and library a few findings are drawn,
and the rest at random from all, always the same ones: the draw goes by a digest of the finding.
Each was read in the source, and `tests/check/judged.json` says whether it is right and why. A
finding of the draw that nobody has judged yet makes the tool fail, and so do more than two in a
hundred wrong ones. With `--show`, what is not judged is printed with its source.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from faceplate.cache.store import Store
from faceplate.check.finding import Finding
from faceplate.check.places import SourceLines
from faceplate.check.runner import check
from faceplate.check.settings import CheckSettings
from faceplate.source import Tree, open_target
from faceplate.source.release import fetch

RELEASES = (
    "gradio==6.31.0",
    "panel==1.9.4",
    "streamlit==1.67.0",
    "rich==15.0.0",
    "textual==8.2.8",
)
JUDGED = Path(__file__).resolve().parents[1] / "tests" / "check" / "judged.json"
COUNT = 200
OF_EACH = 6
"""How many findings of a rule in a library are drawn before the rest is drawn from all."""
WRONG = 0.02
"""The share of findings that may be wrong."""


class Drawn(NamedTuple):
    """A finding of a release.

    Attributes:
        release: The release.
        finding: The finding.
        key: What it is known by, wherever its line goes.
    """

    release: str
    finding: Finding
    key: str


def main() -> int:
    """Draw, compare with the judgements, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    parser.add_argument("--show", action="store_true", help="print what is not judged yet")
    options = parser.parse_args()
    trees = {release: open_target(str(fetch(release)), []) for release in RELEASES}
    known = json.loads(JUDGED.read_text(encoding="utf-8")) if JUDGED.exists() else {}
    every = [one for release in RELEASES for one in _findings(release, trees[release])]
    drawn = draw(every, options.seed)
    missing = [one for one in drawn if one.key not in known]
    if options.show:
        for one in missing:
            print(_shown(one, trees[one.release]))
    verdicts: Counter[str] = Counter(known[one.key]["verdict"] for one in drawn if one.key in known)
    by_rule = Counter(one.finding.rule for one in drawn)
    print(f"{len(every)} findings in {len(RELEASES)} releases, {len(drawn)} drawn: "
          + ", ".join(f"{rule} {count}" for rule, count in sorted(by_rule.items())))  # fmt: skip
    print(f"right {verdicts['right']}, wrong {verdicts['wrong']}, not judged {len(missing)}")
    judged = verdicts["right"] + verdicts["wrong"]
    return int(bool(missing) or verdicts["wrong"] > WRONG * judged)


def _findings(release: str, tree: Tree) -> list[Drawn]:
    found = check(tree, Store(None), CheckSettings(), search_path=[]).findings
    return [Drawn(release, one, _key(release, one)) for one in found]


def _key(release: str, finding: Finding) -> str:
    digest = hashlib.sha256(f"{finding.file} {finding.message}".encode()).hexdigest()[:10]
    return f"{release} {finding.rule} {finding.symbol} {digest}"


def draw(every: list[Drawn], seed: int) -> list[Drawn]:
    """Draw findings: a few of each rule and library, then of all until there are enough."""
    ordered = sorted(
        {one.key: one for one in every}.values(),
        key=lambda one: hashlib.sha256(f"{seed} {one.key}".encode()).digest(),
    )
    groups: dict[tuple[str, str], list[Drawn]] = defaultdict(list)
    for one in ordered:
        groups[one.release, one.finding.rule].append(one)
    first = [one for group in groups.values() for one in group[:OF_EACH]]
    rest = [one for one in ordered if one not in first]
    return [*first, *rest][:COUNT]


def _shown(one: Drawn, tree: Tree) -> str:
    finding = one.finding
    lines = SourceLines(tree).lines(finding.file)
    around = range(max(finding.line - 4, 1), min(finding.line + 4, len(lines)) + 1)
    text = "\n".join(
        f"{'>' if n == finding.line else ' '} {n} {lines[n - 1][:170]}" for n in around
    )
    return f"{one.key}\n  {finding.message}\n{text}\n"


if __name__ == "__main__":
    sys.exit(main())
