"""The report as JSON: a list of findings, a public contract."""

from __future__ import annotations

import msgspec

from faceplate.check.reports.report import Report


def write(report: Report) -> str:
    """Write the findings as a JSON list, indented by two spaces."""
    content = msgspec.json.encode([item.finding for item in report.items])
    return msgspec.json.format(content, indent=2).decode() + "\n"
