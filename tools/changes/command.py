"""The command line: draw pairs of releases, read them, run them, compare what each says."""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from changes.judgement import Answers, Judgement, judged, questions
from faceplate.cache.folder import cache_folder
from faceplate.cache.store import Store
from faceplate.compare.components import Names, row_changes
from faceplate.errors import UsageError
from faceplate.extraction import LibraryReading, read
from faceplate.model import Manifest
from faceplate.source import fetching, open_target

PROBE = Path(__file__).with_name("probe.py")
SECONDS = 900
LAST = 40
"""Releases of a project that pairs are drawn from, the newest."""


class Pair(NamedTuple):
    """Two releases of a project, the older one first."""

    name: str
    old: str
    new: str


def main(arguments: list[str] | None = None) -> int:
    """Hold what `diff` states against both releases at run time.

    Args:
        arguments: The command line without the program; that of the process if None.

    Returns:
        0 if the figures are those that are asked for, 1 if they are not.
    """
    options = _parser().parse_args(arguments)
    pairs = [_stated(text) for text in options.pairs]
    if options.draw is not None:
        pairs += _drawn(options.draw, options.projects.split(","))
    judgements = []
    for pair in pairs:
        try:
            judgement = _judged(pair, options.environments.resolve())
        except (UsageError, OSError, subprocess.SubprocessError, ValueError) as error:
            print(f"{pair.name} {pair.old} {pair.new}: left out: {str(error)[:200]}")
            continue
        judgements.append(judgement)
        _print(pair, judgement, options.verbose)
    return _summed(judgements)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python tools/changes", description=main.__doc__)
    parser.add_argument("pairs", nargs="*", help="NAME:OLD:NEW")
    parser.add_argument("--draw", help="draw a pair of releases of each project with this seed")
    parser.add_argument("--projects", default="", help="projects to draw of, with commas between")
    parser.add_argument(
        "--environments", type=Path, default=Path("build/environments"), help="kept between runs"
    )
    parser.add_argument("--verbose", action="store_true", help="print each change that differs")
    return parser


def _stated(text: str) -> Pair:
    name, old, new = text.split(":")
    return Pair(name, old, new)


def _drawn(seed: str, projects: list[str]) -> list[Pair]:
    """Draw two of the last releases of each project."""
    pairs = []
    for name in projects:
        versions = [str(each.version) for each in fetching.releases(name)][-LAST:]
        if len(versions) < 2:
            print(f"{name}: has one release")
            continue
        old, new = sorted(random.Random(f"{seed} {name}").sample(range(len(versions)), 2))
        pairs.append(Pair(name, versions[old], versions[new]))
    return pairs


def _judged(pair: Pair, environments: Path) -> Judgement:
    readings = [_read(f"{pair.name}=={version}") for version in (pair.old, pair.new)]
    manifests = [reading.manifest() for reading in readings]
    for manifest in manifests:
        if not manifest.components:
            raise UsageError("nothing public")
    old, new = manifests
    names = Names(*(set(reading.names) for reading in readings))
    asked = questions(old, new)
    answers: list[Answers] = []
    for version, manifest in zip((pair.old, pair.new), manifests, strict=True):
        answers.append(_ask(_python(pair.name, version, environments), asked, manifest))
    return judged(list(row_changes(old, new, names)), (old, new), *answers)


def _read(target: str) -> LibraryReading:
    return read(open_target(target), Store(cache_folder()), with_names=True)


def _python(name: str, version: str, environments: Path) -> Path:
    """Return the interpreter of an environment with a release, which is made unless it is there."""
    folder = environments / f"{name}-{version}"
    python = folder / "bin" / "python"
    if python.exists():
        return python
    venv.create(folder, with_pip=True)
    command = [str(python), "-m", "pip", "install", "--quiet", f"{name}=={version}"]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, text=True)
    if done.returncode:
        python.unlink()
        raise UsageError((done.stderr.strip().splitlines() or ["pip fails"])[-1])
    return python


def _ask(python: Path, asked: list[dict[str, Any]], manifest: Manifest) -> Answers:
    """Return what the probe says in an environment.

    Raises:
        UsageError: If the library cannot be imported there.
    """
    surroundings = {name: text for name, text in os.environ.items() if "PYTHON" not in name}
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "answers.json"
        done = subprocess.run(
            [str(python), str(PROBE), str(output)],
            input=json.dumps([{"path": manifest.library.name, "members": []}, *asked]).encode(),
            capture_output=True,
            timeout=SECONDS,
            cwd=folder,
            env=surroundings,
        )
        if not output.exists():
            raise UsageError(done.stderr.decode(errors="replace").strip()[-200:] or "no answer")
        answers: Answers = json.loads(output.read_bytes())
    if manifest.library.name not in answers:
        raise UsageError(f"{manifest.library.name} {manifest.library.version} does not import")
    return answers


def _print(pair: Pair, judgement: Judgement, verbose: bool) -> None:
    print(
        f"{pair.name} {pair.old} {pair.new}: stated {len(judgement.stated)}, "
        f"wrong {len(judgement.wrong)}; true {len(judgement.true)}, "
        f"missed {len(judgement.missed)}, breaking {len(judgement.breaking)}"
    )
    sys.stdout.flush()
    if verbose:
        for title in ("wrong", "missed"):
            for triple in sorted(getattr(judgement, title)):
                print(f"    {title}: {' '.join(triple)}")


def _summed(judgements: list[Judgement]) -> int:
    counts: Counter[str] = Counter()
    for judgement in judgements:
        counts.update({name: len(triples) for name, triples in judgement._asdict().items()})
    print(f"{len(judgements)} pairs: {dict(counts)}")
    right = 1 - counts["wrong"] / max(counts["stated"], 1)
    found = 1 - counts["missed"] / max(counts["true"], 1)
    print(f"{right:.2%} of stated changes are true, {found:.2%} of true ones are stated")
    return int(right < 0.99 or found < 0.95 or counts["breaking"] > 0)
