"""The end of `faceplate check`: its findings as a report, and the exit code that they lead to."""

from __future__ import annotations

import argparse
import os

from faceplate.cli.check_outcome import LEVELS, is_colored
from faceplate.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from faceplate.check.finding import Finding, Replacement


def counted(counts: list[tuple[int, ...]]) -> str:
    """Return how much was examined, all targets together."""
    columns = list(zip(*counts, strict=True))
    modules, declarations, public = map(sum, columns[:3])
    # Each target is held against the same guides and apps.
    guides, apps, rules = map(max, columns[3:])
    parts = [
        number_of(modules, "module"),
        f"{number_of(declarations, 'declaration')} ({public} public)",
        *([number_of(guides, "guide")] if guides else []),
        *([number_of(apps, "app")] if apps else []),
    ]
    return f"examined {', '.join(parts)} with {number_of(rules, 'rule')}"


def number_of(count: int, noun: str) -> str:
    """Return a count with its noun, such as "1 module" or "2 modules"."""
    return f"{count} {noun}{'s' * (count != 1)}"


def idle_patterns(patterns: set[str], names: list[str]) -> list[str]:
    """Return a line on each pattern of the configuration that fits nothing.

    Args:
        patterns: Each behind the name of its option and a null byte.
        names: What was checked.
    """
    lines = []
    for pattern in sorted(patterns):
        option, _, text = pattern.partition("\0")
        fits = f"fits nothing of {', '.join(names)}"
        lines.append(f"{option}: {text!r} {fits}; correct the pattern or take it out")
    return lines


def shown_path(file: str, folder: str | None) -> str:
    """Give the path by which a file is found from the current folder, if it lies in there."""
    if folder is None:
        return file
    path = os.path.join(folder, file)
    home = os.getcwd()
    inside = path.startswith(home.rstrip(os.sep) + os.sep)
    return (os.path.relpath(path, home) if inside else path).replace(os.sep, "/")


def written(
    arguments: argparse.Namespace,
    targets: list[str],
    found: dict[Finding, str | None],
    baseline: str | None,
    fixes: dict[Finding, tuple[Replacement, ...]],
) -> tuple[int, bytes]:
    """Return the exit code and the report of findings.

    Args:
        arguments: What the command line says.
        targets: What was checked, as the user named it.
        found: The findings, each with its line for the text format.
        baseline: The file with the findings that are known, or None.
        fixes: What would fix a finding, where the format shows it.
    """
    from faceplate.check.reports import write
    from faceplate.check.reports.report import Report, items

    left = list(found)
    gone = 0
    if baseline:
        from faceplate.check.baseline import load, new

        left, fixed = new(left, load(baseline))
        gone = sum(one.count for one in fixed)
    known = len(found) - len(left)
    if arguments.changed is not None:
        left = in_changed(left, arguments.changed)
    report = Report(
        items([(one, found[one]) for one in left], fixes),
        targets,
        known=known,
        gone=gone,
        color=is_colored(arguments.output),
        places=arguments.show_places,
        **_own(arguments.format),
    )
    form = "statistics" if arguments.statistics else arguments.format
    if arguments.statistics and arguments.format == "json":
        form = "statistics_json"
    text = write(report, form).encode("utf-8", "replace")
    return int(reaches(left, arguments.fail_on)), text


def reaches(findings: Iterable[Finding], level: str) -> bool:
    """Return whether a finding is of a level or above it.

    Args:
        findings: What is reported.
        level: `error`, `warning` or `note`.
    """
    failing = LEVELS[: LEVELS.index(level) + 1]
    return any(finding.severity in failing for finding in findings)


def in_changed(found: list[Finding], revision: str) -> list[Finding]:
    """Give the findings in files that differ from a revision of the repository they lie in."""
    from faceplate.check.changes import changed

    files: dict[str, set[str]] = {}
    kept = []
    for one in found:
        path = os.path.realpath(one.file)
        folder = os.path.dirname(path)
        if not os.path.isfile(path):
            raise UsageError(f"--changed {revision}: {one.file} lies in an archive, not in git")
        if folder not in files:
            files[folder] = changed(folder, revision)
        if path in files[folder]:
            kept.append(one)
    return kept


def _own(form: str) -> dict[str, str]:
    """Return what a report in a format says of faceplate itself."""
    if form != "sarif":
        return {}
    from faceplate.cli.distribution import documentation, version

    return {"version": version(), "documentation": documentation()}
