"""Reports: one file a format, each a function from findings to text.

Messages, names and source lines come from strangers. They are made safe for a line of a terminal
once, before any format sees them; each format then quotes them in its own way.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from faceplate.check.reports.report import Report

FORMATS = ("text", "json", "sarif", "github", "junit", "markdown")
COUNTS = ("statistics", "statistics_json")
"""Each format, a module of this folder."""


def write(report: Report, form: str) -> str:
    """Write a report.

    Args:
        report: What was found.
        form: One of `FORMATS`.
    """
    module = import_module(f"faceplate.check.reports.{form}")
    writer: Callable[[Report], str] = module.write
    return writer(report)
