"""The report for a terminal: level by level, one line a change."""

from __future__ import annotations

from faceplate.compare.change import ReleaseComparison
from faceplate.compare.reports.sentences import TITLES, notes, owner, release, summary


def write(comparison: ReleaseComparison) -> str:
    """Write a line for each change, below the heading of its level."""
    lines = [f"{release(comparison.old)} -> {release(comparison.new)}", ""]
    for level, title in TITLES.items():
        changes = [change for change in comparison.changes if change.level == level]
        if not changes:
            continue
        lines.append(f"{title} ({len(changes)})")
        lines += [f"  {owner(change)}: {change.message}{notes(change)}" for change in changes]
        lines.append("")
    lines.append(summary(comparison))
    return "\n".join(lines) + "\n"
