"""Times faceplate against griffe on the same files, in the same run.

    python tools/bench.py [--release gradio==6.31.0] [--runs 7]

Absolute times say little: machines differ, and one machine differs from minute to minute. So each
round measures both sides, one after the other, and what counts is the ratio of the medians of the
processor time of whole processes. The peer is `griffe.load` of the package in a fresh process.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import faceplate
from faceplate.source.release import fetch

LIMITS = {
    "extract, empty cache": 0.27,
    "extract, one file changed": 0.08,
    "extract, nothing changed": 0.03,
    "memory of extract, empty cache": 1.0,
}
"""The most that a ratio to `griffe.load` may be."""

HELP_LIMIT = 4.0
"""The most bare interpreter starts that `faceplate --help` may take."""


class Usage:
    """What a process used: processor seconds, and the most memory it held, in MiB."""

    def __init__(self, seconds: float, memory: float) -> None:
        self.seconds = seconds
        self.memory = memory


def measure(command: list[str], environment: dict[str, str]) -> Usage:
    """Run a command to its end.

    Args:
        command: The command; its output is thrown away.
        environment: Its environment.

    Raises:
        SystemExit: If it fails.
    """
    process = os.posix_spawn(
        command[0],
        command,
        environment,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"{' '.join(command)}: failed with status {os.waitstatus_to_exitcode(status)}")
    return Usage(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def unpack(release: str, folder: Path) -> Path:
    """Fetch a release and unpack its Python files, as an installation would lay them out.

    Args:
        release: Name and version, as `gradio==6.31.0`.
        folder: Where to unpack.

    Returns:
        The package's folder.
    """
    with zipfile.ZipFile(fetch(release)) as archive:
        for name in archive.namelist():
            if name.endswith((".py", ".pyi", "/METADATA")):
                archive.extract(name, folder)
    return folder / release.partition("==")[0]


def edit(package: Path) -> Callable[[int], None]:
    """Find a file to change: the one with the median size among those that declare components.

    Returns:
        What changes it, a bit differently for each number, and restores it for zero.
    """
    files = sorted(
        (path for path in package.rglob("*.py") if b"@document" in path.read_bytes()),
        key=lambda path: path.stat().st_size,
    )
    file = files[len(files) // 2]
    original = file.read_bytes()

    def change(number: int) -> None:
        addition = b"\n\ndef added_%d(one: int = %d) -> None:\n    pass\n" % (number, number)
        file.write_bytes(original + addition if number else original)

    return change


def main() -> int:
    """Measure, print a table, and say whether each ratio keeps its limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--release", default="gradio==6.31.0", help="default: %(default)s")
    parser.add_argument("--runs", type=int, default=7, help="default: %(default)s")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    options = parser.parse_args()

    # An installation compiles what it installs; a checkout that was just edited would not be.
    compileall.compile_dir(Path(faceplate.__file__).parent, quiet=2)
    with tempfile.TemporaryDirectory() as scratch:
        site, cache = Path(scratch, "site"), Path(scratch, "cache")
        package = unpack(options.release, site)
        figures = rounds(package, site, cache, options.runs)
    return report(options, figures)


def rounds(package: Path, site: Path, cache: Path, runs: int) -> dict[str, list[Usage]]:
    """Measure everything in turn, several times."""
    environment = {**os.environ, "FACEPLATE_CACHE": str(cache)}
    python = sys.executable
    load = f"import griffe; griffe.load({package.name!r}, search_paths=[{str(site)!r}])"
    cli = [python, "-m", "faceplate"]
    extract = [*cli, "extract", package.name, "--search-path", str(site)]
    change = edit(package)
    figures: dict[str, list[Usage]] = {}

    def note(what: str, command: list[str]) -> None:
        figures.setdefault(what, []).append(measure(command, environment))

    measure(extract, environment)
    for number in range(1, runs + 1):
        print(f"round {number} of {runs}", file=sys.stderr)
        note("griffe.load", [python, "-c", load])
        shutil.rmtree(cache)
        note("extract, empty cache", extract)
        note("extract, nothing changed", extract)
        change(number)
        note("extract, one file changed", extract)
        change(0)
        note("interpreter", [python, "-c", "pass"])
        note("faceplate --help", [*cli, "--help"])
    return figures


def report(options: argparse.Namespace, figures: dict[str, list[Usage]]) -> int:
    """Print the table; give the exit code."""
    seconds = {
        what: statistics.median(one.seconds for one in all_) for what, all_ in figures.items()
    }
    memory = {what: statistics.median(one.memory for one in all_) for what, all_ in figures.items()}
    rows = []
    for what, limit in LIMITS.items():
        kind, _, of = what.rpartition("memory of ")
        of, table = (of, memory) if kind or what.startswith("memory") else (what, seconds)
        rows.append((what, table[of] / table["griffe.load"], limit))
    starts = seconds["faceplate --help"] / seconds["interpreter"]
    rows.append(("faceplate --help, in interpreter starts", starts, HELP_LIMIT))

    print(
        f"{options.release}, Python {platform.python_version()}, medians of {options.runs} rounds"
    )
    for what, value in seconds.items():
        print(f"  {what:42} {value * 1000:7.0f} ms {memory[what]:7.0f} MiB")
    print("ratios to griffe.load, and what they may be")
    for what, ratio, limit in rows:
        print(f"  {what:42} {ratio:7.3f}    {limit:5.2f}  {'' if ratio <= limit else 'TOO MUCH'}")
    if options.json:
        options.json.write_text(json.dumps({what: ratio for what, ratio, _ in rows}, indent=2))
    return int(any(ratio > limit for _, ratio, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
