"""The report as workflow commands of GitHub Actions, which show as annotations of a change."""

from __future__ import annotations

from faceplate.check.reports.report import Report

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def write(report: Report) -> str:
    """Write a workflow command for each finding."""
    lines = []
    for item in report.items:
        one = item.finding
        properties = {
            "file": one.file,
            "line": str(one.line),
            "col": str(one.column),
            "title": f"{one.rule} {one.name}",
        }
        stated = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        lines.append(f"::{_LEVELS[one.severity]} {stated}::{_data(one.message)}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
