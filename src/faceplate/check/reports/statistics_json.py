"""The counts of `--statistics` as JSON: a list of rules."""

from __future__ import annotations

import msgspec

from faceplate.check.reports.report import Report
from faceplate.check.reports.statistics import counted


def write(report: Report) -> str:
    """Write the counts as a JSON list, indented by two spaces."""
    counts = [
        {"rule": rule, "name": name, "severity": severity, "count": count}
        for (rule, name, severity), count in counted(report)
    ]
    content = msgspec.json.encode(counts)
    return msgspec.json.format(content, indent=2).decode() + "\n"
