"""Findings that are known already, so that only new ones are reported.

A finding is known by its rule, the declaration it belongs to and its message, and by how often that
occurs, never by its line or file: code that moves keeps its baseline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import msgspec

from faceplate.check.finding import Finding
from faceplate.errors import UsageError

FORMAT: Literal["faceplate-baseline/1"] = "faceplate-baseline/1"
_LARGEST = 64 * 1024 * 1024


class KnownFinding(msgspec.Struct, frozen=True, order=True):
    """A finding that is known, as often as it is known.

    Attributes:
        symbol: Path of the declaration that it belongs to.
        rule: Code of the rule.
        message: The message.
        count: How often.
    """

    symbol: str
    rule: str
    message: str
    count: int = 1


class Baseline(msgspec.Struct, frozen=True):
    """The content of a baseline file.

    Attributes:
        findings: What is known.
        format: Name and version of the form.
    """

    findings: list[KnownFinding]
    format: Literal["faceplate-baseline/1"] = FORMAT


def document(findings: Iterable[Finding]) -> bytes:
    """Make a baseline of findings, as JSON.

    Args:
        findings: What is to be known from now on.
    """
    counts = Counter((finding.symbol, finding.rule, finding.message) for finding in findings)
    entries = [KnownFinding(*key, count) for key, count in sorted(counts.items())]
    return msgspec.json.format(msgspec.json.encode(Baseline(entries)), indent=1) + b"\n"


def load(file: str) -> Baseline:
    """Read a baseline.

    Args:
        file: Path of the file.

    Raises:
        UsageError: If it cannot be read, or is not a baseline.
    """
    try:
        with open(file, "rb") as stream:
            content = stream.read(_LARGEST)
    except FileNotFoundError:
        raise UsageError(
            f"{file}: no such baseline; add --write-baseline to write what is found now"
        ) from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    try:
        return msgspec.json.decode(content, type=Baseline)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{file}: not a baseline that faceplate wrote ({error}); write it anew with "
            "--write-baseline"
        ) from None


def check_replaceable(file: str) -> None:
    """Refuse to write a baseline in place of a file that is none.

    Args:
        file: Path of the file that is to be written.

    Raises:
        UsageError: If something else is there.
    """
    try:
        with open(file, "rb") as stream:
            content = stream.read(_LARGEST)
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None
    try:
        msgspec.json.decode(content, type=Baseline)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise UsageError(
            f"{file}: is not a baseline, so it is not replaced; remove it, or name another file"
        ) from None


def new(
    findings: Iterable[Finding], baseline: Baseline
) -> tuple[list[Finding], list[KnownFinding]]:
    """Separate what is new from what is known.

    Args:
        findings: What is found now.
        baseline: What is known.

    Returns:
        The findings that are not known, and what is known and is not found any more.
    """
    left = Counter(
        {
            (finding.symbol, finding.rule, finding.message): finding.count
            for finding in baseline.findings
        }
    )
    unknown = []
    for finding in findings:
        key = (finding.symbol, finding.rule, finding.message)
        if left[key] > 0:
            left[key] -= 1
        else:
            unknown.append(finding)
    return unknown, [KnownFinding(*key, count) for key, count in sorted(left.items()) if count > 0]
