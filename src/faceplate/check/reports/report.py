"""What all formats are made of: findings as a reader meets them, with the lines they stand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from faceplate.cache.hashing import blake2b
from faceplate.check.finding import Finding, Replacement
from faceplate.check.reports.causes import Cause, causes_of, folded
from faceplate.errors import clean

NO_FIXES: Mapping[Finding, tuple[Replacement, ...]] = {}


class ReportedFinding(NamedTuple):
    """A finding in a report.

    Attributes:
        finding: The finding, its texts safe for one line.
        source: The line that it stands on, as the file has it; None if it is not to be shown.
        fingerprint: Tells it from others, whatever its line.
        fix: What would fix it; empty where nothing does, or the format does not show it.
    """

    finding: Finding
    source: str | None
    fingerprint: str
    fix: tuple[Replacement, ...] = ()


class Report(NamedTuple):
    """What was found.

    Attributes:
        items: The findings, in order.
        targets: What was checked, as the user named it.
        known: How many findings the baseline knows.
        gone: How many findings of the baseline are not there any more.
        color: Whether the text format may use colour.
        places: Whether each finding is shown, where formats for people show one for many.
        version: The version of faceplate.
        documentation: Address of its documentation, without a slash at the end; empty for none.
    """

    items: list[ReportedFinding]
    targets: list[str]
    known: int = 0
    gone: int = 0
    color: bool = False
    places: bool = False
    version: str = ""
    documentation: str = ""

    def causes(self) -> list[Cause]:
        """Return the findings as formats for people show them."""
        return [Cause(item) for item in self.items] if self.places else folded(self.items)


def items(
    findings: list[tuple[Finding, str | None]],
    fixes: Mapping[Finding, tuple[Replacement, ...]] = NO_FIXES,
) -> list[ReportedFinding]:
    """Make findings ready for a report.

    Args:
        findings: Each finding, with the source line that it stands on.
        fixes: What would fix a finding, where that is known.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    reported = []
    causes = causes_of(finding for finding, _ in findings)
    for (finding, source), cause in zip(findings, causes, strict=True):
        key = (finding.rule, finding.symbol, finding.message)
        text = "\0".join([*key, str(seen[key])])
        seen[key] += 1
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        shown = _cleaned(replace(finding, cause=cause))
        reported.append(ReportedFinding(shown, source, digest, fixes.get(finding, ())))
    return reported


def _cleaned(finding: Finding) -> Finding:
    return replace(
        finding,
        message=clean(finding.message),
        file=clean(finding.file),
        symbol=clean(finding.symbol),
        cause=clean(finding.cause),
    )
