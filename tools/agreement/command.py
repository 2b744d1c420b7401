"""The command line: for each release make an environment, ask it, read its wheel, compare."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from agreement.compare import Comparison, compare, questions
from agreement.environments import ProbeError, ask, environment
from agreement.kinds import UNEXPLAINED
from agreement.report import as_json, print_kinds, print_release, sorted_by_kind
from faceplate.errors import UsageError
from faceplate.model import Manifest
from faceplate.public import extract

LIBRARY = "gradio"


def main(arguments: list[str] | None = None) -> int:
    """Compare the releases named on the command line.

    Args:
        arguments: The command line without the program; that of the process if None.

    Returns:
        0 if every difference is of an intended kind, 1 if one is not, 2 if a release could not be
        compared.
    """
    options = _parser().parse_args(arguments)
    wheels = options.wheels or options.environments / "wheels"
    outcomes: dict[str, Comparison] = {}
    broken = False
    for version in options.releases:
        try:
            outcomes[version] = _compare_release(version, options.environments, wheels)
        except (ProbeError, UsageError) as error:
            print(f"{version}: {error}", file=sys.stderr)
            broken = True
            continue
        print_release(version, outcomes[version], sys.stdout, options.verbose)
    by_kind = {version: sorted_by_kind(outcome) for version, outcome in outcomes.items()}
    print_kinds({name for kinds in by_kind.values() for name in kinds}, sys.stdout)
    if options.json:
        document = {version: as_json(outcome) for version, outcome in outcomes.items()}
        options.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    if broken:
        return 2
    return int(any(kinds[UNEXPLAINED] for kinds in by_kind.values()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python tools/agreement",
        description="Compare the manifest of a wheel with what the release says at run time.",
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
        "--wheels",
        type=Path,
        metavar="DIR",
        help="where wheels may stand already (default: DIR/wheels beside the environments)",
    )
    parser.add_argument("--verbose", action="store_true", help="print every difference whole")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every difference to FILE")
    return parser


def _compare_release(version: str, environments: Path, wheels: Path) -> Comparison:
    _say(f"{version}: reading the wheel")
    start = time.perf_counter()
    manifest = _manifest(version, wheels)
    _say(f"{version}: {len(manifest.components)} objects in {time.perf_counter() - start:.1f} s")
    python = environment(LIBRARY, version, environments.resolve() / version)
    _say(f"{version}: asking {python}")
    asked = questions(manifest)
    release = ask(python, asked)
    if release.failure:
        _say(f"{version}: the generator stopped, so each object was asked for: {release.failure}")
    return compare(release, manifest, asked)


def _manifest(version: str, wheels: Path) -> Manifest:
    found = sorted(wheels.glob(f"{LIBRARY}-{version}-*.whl"))
    return extract(str(found[0]) if found else f"{LIBRARY}=={version}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
