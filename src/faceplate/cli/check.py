"""`faceplate check`: find docstrings, stubs, guides and apps that do not match the code."""

from __future__ import annotations

import argparse
import os
import sys

from faceplate.cli.check_outcome import LEVELS, Outcome, is_colored
from faceplate.cli.request import (
    FreshResult,
    Request,
    declare_reading,
    declare_report,
    progress,
    write,
)
from faceplate.configuration import checking, checkout
from faceplate.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from faceplate.check.finding import Finding, Replacement
    from faceplate.check.settings import CheckSettings
    from faceplate.cli.check_context import CheckContext

_LONGEST = 86400.0
_SAYING_FIXABLE = ("json", "sarif")
_FORMATS = ("text", "json", "sarif", "github", "junit", "markdown")


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "targets",
        metavar="TARGET",
        nargs="*",
        help="the library to check (default: the targets in the configuration, else the package "
        "in the current folder)",
    )
    declare_report(parser, _FORMATS)
    parser.add_argument(
        "--select",
        metavar="RULES",
        help="run only these rules: codes, prefixes of codes or names, separated by commas; "
        "`default` means the rules that run by default, ALL means every rule",
    )
    parser.add_argument("--ignore", metavar="RULES", help="skip these rules")
    parser.add_argument(
        "--nested-functions", action="store_true", help="check functions within functions, too"
    )
    parser.add_argument(
        "--baseline", metavar="FILE", help="report only findings that are not in this file"
    )
    parser.add_argument(
        "--write-baseline",
        action="store_true",
        help="save the current findings to the file given by --baseline, and report nothing",
    )
    parser.add_argument(
        "--fail-on",
        metavar="LEVEL",
        choices=LEVELS,
        help="exit with 1 only for findings of this level or above: error, warning or note "
        "(default: note, so any finding)",
    )
    parser.add_argument(
        "--statistics",
        action="store_true",
        help="count findings per rule instead of listing them (text and json formats)",
    )
    parser.add_argument(
        "--show-places",
        action="store_true",
        help="list every place; by default, findings with the same cause are shown once",
    )
    parser.add_argument(
        "--changed",
        metavar="REV",
        help="report only findings in files changed since this git revision, including new files",
    )
    fix_group = parser.add_argument_group("fixing")
    fix_group.add_argument(
        "--fix",
        action="store_true",
        help="apply the fixes that are certain, and report what is left",
    )
    fix_group.add_argument(
        "--diff",
        action="store_true",
        help="with --fix: print the changes as a unified diff and write nothing",
    )
    fix_group.add_argument(
        "--placeholder",
        metavar="TEXT",
        help="with --fix: add missing entries with TEXT where the library has no description",
    )
    context_group = parser.add_argument_group("what to compare with")
    context_group.add_argument(
        "--docs",
        metavar="PATH",
        action="append",
        help="also check the guides in this folder or file: Markdown, MyST, reStructuredText, "
        "notebooks and scripts; repeatable",
    )
    context_group.add_argument(
        "--since",
        metavar="OLD",
        help="an older release of the library: report arguments removed since that release, and "
        "what replaced them where the library says so",
    )
    context_group.add_argument(
        "--app",
        metavar="NAME=FILE",
        action="append",
        help="an app that the guides call: the name or address used in client code (* for any), "
        "and its script or its descriptor saved as JSON; repeatable",
    )
    context_group.add_argument(
        "--live",
        action="store_true",
        help="import the library in a separate process and compare it with what was read; also "
        "run the scripts given by --app",
    )
    context_group.add_argument(
        "--python",
        metavar="EXE",
        help="the Python for --live, which has the library installed (default: the current one)",
    )
    context_group.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=_seconds,
        default=60.0,
        help="time limit for a process of --live (default: %(default)g)",
    )
    declare_reading(parser)
    parser.epilog = (
        "`faceplate explain` lists the rules. Set defaults in the table [tool.faceplate.check] of "
        "pyproject.toml."
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command."""
    given = [name for name, value in vars(arguments).items() if value]
    stated = checking(given=[*given, *(["apps"] if arguments.app else [])])
    targets = arguments.targets or stated.get("targets") or [os.curdir]
    baseline = arguments.baseline or stated.get("baseline")
    if arguments.write_baseline:
        if not baseline:
            raise UsageError(
                "--write-baseline needs the file to write; name it with --baseline FILE"
            )
        from faceplate.check.baseline import check_replaceable

        check_replaceable(baseline)
    if arguments.write_baseline and arguments.changed:
        raise UsageError("--write-baseline writes all findings; leave --changed out")
    if arguments.python and not arguments.live:
        raise UsageError("--python is for --live, which runs it; add --live or leave --python out")
    if arguments.statistics and arguments.format not in ("text", "json"):
        raise UsageError(f"--statistics has no form for --format {arguments.format}; use json")
    arguments.fail_on = arguments.fail_on or stated.get("fail_on") or "note"
    options = _options(arguments, stated)
    context = _context(arguments, stated)
    if arguments.fix or arguments.diff or arguments.placeholder is not None:
        from faceplate.cli import fixing

        fixing.check_options(arguments)
        home = None if arguments.targets else checkout()
        work = fixing.correct(arguments, targets, settings(options), baseline, home)
        if arguments.diff:
            return work.show(arguments.output)
        work.write()
    if len(targets) > 1 or not _is_of_target_alone(arguments, baseline):
        requests = (Request(arguments, target) for target in targets)
        outcome = _outcome(arguments, targets, requests, options, context, baseline)
    else:
        outcome = _kept_outcome(arguments, targets, options, context)
    write(outcome.report, baseline if arguments.write_baseline else arguments.output)
    for note in outcome.notes:
        print(f"faceplate: {note}", file=sys.stderr)
    return outcome.code


def _is_of_target_alone(arguments: argparse.Namespace, baseline: str | None) -> bool:
    """Return whether what is printed depends on what is in the key of a kept result."""
    others = (arguments.live, arguments.write_baseline, arguments.changed, baseline)
    return not any(others) and arguments.format != "sarif"


def _kept_outcome(
    arguments: argparse.Namespace,
    targets: list[str],
    options: dict[str, Any],
    context: CheckContext,
) -> Outcome:
    """Return what is printed of one target, as it was printed last where nothing has changed."""
    request = Request(arguments, targets[0])
    context.check_targets([request.tree.name])
    shown = [
        arguments.format, arguments.statistics, arguments.show_places, arguments.fail_on,
        bool(arguments.targets), targets, is_colored(arguments.output), os.getcwd(),
        request.tree.folder,
    ]  # fmt: skip
    source = _form(request, options, context)

    def make() -> bytes:
        return _outcome(arguments, targets, [request], options, context, None).encoded()

    return Outcome.decoded(request.derived(f"report\0{shown}\0{source}", source, make))


def _outcome(
    arguments: argparse.Namespace,
    targets: list[str],
    requests: Iterable[Request],
    options: dict[str, Any],
    context: CheckContext,
    baseline: str | None,
) -> Outcome:
    """Check targets, and return what is printed of them."""
    from faceplate.cli import check_report

    found: dict[Finding, str | None] = {}
    names = []
    counts: list[tuple[int, ...]] = []
    unmatched: list[set[str]] = []
    is_empty = False
    fixes: dict[Finding, tuple[Replacement, ...]] = {}
    for request in requests:
        names.append(request.tree.name)
        examined, idle, findings = _findings(request, options, context)
        counts.append(examined)
        unmatched.append(set(idle))
        is_empty |= not examined[2] and not findings
        for finding, line in findings:
            found.setdefault(finding, line)
        if arguments.format == "sarif" and any(one.fixable for one in found):
            from faceplate.cli.fixing import fixes as known

            fixes.update(known(request, settings(options)))
    context.check_targets(names)
    idle_patterns = check_report.idle_patterns(set.intersection(*unmatched), names)
    # Patterns of a configuration are for all that it checks, of which the call may name a part.
    is_whole = not arguments.targets and not arguments.changed
    is_unused = is_empty or (bool(idle_patterns) and is_whole)
    if arguments.write_baseline:
        from faceplate.check.baseline import document

        note = f"{len(found)} findings written to {baseline}"
        return Outcome(2 if is_unused else 0, [*idle_patterns, note], document(found))
    code, report = check_report.written(arguments, targets, found, baseline, fixes)
    notes = [*idle_patterns, check_report.counted(counts)]
    return Outcome(2 if is_unused else code, notes, report)


def _options(arguments: argparse.Namespace, stated: dict[str, Any]) -> dict[str, Any]:
    """Give what the settings are made of; the command line comes before the configuration."""
    places = ("severity", "per_file", "per_symbol")
    options = {name: stated[name] for name in places if name in stated}
    for name in ("select", "ignore"):
        given = getattr(arguments, name)
        if given is not None:
            options[name] = [one.strip() for one in given.split(",") if one.strip()]
            if not options[name]:
                raise UsageError(f"--{name} names no rule; `faceplate explain` lists all rules")
        elif name in stated:
            options[name] = stated[name]
    if arguments.nested_functions or stated.get("nested_functions"):
        options["nested_functions"] = True
    return options


def _findings(
    request: Request, options: dict[str, Any], context: CheckContext
) -> tuple[tuple[int, ...], list[str], list[tuple[Finding, str | None]]]:
    """Check one target, or give what is kept.

    Returns:
        How much was examined; the patterns that fit nothing; the findings, each with its line for
        the text format.
    """
    import msgspec

    from faceplate.check.finding import Finding

    arguments, tree = request.arguments, request.tree
    fixable = arguments.format in _SAYING_FIXABLE

    def make() -> FreshResult:
        from faceplate.check.runner import check
        from faceplate.sharing import processes

        with progress(f"checking {tree.location}"):
            checked = check(
                tree,
                request.store,
                settings(options),
                search_path=request.search_path,
                options=request.options,
                context=context.of(tree),
                fixes=fixable,
                processes=processes(),
            )
        problems = list(map(str, checked.problems))
        use = f"{len(tree.files)} files were checked"
        content = msgspec.json.encode((checked.examined, checked.unmatched, checked.findings))
        return FreshResult(content, problems, checked.companions, use)

    form = _form(request, options, context)
    # What is imported may be another thing each time, so it is not kept.
    content = request.made(make) if arguments.live else request.kept(form, make)
    examined, idle, findings = msgspec.json.decode(
        content, type=tuple[tuple[int, ...], list[str], list[Finding]]
    )
    if not findings:
        return examined, idle, []
    from msgspec.structs import replace

    from faceplate.check.places import SourceLines
    from faceplate.cli import check_report

    sources = SourceLines(tree)
    shown = []
    for one in findings:
        outside = context.lines(one.file)
        lines = outside if outside is not None else sources.lines(one.file)
        line = (
            lines[one.line - 1] if arguments.format == "text" and one.line <= len(lines) else None
        )
        file = one.file if outside is not None else check_report.shown_path(one.file, tree.folder)
        shown.append((replace(one, file=file), line))
    return examined, idle, shown


def _form(request: Request, options: dict[str, Any], context: CheckContext) -> str:
    """Return what tells the findings of a target from those that other calls have of it."""
    fixable = request.arguments.format in _SAYING_FIXABLE
    return f"check\0{fixable}\0{sorted(options.items())}\0{context.fingerprint(request.tree)}"


def _context(arguments: argparse.Namespace, stated: dict[str, Any]) -> CheckContext:
    """Read what the command line or the configuration names around the library."""
    docs = arguments.docs or stated.get("docs") or []
    since = arguments.since or stated.get("since")
    apps = [(name, file) for name, files in stated.get("apps", {}).items() for file in files]
    if arguments.app:
        apps = []
        for one in arguments.app:
            name, sign, file = one.rpartition("=")
            if not sign or not name or not file:
                raise UsageError(f"--app {one}: not of the form NAME=FILE, such as '*=app.json'")
            apps.append((name, file))
    from faceplate.cli.check_context import CheckContext

    return CheckContext(docs, since, apps, arguments)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= _LONGEST:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of seconds from 0 to {_LONGEST:g}"
        )
    return value


def settings(options: dict[str, Any]) -> CheckSettings:
    """Make the settings of what the command line and the configuration say."""
    from faceplate.check.settings import CheckSettings

    return CheckSettings(**{name: _frozen_value(value) for name, value in options.items()})


def _frozen_value(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    return tuple(sorted(_frozen(value).items()) if isinstance(value, dict) else value)


def _frozen(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value if isinstance(value, str) else tuple(value) for key, value in table.items()}
