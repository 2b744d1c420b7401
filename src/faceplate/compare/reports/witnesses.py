"""The report for a terminal, with a call below each change that the older release alone accepts."""

from __future__ import annotations

from faceplate.compare.change import ReleaseComparison
from faceplate.compare.reports.sentences import notes, owner, release, summary


def write(comparison: ReleaseComparison) -> str:
    """Write the changes that break a call, each with such a call."""
    lines = [f"{release(comparison.old)} -> {release(comparison.new)}", ""]
    for change in comparison.changes:
        if change.level == "breaking":
            lines.append(f"{owner(change)}: {change.message}{notes(change)}")
            lines += [f"    {change.witness}"] if change.witness else []
    return "\n".join([*lines, "", summary(comparison)]) + "\n"
