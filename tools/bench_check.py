"""Times `faceplate check` against pydoclint and ruff on the same files, in the same run.

    python tools/bench_check.py [--release gradio==6.31.0] [--runs 5] [--lines 10000 100000]

As in `tools/bench.py`, each round measures all sides in turn, and the ratios of the medians of
processor time count. Then packages of growing size are generated and checked: time must grow with
the lines, and memory stay bounded.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from bench import Usage, edit, unpack
from mutations.peers import installed

COLD, SAME, CHANGED = 0.4, 0.22, 1.5
"""The most that may be: of pydoclint's time with an empty cache, and of ruff's with a full one."""
GROWTH = 1.5
"""The most by which a line of the largest package may take longer than one of the smallest."""
MEMORY = 300.0
"""The most memory in MiB."""
_LINES_OF_FILE = 500
_FUNCTIONS = _LINES_OF_FILE // 20


def main() -> int:
    """Measure, print, and say whether each limit is kept."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--release", default="gradio==6.31.0", help="default: %(default)s")
    parser.add_argument("--runs", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--lines", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--peers", type=Path, default=Path("build/mutations/peers"))
    options = parser.parse_args()
    programs = installed(options.peers.resolve())
    with tempfile.TemporaryDirectory() as scratch:
        package = unpack(options.release, Path(scratch, "site"))
        rows = _ratios(package, programs, Path(scratch, "cache"), options.runs)
        rows += _growth(Path(scratch), options.lines)
    for what, value, limit in rows:
        print(f"{what:48} {value:8.3f} {limit:8.2f}  {'' if value <= limit else 'TOO MUCH'}")
    return int(any(value > limit for _, value, limit in rows))


def _ratios(
    package: Path, programs: Path, cache: Path, runs: int
) -> list[tuple[str, float, float]]:
    environment = {**os.environ, "FACEPLATE_CACHE": str(cache)}
    # pip compiled the peers when it installed them; a checkout compiles itself in its first run.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    check = [sys.executable, "-m", "faceplate", "check", str(package), "--search-path", "."]
    pydoclint = [str(programs / "pydoclint"), "--quiet", "--style", "google", str(package)]
    select = ["--isolated", "--select", "D,DOC", "--preview", "--no-cache"]
    ruff = [str(programs / "ruff"), "check", *select, str(package)]
    change = edit(package)
    taken: dict[str, list[float]] = {}

    def note(what: str, command: list[str]) -> None:
        taken.setdefault(what, []).append(measure(command, environment).seconds)

    measure(check, environment)
    for number in range(1, runs + 1):
        print(f"round {number} of {runs}", file=sys.stderr)
        note("pydoclint", pydoclint)
        shutil.rmtree(cache, ignore_errors=True)
        note("empty cache", check)
        note("nothing changed", check)
        change(number)
        note("one file changed", check)
        change(0)
        note("ruff", ruff)
    medians = {what: statistics.median(values) for what, values in taken.items()}
    for what, seconds in medians.items():
        print(f"{what:48} {seconds * 1000:8.0f} ms")
    return [
        ("check, empty cache, of pydoclint", medians["empty cache"] / medians["pydoclint"], COLD),
        ("check, nothing changed, of ruff", medians["nothing changed"] / medians["ruff"], SAME),
        (
            "check, one file changed, of ruff",
            medians["one file changed"] / medians["ruff"],
            CHANGED,
        ),
    ]


def _growth(folder: Path, sizes: list[int]) -> list[tuple[str, float, float]]:
    per_line: list[float] = []
    most = 0.0
    for size in sizes:
        package = generated(folder / f"lines{size}", size)
        environment = {**os.environ, "FACEPLATE_CACHE": str(folder / f"cache{size}")}
        command = [sys.executable, "-m", "faceplate", "check", str(package), "--search-path", "."]
        used = measure(command, environment)
        print(f"{size:12,} lines {used.seconds:35.2f} s {used.memory:8.0f} MiB")
        per_line.append(used.seconds / size)
        most = max(most, used.memory)
        shutil.rmtree(folder / f"lines{size}")
    return [
        ("time of a line, largest of smallest package", per_line[-1] / per_line[0], GROWTH),
        ("memory in MiB", most, MEMORY),
    ]


def generated(folder: Path, lines: int) -> Path:
    """Write a package of about so many lines, in files of one size, and give its folder."""
    package = folder / "knobs"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""Many knobs."""\n', encoding="utf-8")
    for file in range(max(lines // _LINES_OF_FILE, 1)):
        parts = ['"""Some knobs."""\n', *(_function(file, one) for one in range(_FUNCTIONS))]
        (package / f"knobs_{file}.py").write_text("".join(parts), encoding="utf-8")
    return package


def _function(file: int, number: int) -> str:
    return (
        f"\n\ndef turn_{number}(angle: float, speed: float = {number}.0) -> float:\n"
        f'    """Turn knob {number} of file {file}.\n\n'
        "    Args:\n        angle: How far, in degrees.\n"
        f"        speed: How fast, in turns a second. Defaults to {number}.0.\n\n"
        "    Returns:\n        Where it stands.\n"
        '    """\n    result = angle * speed\n    return result\n' + "\n" * 5
    )


def measure(command: list[str], environment: dict[str, str]) -> Usage:
    """Run a command that may find something, and say what it used."""
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    process = os.posix_spawn(command[0], command, environment, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)}: failed")
    return Usage(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
