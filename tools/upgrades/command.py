"""The command line: draw apps for a release, build them in both, compare with what is said."""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from agreement.environments import environment
from faceplate.cache.folder import cache_folder
from faceplate.cache.store import Store
from faceplate.check.codebase import Codebase
from faceplate.check.guide_files import Guides, collect
from faceplate.compare.upgrade.analysis import analysed, fixed
from faceplate.compare.upgrade.impact import Impact
from faceplate.extraction import opened
from faceplate.source import open_target

LIBRARY = "gradio"
BUILDER = Path(__file__).with_name("builder.py")
SECONDS = 1800


class Statement(NamedTuple):
    """A statement that the older release builds without an error.

    Attributes:
        file: The app.
        line: Its first line.
        end_line: Its last line.
        error: What the newer release raises; empty for nothing.
        warned: What the newer release warns of.
    """

    file: str
    line: int
    end_line: int
    error: str
    warned: list[str]


def main(arguments: list[str] | None = None) -> int:
    """Hold what is said of apps against what happens.

    Args:
        arguments: The command line without the program; that of the process if None.

    Returns:
        0 if the figures are those that are asked for, 1 if they are not.
    """
    options = _parser().parse_args(arguments)
    versions = [options.old, options.new]
    pythons = {
        version: environment(LIBRARY, version, options.environments.resolve() / version)
        for version in versions
    }
    files = _drawn(options, pythons[options.old]) + _given(options)
    paths = {path: _near(path) for path in files}
    built = {version: _ask(pythons[version], files, paths) for version in versions}
    statements = _statements(built[options.old], built[options.new])
    releases = [_codebase(version) for version in [options.old, *options.through, options.new]]
    old, *between, new = releases
    guides = collect(files)
    report = analysed(old, new, guides, between).report
    named = [impact for impact in report.impacts if not impact.within]
    missed, wrong = _compare(statements, named)
    _print(statements, named, missed, wrong, options.verbose)
    for drops in (False, True):
        contents, _, count = fixed(old, new, guides, between, drops)
        print("with --drop" if drops else "without --drop", end=": ")
        _print_fixed(pythons[options.new], guides, contents, statements, count)
    failing = [statement for statement in statements if statement.error]
    said = [impact for impact in named if impact.outcome == "fails"]
    return int(len(missed) > 0.05 * len(failing) or len(wrong) > 0.02 * len(said))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python tools/upgrades", description=__doc__)
    parser.add_argument("old", help="the release that apps are drawn for, such as 4.44.1")
    parser.add_argument("new", help="the release that they are built with, such as 6.31.0")
    parser.add_argument("--through", nargs="*", default=[], help="releases between the two")
    parser.add_argument("--seed", default="1", help="default: %(default)s")
    parser.add_argument("--count", type=int, default=100, help="default: %(default)s")
    parser.add_argument("--apps", nargs="*", default=[], metavar="FILE", help="further apps")
    parser.add_argument("--environments", type=Path, required=True, metavar="DIR")
    parser.add_argument("--verbose", action="store_true", help="print what was missed or wrong")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where to put the drawn apps")
    return parser


def _drawn(options: argparse.Namespace, python: Path) -> list[str]:
    """Draw apps for the older release; give their paths."""
    folder = options.keep or Path(tempfile.mkdtemp(prefix="faceplate-upgrades-"))
    folder.mkdir(parents=True, exist_ok=True)
    asked = {"mode": "draw", "seed": options.seed, "count": options.count}
    paths = []
    for number, source in enumerate(_run(python, asked) if options.count else []):
        path = folder / f"app{number}.py"
        path.write_text(source, encoding="utf-8")
        paths.append(str(path))
    return paths


def _given(options: argparse.Namespace) -> list[str]:
    return [str(Path(path).resolve()) for path in options.apps]


def _near(path: str) -> list[str]:
    """Return the folders in which an app finds the component that it is a demo of."""
    root = Path(path).parent.parent
    return [str(folder) for folder in (root / "backend", root / "src", root) if folder.is_dir()]


def _ask(python: Path, files: list[str], paths: dict[str, list[str]]) -> dict[str, Any]:
    answer: dict[str, Any] = _run(python, {"mode": "build", "files": files, "paths": paths})
    return answer


