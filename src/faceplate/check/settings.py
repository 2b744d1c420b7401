"""What the checker looks for and how much it matters: rules by code, by group or by name.

A selector is a code (`FP102`), the beginning of one (`FP1` for all rules about parameters), a name
(`unknown-parameter`), `default` for the rules that are on by themselves, or `ALL`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import NamedTuple

from faceplate.check.finding import SEVERITIES, Finding, Severity
from faceplate.check.rule import Rule
from faceplate.errors import UsageError

_EVERY, _USUAL = "all", "default"


class CheckSettings(NamedTuple):
    """What to look for.

    Attributes:
        select: Selectors of the rules that run.
        ignore: Selectors of rules that do not run all the same.
        severity: Selector to the severity that replaces the rule's own.
        per_file: Pattern of paths to selectors of what is not reported there. A path is relative
            to the folder that holds the package.
        per_symbol: Pattern of dotted paths to selectors of what is not reported there.
    """

    select: tuple[str, ...] = (_USUAL,)
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    per_symbol: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def rules(self, known: Iterable[Rule]) -> list[Rule]:
        """Give the rules that run.

        Args:
            known: All rules.

        Raises:
            UsageError: If a selector fits no rule, or a severity does not exist.
        """
        listed = list(known)
        stated = {
            "select": self.select,
            "ignore": self.ignore,
            "severity": [one for one, _ in self.severity],
            "per-file-ignores": [one for _, selectors in self.per_file for one in selectors],
            "per-symbol-ignores": [one for _, selectors in self.per_symbol for one in selectors],
        }
        for option, selectors in stated.items():
            for selector in selectors:
                if not any(selects(selector, one) for one in listed):
                    raise UsageError(f"{option}: {_unknown(selector, listed)}")
        for selector, severity in self.severity:
            if severity not in SEVERITIES:
                levels = ", ".join(SEVERITIES)
                raise UsageError(f"severity {severity!r} of {selector} is none of {levels}")
        return [
            one
            for one in listed
            if any(selects(selector, one) for selector in self.select)
            and not any(selects(selector, one) for selector in self.ignore)
        ]

    def severity_of(self, rule: Rule) -> Severity:
        """Give the severity of a rule; the longest selector that fits decides."""
        fitting = [one for one in self.severity if selects(one[0], rule)]
        if not fitting:
            return rule.severity
        stated = max(fitting, key=lambda one: len(one[0]))[1]
        return next(one for one in SEVERITIES if one == stated)

    def reports(self, finding: Finding, rule: Rule) -> bool:
        """Say whether a finding is reported where it stands."""
        for subject, table in ((finding.file, self.per_file), (finding.symbol, self.per_symbol)):
            for pattern, selectors in table:
                if fnmatchcase(subject, pattern) and any(selects(one, rule) for one in selectors):
                    return False
        return True


def selects(selector: str, rule: Rule) -> bool:
    """Say whether a selector fits a rule."""
    wanted = selector.lower()
    if wanted in (_EVERY, rule.name):
        return True
    if wanted == _USUAL:
        return rule.usual
    return re.fullmatch(r"fp\d*", wanted) is not None and rule.code.lower().startswith(wanted)


def find(name: str, known: Iterable[Rule]) -> Rule:
    """Find one rule by its code or its name.

    Args:
        name: What the user wrote.
        known: All rules.

    Raises:
        UsageError: If there is no such rule.
    """
    listed = list(known)
    for one in listed:
        if name.lower() in (one.code.lower(), one.name):
            return one
    raise UsageError(_unknown(name, listed))


def _unknown(name: str, known: list[Rule]) -> str:
    near = get_close_matches(name.lower(), [one.name for one in known], n=1)
    hint = f"did you mean {near[0]}?" if near else "`faceplate explain` lists all rules"
    return f"{name!r} is no rule; {hint}"
