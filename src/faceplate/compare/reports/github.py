"""The report as workflow commands of GitHub Actions: an error for what breaks, else a notice."""

from __future__ import annotations

from faceplate.compare.change import ReleaseComparison
from faceplate.compare.reports.sentences import owner, summary

_COMMANDS = {"breaking": "error", "behaviour": "warning"}


def write(comparison: ReleaseComparison) -> str:
    """Write a command for each change that users meet, and one for the sum."""
    lines = [
        f"::{_COMMANDS[change.level]} title={_property(change.kind)}::"
        f"{_data(f'{owner(change)}: {change.message}')}\n"
        for change in comparison.changes
        if change.level in _COMMANDS
    ]
    return "".join(lines) + f"::notice title=faceplate diff::{_data(summary(comparison))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