def _run(python: Path, asked: dict[str, Any]) -> Any:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as stream:
        json.dump(asked, stream)
        stream.flush()
        done = subprocess.run(
            [str(python), str(BUILDER), stream.name],
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    if not done.stdout:
        raise SystemExit(done.stderr.decode("utf-8", "replace")[-2000:])
    return json.loads(done.stdout)


def _statements(old: dict[str, Any], new: dict[str, Any]) -> list[Statement]:
    """Return the statements that the older release builds, with what the newer one does.

    What a component of the app itself raises in its own code is left out: it is another library.
    """
    statements = []
    for file, rows in old.items():
        fine = {(row["line"], row["end_line"]) for row in rows if not row["error"]}
        skipped = {(row["line"], row["end_line"]) for row in rows if row["skipped"]}
        for row in new[file]:
            place = (row["line"], row["end_line"])
            if place not in fine or place in skipped or row["skipped"]:
                continue
            foreign = [each for each in row["files"] if not _is_ours(each, file)]
            if foreign:
                continue
            error = f"{row['error']}: {row['text']}" if row["error"] else ""
            warned = [
                text for _, text, where in row["warnings"] if _warns_of_use(text, where, file)
            ]
            statements.append(Statement(file, *place, error, warned))
    return statements


def _is_ours(path: str, app: str) -> bool:
    """Return whether a file of a traceback is the app, the library, or Python itself."""
    parts = Path(path).parts
    known = f"{LIBRARY}" in parts or f"{LIBRARY}_client" in parts
    return known or path.endswith("builder.py") or path.startswith("<") or "lib" in parts


def _warns_of_use(text: str, where: str, app: str) -> bool:
    """Return whether a warning is one of the library about how it is used."""
    return "unclosed" not in text and "coroutine" not in text


def _codebase(version: str) -> Codebase:
    store = Store(cache_folder())
    target = opened(open_target(f"{LIBRARY}=={version}"), store)
    return Codebase(target.library, target.speaker, target.speaker.linker())


def _compare(
    statements: list[Statement], named: list[Impact]
) -> tuple[list[Statement], list[Impact]]:
    """Return the failing statements of which nothing was said, and what was said and is not so."""
    fails = [impact for impact in named if impact.outcome == "fails"]
    failing = [statement for statement in statements if statement.error]
    missed = [
        statement for statement in failing if not any(_is_at(impact, statement) for impact in fails)
    ]
    wrong = [
        impact
        for impact in fails
        if any(_is_at(impact, statement) for statement in statements)
        and not any(_is_at(impact, statement) for statement in failing)
    ]
    return missed, wrong


def _is_at(impact: Impact, statement: Statement) -> bool:
    same = Path(impact.file).resolve() == Path(statement.file).resolve()
    return same and statement.line <= impact.line <= statement.end_line


def _print(
    statements: list[Statement],
    named: list[Impact],
    missed: list[Statement],
    wrong: list[Impact],
    verbose: bool,
) -> None:
    failing = [statement for statement in statements if statement.error]
    fails = [impact for impact in named if impact.outcome == "fails"]
    warns = [impact for impact in named if impact.outcome == "warns"]
    warned = [statement for statement in statements if statement.warned and not statement.error]
    told = sum(any(_is_at(impact, each) for impact in warns) for each in warned)
    quiet = [
        impact
        for impact in warns
        if any(_is_at(impact, each) for each in statements if not each.error)
        and not any(_is_at(impact, each) for each in statements if each.warned)
    ]
    apps = len({statement.file for statement in statements})
    print(f"{apps} apps, {len(statements)} statements that the older release builds")
    print(f"fail with the newer one: {len(failing)}, not named before: {len(missed)}")
    print(f"named as failing: {len(fails)}, and build all the same: {len(wrong)}")
    print(
        f"warn: {len(warned)}, named: {told}; named as warning: {len(warns)}, quiet: {len(quiet)}"
    )
    if verbose:
        for statement in missed:
            print(f"  missed {statement.file}:{statement.line}: {statement.error}")
        for impact in wrong:
            print(f"  wrong {impact.file}:{impact.line}: {impact.message}")
        for impact in quiet:
            print(f"  quiet {impact.file}:{impact.line}: {impact.message}")
        for each in warned:
            if not any(_is_at(impact, each) for impact in warns):
                print(f"  not told {each.file}:{each.line}: {each.warned[:2]}")
        counts = Counter(statement.error.partition(" ")[0] for statement in failing)
        print(f"  {dict(counts)}")


def _print_fixed(
    python: Path,
    guides: Guides,
    contents: dict[str, bytes],
    statements: list[Statement],
    count: int,
) -> None:
    """Build the apps that failed once they are fixed."""
    failing = sorted({statement.file for statement in statements if statement.error})
    folder = Path(tempfile.mkdtemp(prefix="faceplate-fixed-"))
    by_path = {str(Path(guide.file).resolve()): guide for guide in guides.files}
    moved: dict[str, str] = {}
    for number, file in enumerate(failing):
        guide = by_path[str(Path(file).resolve())]
        place = folder / str(number) / Path(file).name
        place.parent.mkdir()
        place.write_bytes(contents.get(guide.file, guide.content))
        moved[file] = str(place)
    rows = _ask(python, list(moved.values()), {moved[file]: _near(file) for file in failing})
    builds = [
        file
        for file, place in moved.items()
        if not any(row["error"] or row["skipped"] for row in rows[place])
    ]
    print(
        f"fixed places: {count}; of {len(failing)} apps that fail, {len(builds)} build once fixed"
    )
