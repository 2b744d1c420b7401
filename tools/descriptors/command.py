"""The command line: for each release, every app of the family, as a script and as a running app."""

from __future__ import annotations

import argparse
import os
import sys
import tarfile
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from agreement.environments import ProbeError, environment
from descriptors.compare import Outcome, compare
from descriptors.components import demos
from descriptors.reading import Knowledge
from descriptors.variations import write_variations

LIBRARY = "gradio"
APPS = Path(__file__).with_name("apps")


def main(arguments: list[str] | None = None) -> int:
    """Compare the descriptors of all apps under the releases named on the command line.

    Args:
        arguments: The command line without the program; that of the process if None.

    Returns:
        0 if nothing differs, 1 if something does, 2 if a release could not be asked.
    """
    options = _parser().parse_args(arguments)
    os.environ.pop("PYTHONPATH", None)
    differs = broken = False
    with tempfile.TemporaryDirectory() as folder:
        scripts = sorted([*options.apps.glob("*.py"), *options.apps.glob("*/app.py")])
        scripts += write_variations(Path(folder), options.variations)
        for version in options.releases:
            try:
                python = environment(LIBRARY, version, options.environments.resolve() / version)
                components = demos(options.components, python, Path(folder) / version)
            except (ProbeError, OSError, tarfile.TarError) as error:
                print(f"{version}: {error}", file=sys.stderr)
                broken = True
                continue
            chosen = [
                (script, own)
                for script, own in [*((one, python) for one in scripts), *components]
                if not options.only or options.only in str(script)
            ]
            with ThreadPoolExecutor(options.jobs) as pool:
                outcomes = list(pool.map(lambda one: compare(*one, options.record), chosen))
            differs |= _print(version, outcomes)
    return 2 if broken else int(differs)


def _print(version: str, outcomes: list[Outcome]) -> bool:
    compared = [outcome for outcome in outcomes if outcome.skipped is None]
    differing = [outcome for outcome in compared if outcome.differences]
    print(
        f"{version}: {len(compared)} apps, {sum(one.endpoints for one in compared)} endpoints, "
        f"{sum(one.compared for one in compared)} texts and dicts compared, "
        f"{len(differing)} apps differ, {len(outcomes) - len(compared)} not runnable",
        flush=True,
    )
    known = Knowledge()
    for outcome in compared:
        known.add(outcome.knowledge)
    print(
        f"  read, not run: {known.known} of {known.endpoints} endpoints and {known.stated} of "
        f"{known.fields} fields known, {len(known.wrong)} wrong, "
        f"{known.complete} of {len(compared)} apps equal and complete"
    )
    for outcome in outcomes:
        if outcome.skipped is not None:
            print(f"  {outcome.app}: not compared: {outcome.skipped[:150]}")
        for line in outcome.differences[:12]:
            print(f"  {outcome.app}: {line[:400]}")
    sys.stdout.flush()
    return bool(differing)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python tools/descriptors",
        description="Compare descriptors with what a release and its own client say at run time.",
    )
    parser.add_argument("releases", nargs="+", metavar="RELEASE", help="a version, such as 4.16.0")
    parser.add_argument(
        "--environments",
        type=Path,
        default=Path.home() / ".cache" / "faceplate-agreement",
        metavar="DIR",
        help="where the virtual environments are kept (default: %(default)s)",
    )
    parser.add_argument(
        "--apps",
        type=Path,
        default=APPS,
        metavar="DIR",
        help="the folder of apps to compare, each a script or a folder with an app.py",
    )
    parser.add_argument(
        "--components",
        type=Path,
        metavar="DIR",
        help="a folder with sdists of custom components, whose demo apps are compared, too",
    )
    parser.add_argument(
        "--variations",
        type=int,
        default=3,
        metavar="N",
        help="how many apps to make at random (default: %(default)s)",
    )
    parser.add_argument(
        "--record",
        type=Path,
        metavar="DIR",
        help="write what the releases say of apps without prose to DIR, for the tests",
    )
    parser.add_argument("--only", metavar="TEXT", help="only apps with TEXT in their path")
    parser.add_argument(
        "--jobs", type=int, default=2, metavar="N", help="apps at a time (default: %(default)s)"
    )
    return parser
