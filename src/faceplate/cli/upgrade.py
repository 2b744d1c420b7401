"""`faceplate upgrade`: what a release of a library breaks in code that uses it."""

from __future__ import annotations

import argparse
import sys

from faceplate.cli.request import Request, declare_reading, declare_report, progress, write
from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.check.codebase import Codebase
    from faceplate.check.guide_files import Guides
    from faceplate.compare.upgrade.analysis import Analysis
    from faceplate.source.pinned import Pin

_FORMATS = ("text", "json", "github")
_OUTCOMES = ("fails", "warns", "changes")
_LARGEST_STEP = 1
"""Majors between two releases up to which no release between them is asked."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "apps",
        nargs="+",
        metavar="APP",
        help="a script, a notebook, a guide, or a folder of them",
    )
    parser.add_argument(
        "--to", required=True, metavar="TARGET", help="the release that your code is to work with"
    )
    parser.add_argument(
        "--from",
        dest="old",
        metavar="TARGET",
        help="the release that your code is written for (default: what a lock file, the "
        "requirements or the environment of the first APP state)",
    )
    parser.add_argument(
        "--through",
        action="append",
        metavar="TARGET",
        help="a release between the two, which tells what took the place of what went later; "
        "repeatable, the oldest first (default: the last release of each major version between "
        "them, as the index lists them; `--through none` for no release)",
    )
    declare_report(parser, _FORMATS)
    parser.add_argument(
        "--fix",
        action="store_true",
        help="in scripts, write what certainly took the place of what went, before the report is "
        "made",
    )
    parser.add_argument(
        "--drop",
        action="store_true",
        help="with --fix: also leave out arguments that nothing is known to take the place of",
    )
    parser.add_argument(
        "--diff", action="store_true", help="with --fix: print a diff, and write nothing"
    )
    parser.add_argument(
        "--fail-on",
        metavar="OUTCOME",
        choices=_OUTCOMES,
        default=_OUTCOMES[0],
        help="exit with 1 where something fails (default), warns or worse, or changes or worse: "
        "fails, warns or changes",
    )
    declare_reading(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    if arguments.diff and not arguments.fix:
        raise UsageError("--diff goes with --fix; add --fix")
    if arguments.drop and not arguments.fix:
        raise UsageError("--drop goes with --fix; add --fix")
    if arguments.diff and arguments.format != "text":
        raise UsageError("--diff prints a diff and no report; leave --format out")
    from faceplate.check.guide_files import collect
    from faceplate.compare.upgrade import analysis, impact, reports

    files = collect(arguments.apps)
    new = Request(arguments, arguments.to)
    old = Request(arguments, _written_for(arguments, new))
    if old.tree.name != new.tree.name:
        raise UsageError(
            clean(
                f"{old.tree.name} and {new.tree.name} are two libraries; give two releases of one"
            )
        )
    between = [Request(arguments, target) for target in _between(arguments, old, new)]
    with progress(f"reading {new.tree.location}"):
        older, newer = _codebase(old), _codebase(new)
        steps = [_codebase(request) for request in between]
    with progress("looking at the app"):
        if arguments.fix:
            contents, done, count = analysis.fixed(older, newer, files, steps, arguments.drop)
        else:
            done = analysis.analysed(older, newer, files, steps)
    _check_use(done, arguments.apps, new.tree.name)
    for problem in done.report.problems:
        print(f"faceplate: {clean(problem)}", file=sys.stderr)
    if arguments.fix:
        _write_fixes(arguments, files, contents, count)
    if not arguments.diff:
        content = reports.write(done.report, arguments.format)
        write(content.encode("utf-8", "replace"), arguments.output)
    return int(impact.reaches(done.report.impacts, arguments.fail_on))


def _check_use(done: Analysis, apps: list[str], name: str) -> None:
    """Refuse code that does not use the library, of which nothing can be said.

    Raises:
        UsageError: If it does not.
    """
    report = done.report
    if not report.calls and not report.names and not report.unclear:
        shown = ", ".join(apps[:3])
        raise UsageError(clean(f"{shown}: nothing in it is known to use {name}"))


def _codebase(request: Request) -> Codebase:
    from faceplate.check.codebase import Codebase
    from faceplate.extraction import opened

    target = opened(request.tree, request.store, request.search_path, request.options)
    codebase = Codebase(target.library, target.speaker, target.speaker.linker())
    if not codebase.subjects:
        raise UsageError(clean(f"{request.tree.location} has nothing public to compare"))
    return codebase


def _written_for(arguments: argparse.Namespace, new: Request) -> str:
    """Return the release that the app is written for, as a target, and say where it is stated.

    Raises:
        UsageError: If nothing states it.
    """
    if arguments.old is not None:
        return str(arguments.old)
    from faceplate.source.environment import find
    from faceplate.source.pinned import pin

    name, distribution = new.tree.name, new.tree.distribution or new.tree.name
    stated = pin(arguments.apps[0], distribution)
    if stated is not None and stated.version is not None:
        return _told(f"{distribution}=={stated.version}", stated.file)
    installed = find(name, new.search_path)
    if (
        installed is not None
        and installed.version is not None
        and _allows(stated, installed.version)
    ):
        return _told(name, installed.location, f"{distribution} {installed.version}")
    if stated is not None:
        from faceplate.source.requirement import Requirement, release

        wanted = release([Requirement(distribution, stated.specifier, "")])
        return _told(wanted, stated.file)
    raise UsageError(
        clean(f"no file near {arguments.apps[0]} states a release of {distribution}, and none is "
              "installed; say with --from which one the code is written for")
    )  # fmt: skip


def _allows(stated: Pin | None, version: str) -> bool:
    """Return whether requirements allow the release that is installed."""
    if stated is None or not stated.specifier:
        return True
    from faceplate.source.requirement import Requirement, satisfied

    return satisfied([Requirement("", stated.specifier, "")], version)


def _told(target: str, source: str, shown: str | None = None) -> str:
    print(
        f"faceplate: the code is written for {clean(shown or target)} ({clean(source)})",
        file=sys.stderr,
    )
    return target


def _between(arguments: argparse.Namespace, old: Request, new: Request) -> list[str]:
    """Return the releases that are asked what went on the way, as targets."""
    if arguments.through is not None:
        return [target for target in arguments.through if target != "none"]
    from packaging.version import InvalidVersion, Version

    try:
        first, last = Version(old.tree.version or ""), Version(new.tree.version or "")
    except InvalidVersion:
        return []
    if last.major - first.major < _LARGEST_STEP:
        return []
    name = new.tree.distribution or new.tree.name
    from faceplate.source.fetching import releases

    try:
        listed = [candidate.version for candidate in releases(name)]
    except UsageError as error:
        print(f"faceplate: no release between them is asked: {clean(str(error))}", file=sys.stderr)
        return []
    latest: dict[int, Version] = {}
    for version in listed:
        if first < version < last and version.major < last.major:
            latest[version.major] = version
    return [f"{name}=={version}" for version in latest.values()]


def _write_fixes(
    arguments: argparse.Namespace, files: Guides, contents: dict[str, bytes], count: int
) -> None:
    """Write the fixed files, or print how they differ."""
    before = {guide.file: guide.content for guide in files.files}
    if arguments.diff:
        from faceplate.cli.fixing import diff_lines

        lines = (
            line
            for file, content in sorted(contents.items())
            for line in diff_lines(file, before[file], content)
        )
        write(b"".join(lines), arguments.output)
        verb = "would be fixed"
    else:
        from faceplate.compare.upgrade.writing import write_files

        write_files(before, contents)
        verb = "fixed"
    places = f"{count} place{'' if count == 1 else 's'}"
    print(f"faceplate: {places} in {len(contents)} of {len(before)} files {verb}", file=sys.stderr)
