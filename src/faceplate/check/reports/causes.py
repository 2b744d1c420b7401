"""Findings by cause: what one generator, one shared text or one change made in many places.

Two findings have one cause if one rule says the same of both, but for the name of what each belongs
to: "calling `…` with it raises TypeError", of each method of a generated stub.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from faceplate.check.finding import Finding

if TYPE_CHECKING:
    from faceplate.check.reports.report import ReportedFinding

# `Lamp.press`, `press`: a name in a message
_NAME = re.compile(r"`([\w.]+)`")
# So many findings of one cause are shown as one; two are read as quickly as one and a remark.
_FEWEST = 3


class Cause(NamedTuple):
    """Findings that are shown as one.

    Attributes:
        first: The finding that is shown.
        others: The others of its cause, in order; empty for a finding that stands alone.
    """

    first: ReportedFinding
    others: tuple[ReportedFinding, ...] = ()

    @property
    def size(self) -> int:
        """How many findings it stands for."""
        return 1 + len(self.others)


def causes_of(findings: Iterable[Finding]) -> list[str]:
    """Return the cause of each finding, in order; an empty text for one that shares its with none.

    Args:
        findings: The findings of a report.
    """
    keys = [(finding.rule, _masked(finding)) for finding in findings]
    counts = Counter(keys)
    return [message if counts[rule, message] > 1 else "" for rule, message in keys]


def folded(items: Iterable[ReportedFinding]) -> list[Cause]:
    """Return findings by cause, each where its first finding stands.

    Args:
        items: The findings of a report.
    """
    groups: dict[tuple[str, str] | int, list[ReportedFinding]] = {}
    for number, item in enumerate(items):
        finding = item.finding
        groups.setdefault((finding.rule, finding.cause) if finding.cause else number, []).append(
            item
        )
    ordered = []
    for group in groups.values():
        if len(group) < _FEWEST:
            ordered += [Cause(item) for item in group]
        else:
            ordered.append(Cause(group[0], tuple(group[1:])))
    return sorted(ordered, key=lambda cause: _place(cause.first.finding))


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line, finding.column, finding.rule


def _masked(finding: Finding) -> str:
    """Return a message without the name of the declaration that the finding belongs to."""

    def hidden(match: re.Match[str]) -> str:
        is_own = f".{finding.symbol}".endswith(f".{match[1]}")
        return "`\N{HORIZONTAL ELLIPSIS}`" if is_own else match[0]

    return _NAME.sub(hidden, finding.message)
