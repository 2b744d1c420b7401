"""Reports of what a release does to an app: one function a format.

Names and messages come from strangers. They are made legible once, before any format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from faceplate.characters import legible
from faceplate.compare.upgrade.impact import OUTCOMES, Impact, Outcome, UpgradeReport

_HEADINGS: dict[Outcome, str] = {
    "fails": "fails with the new release",
    "warns": "works, and the library warns",
    "changes": "works, and does something else",
}


def write(report: UpgradeReport, form: str) -> str:
    """Write a report.

    Args:
        report: What is told.
        form: One of `FORMATS`.
    """
    return FORMATS[form](report if form == "json" else legible(report))


def text(report: UpgradeReport) -> str:
    """Write a report for a terminal."""
    lines: list[str] = []
    for outcome in OUTCOMES:
        impacts = [impact for impact in report.impacts if impact.outcome == outcome]
        if impacts:
            lines += [f"{_HEADINGS[outcome]} ({len(impacts)})", *_rows(impacts), ""]
    if report.unclear:
        lines.append(f"could not be looked at ({len(report.unclear)})")
        for unclear in report.unclear:
            place = f"{unclear.file}:{unclear.line}:{unclear.column}"
            lines.append(f"  {place}: {unclear.code}: {unclear.reason}")
        lines.append("")
    return "\n".join([*lines, summary(report), ""])


def _rows(impacts: list[Impact]) -> list[str]:
    """Return a line for each message; one that holds in several places has them behind it."""
    places: dict[str, list[Impact]] = {}
    for impact in impacts:
        places.setdefault(impact.message, []).append(impact)
    rows = []
    for message, alike in places.items():
        first, others = alike[0], alike[1:]
        where = f"{first.file}:{first.line}:{first.column}"
        within = f" (when `{first.within}` runs)" if first.within else ""
        mark = " [fixable]" if first.fixable else ""
        more = ", ".join(f"{each.file}:{each.line}" for each in others)
        rows.append(f"  {where}: {message}{within}{mark}")
        if more:
            rows.append(f"    also at {more}")
    return rows


def summary(report: UpgradeReport) -> str:
    """Return what was looked at and what comes of it, in one line.

    Args:
        report: What is told.
    """
    counts = Counter(impact.outcome for impact in report.impacts)
    old, new = (
        f"{each['name']} {each['version'] or ''}".strip() for each in (report.old, report.new)
    )
    looked = f"{_count(report.calls, 'call')} and {_count(report.names, 'name')} in "
    looked += _count(report.files, "file")
    fixable = sum(impact.fixable for impact in report.impacts)
    parts = [f"{counts['fails']} fail", f"{counts['warns']} warn", f"{counts['changes']} change"]
    parts.append(f"{fixable} can be fixed")
    if report.unclear:
        parts.append(f"{len(report.unclear)} could not be looked at")
    return f"{old} to {new}: {looked}; {', '.join(parts)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def json(report: UpgradeReport) -> str:
    """Write a report for programs."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def github(report: UpgradeReport) -> str:
    """Write a report as annotations of GitHub."""
    commands: dict[Outcome, str] = {"fails": "error", "warns": "warning", "changes": "notice"}
    lines = []
    for impact in report.impacts:
        properties = f"file={_escaped(impact.file)},line={impact.line},col={impact.column}"
        words = _data(impact.message)
        lines.append(f"::{commands[impact.outcome]} {properties}::{words}")
    for unclear in report.unclear:
        properties = f"file={_escaped(unclear.file)},line={unclear.line},col={unclear.column}"
        lines.append(f"::notice {properties}::{_data(f'{unclear.code}: {unclear.reason}')}")
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[UpgradeReport], str]] = {
    "text": text,
    "json": json,
    "github": github,
}
"""Each format."""
