"""The report as Markdown, for the summary of a build: how often each rule spoke, and each finding.

Messages stand in code spans, in which nothing is markup, a link or a mention.
"""

from __future__ import annotations

import re
from collections import Counter

from faceplate.check.reports.report import Report

# How many findings a comment of a review has room for.
_MOST = 500


def write(report: Report) -> str:
    """Write a table of rules, and a list of the findings, as far as a summary has room."""
    heading = "# Consistency of labels\n\n"
    if not report.items:
        return heading + "No finding.\n"
    counts = Counter((finding.finding.rule, finding.finding.name) for finding in report.items)
    lines = ["| Rule | Name | Findings |", "| --- | --- | ---: |"]
    lines += [f"| {rule} | {name} | {count} |" for (rule, name), count in sorted(counts.items())]
    lines.append("")
    causes = report.causes()
    for cause in causes[:_MOST]:
        finding = cause.first.finding
        place = _code(f"{finding.file}:{finding.line}:{finding.column}")
        more = f", and {len(cause.others)} more with the same cause" if cause.others else ""
        lines.append(f"- {place} {finding.rule} {finding.severity}: {_code(finding.message)}{more}")
    if len(causes) > _MOST:
        left = sum(cause.size for cause in causes[_MOST:])
        lines.append(f"\n{left} more findings are left out.")
    return heading + "\n".join(lines) + "\n"


def _code(text: str) -> str:
    fence = "`"
    while re.search(rf"(?<!`){fence}(?!`)", text):
        fence += "`"
    pad = " " if text.startswith("`") or text.endswith("`") or not text.strip() else ""
    return f"{fence}{pad}{text}{pad}{fence}"
