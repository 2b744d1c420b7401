"""The report for people: a line for each finding, the source below it, and a caret at the place."""

from __future__ import annotations

import unicodedata

from faceplate.check.reports.report import Report, ReportedFinding
from faceplate.errors import clean

# How much of a line is shown, in characters.
_WIDEST = 100
_COLORS = {"error": "31", "warning": "33", "note": "36"}


def write(report: Report) -> str:
    """Write the findings, and a line that counts them."""
    parts = [_item(item, report.color) for item in report.items]
    return "".join(f"{part}\n\n" for part in parts) + sum_of(report) + "\n"


def _item(item: ReportedFinding, color: bool) -> str:
    finding = item.finding
    place = f"{finding.file}:{finding.line}:{finding.column}:"
    code = _painted(f"{finding.rule} {finding.name}", _COLORS[finding.severity], color)
    head = f"{_painted(place, '1', color)} {code}: {finding.message}"
    if item.source is None:
        return head
    source, offset = _excerpt(item.source, finding.column)
    number = str(finding.line)
    caret = _painted("^", _COLORS[finding.severity], color)
    margin = " " * len(number)
    return f"{head}\n  {number} | {source}\n  {margin} | {' ' * offset}{caret}".rstrip()


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """Return what fits of a line, and how many cells stand before a column of it."""
    before = clean(line[: column - 1].expandtabs(4))
    rest = clean(line.expandtabs(4))[len(before) :].rstrip()
    room = _WIDEST - min(len(rest), _WIDEST // 2)
    if len(before) > room:
        before = "..." + before[len(before) - room + 3 :]
    rest = rest if len(before) + len(rest) <= _WIDEST else rest[: _WIDEST - len(before) - 3] + "..."
    return before + rest, sum(_cells(character) for character in before)


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def sum_of(report: Report) -> str:
    """Return the line that counts the findings.

    Args:
        report: What was found.
    """
    counts = {
        severity: sum(item.finding.severity == severity for item in report.items)
        for severity in _COLORS
    }
    stated = [
        f"{count} {severity}{'s' if count > 1 else ''}"
        for severity, count in counts.items()
        if count
    ]
    line = f"{', '.join(stated) or 'no finding'} in {', '.join(map(clean, report.targets))}"
    if report.known:
        line += f"; {report.known} known to the baseline"
    if report.gone:
        line += f"; {report.gone} of the baseline are gone, --write-baseline takes them out"
    return line


def _painted(text: str, code: str, color: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if color else text
