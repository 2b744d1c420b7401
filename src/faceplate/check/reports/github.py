"""The report as workflow commands of GitHub Actions, which show as annotations of a change."""

from __future__ import annotations

from faceplate.check.reports.report import Report

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def write(report: Report) -> str:
    """Write a workflow command for each finding; GitHub shows ten of a level."""
    lines = []
    for cause in report.causes():
        finding = cause.first.finding
        more = f" (and {len(cause.others)} more with the same cause)" if cause.others else ""
        properties = {
            "file": finding.file,
            "line": str(finding.line),
            "col": str(finding.column),
            "title": f"{finding.rule} {finding.name}",
        }
        stated = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        lines.append(f"::{_LEVELS[finding.severity]} {stated}::{_data(finding.message + more)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
