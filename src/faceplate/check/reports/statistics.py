"""The report as a table of rules: how often each spoke, and how much its findings matter."""

from __future__ import annotations

from collections import Counter

from faceplate.check.finding import Severity
from faceplate.check.reports.report import Report
from faceplate.check.reports.text import sum_of


def write(report: Report) -> str:
    """Write a line for each rule, the one with most findings first, and a line that sums up."""
    rows = counted(report)
    width = max((len(str(count)) for _, count in rows), default=0)
    wide = max((len(name) for (_, name, _), _ in rows), default=0)
    lines = [
        f"{count:>{width}}  {rule}  {name:<{wide}}  {severity}"
        for (rule, name, severity), count in rows
    ]
    return "\n".join([*lines, *([""] if lines else []), sum_of(report)]) + "\n"


def counted(report: Report) -> list[tuple[tuple[str, str, Severity], int]]:
    """Return code, name and severity of each rule with its count, most findings first.

    Args:
        report: What was found.
    """
    counts = Counter(
        (item.finding.rule, item.finding.name, item.finding.severity) for item in report.items
    )
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
