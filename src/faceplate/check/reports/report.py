"""What all formats are made of: findings as a reader meets them, with the lines they stand on."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from msgspec.structs import replace

from faceplate.check.finding import Finding
from faceplate.errors import clean
from faceplate.hashing import blake2b


class Item(NamedTuple):
    """A finding in a report.

    Attributes:
        finding: The finding, its texts safe for one line.
        source: The line that it stands on, as the file has it; None if it is not to be shown.
        fingerprint: Tells it from others, whatever its line.
    """

    finding: Finding
    source: str | None
    fingerprint: str


class Report(NamedTuple):
    """What was found.

    Attributes:
        items: The findings, in order.
        targets: What was checked, as the user named it.
        known: How many findings the baseline knows.
        gone: How many findings of the baseline are not there any more.
        color: Whether the text format may use colour.
        version: The version of faceplate.
    """

    items: list[Item]
    targets: list[str]
    known: int = 0
    gone: int = 0
    color: bool = False
    version: str = ""


def items(findings: list[tuple[Finding, str | None]]) -> list[Item]:
    """Make findings ready for a report.

    Args:
        findings: Each finding, with the source line that it stands on.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for finding, source in findings:
        key = (finding.rule, finding.symbol, finding.message)
        text = "\0".join([*key, str(seen[key])])
        seen[key] += 1
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        made.append(Item(_cleaned(finding), source, digest))
    return made


def _cleaned(finding: Finding) -> Finding:
    return replace(
        finding,
        message=clean(finding.message),
        file=clean(finding.file),
        symbol=clean(finding.symbol),
    )
