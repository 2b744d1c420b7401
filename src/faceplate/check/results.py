"""The findings of a run: one of each rule at a place, less what comments keep quiet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from faceplate.check.finding import LOWERED, Finding, Place, Violation
from faceplate.check.rule import Rule
from faceplate.check.rules import RULES, unused_ignore
from faceplate.check.settings import CheckSettings
from faceplate.check.suppressions import Comment

if TYPE_CHECKING:
    from faceplate.check.edits.fix import Fix

FindingKey = tuple[str, str, int, int]
"""Code of a rule, file, line and column: what tells one finding from another."""


class Results:
    """The findings so far, each with its fix.

    Args:
        rules: The rules that run.
        settings: What is reported, and how much it matters.

    Attributes:
        rules: The rules that run, by code.
    """

    def __init__(self, rules: list[Rule], settings: CheckSettings) -> None:
        self.rules = {rule.code: rule for rule in rules}
        self._settings = settings
        self._findings: dict[FindingKey, tuple[Finding, Fix | None]] = {}

    def add(self, rule: Rule, violation: Violation) -> None:
        """Take in what a rule found, unless it has found something at that place before."""
        message, place, symbol, fix, doubt = violation
        key = (rule.code, *place)
        if key not in self._findings:
            severity = self._settings.severity_of(rule)
            if doubt:
                message = f"{message}; not certain, for {doubt}"
                severity = LOWERED[severity]
                # What may be right is for people to correct.
                fix = None
            finding = Finding(rule.code, rule.name, severity, message, *place, symbol)
            self._findings[key] = finding, fix

    def suppress(self, file: str, comments: list[Comment]) -> None:
        """Take out what comments of a file keep quiet, and take in those that are not needed."""
        if not comments:
            return
        here = [key for key in self._findings if key[1] == file]
        quiet: set[FindingKey] = set()
        unneeded = [
            Violation(message, Place(file, comment.line, comment.column), "")
            for comment in comments
            for message in self._unneeded(comment, here, quiet)
        ]
        for key in quiet:
            del self._findings[key]
        if unused_ignore.RULE.code in self.rules:
            for violation in unneeded:
                self.add(unused_ignore.RULE, violation)

    def reported(self) -> list[tuple[Finding, Fix | None]]:
        """Return those that the settings leave, by file, line, column and code."""
        pairs = [
            (finding, fix)
            for finding, fix in self._findings.values()
            if self._settings.reports(finding, self.rules[finding.rule])
        ]
        return sorted(pairs, key=lambda pair: _order(pair[0]))

    def _unneeded(
        self, comment: Comment, here: list[FindingKey], quiet: set[FindingKey]
    ) -> Iterator[str]:
        """Yield what of a comment is not needed.

        Args:
            comment: The comment.
            here: The findings of its file.
            quiet: Takes the findings that it keeps quiet.
        """
        covered = [key for key in here if comment.first <= key[2] <= comment.last]
        if not comment.names:
            quiet.update(covered)
            if not covered and all(rule.code in self.rules for rule in RULES if rule.usual):
                yield "there is no finding that this comment keeps quiet"
        for name in comment.names:
            code = next(
                (rule.code for rule in RULES if name.lower() in (rule.code.lower(), rule.name)),
                None,
            )
            matching = [key for key in covered if key[0] == code]
            quiet.update(matching)
            if code is None:
                yield f"`{name}` is not a rule, so it keeps nothing quiet"
            elif not matching and code in self.rules:
                yield f"there is no finding of {code} that this keeps quiet"


def _order(finding: Finding) -> tuple[str, int, int, str]:
    return finding.file, finding.line, finding.column, finding.rule
