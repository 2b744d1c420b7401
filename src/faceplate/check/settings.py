"""What the checker looks for and how much it matters: rules by code, by group or by name.

A selector is a code (`FP102`), the beginning of one (`FP1` for all rules about parameters), a name
(`unknown-parameter`), `default` for the rules that are on by themselves, or `ALL`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import NamedTuple

from faceplate.check.finding import SEVERITIES, Finding, Severity
from faceplate.check.rule import Rule
from faceplate.errors import UsageError

_EVERY, _USUAL = "all", "default"
# Selectors that stand for whatever there is to look at, so that what they select may have nothing.
WHOLE_SELECTORS = (_EVERY, _USUAL)


class CheckSettings(NamedTuple):
    """What to look for.

    Attributes:
        select: Selectors of the rules that run.
        ignore: Selectors of rules that do not run all the same.
        severity: Selector to the severity that replaces the rule's own.
        per_file: Pattern of paths to selectors of what is not reported there. A path is relative
            to the folder that holds the package.
        per_symbol: Pattern of dotted paths to selectors of what is not reported there.
        nested_functions: Whether functions within functions are looked at, too.
    """

    select: tuple[str, ...] = (_USUAL,)
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    per_symbol: tuple[tuple[str, tuple[str, ...]], ...] = ()
    nested_functions: bool = False

    def rules(self, rules: Iterable[Rule]) -> list[Rule]:
        """Return the rules that run.

        Args:
            rules: All rules.

        Raises:
            UsageError: If a selector fits no rule, or a severity does not exist.
        """
        listed = list(rules)
        stated = {
            "select": self.select,
            "ignore": self.ignore,
            "severity": [rule for rule, _ in self.severity],
            "per-file-ignores": [rule for _, selectors in self.per_file for rule in selectors],
            "per-symbol-ignores": [rule for _, selectors in self.per_symbol for rule in selectors],
        }
        for option, selectors in stated.items():
            for selector in selectors:
                if not any(selects(selector, rule) for rule in listed):
                    raise UsageError(f"{option}: {_unknown(selector, listed)}")
        for selector, severity in self.severity:
            if severity not in SEVERITIES:
                levels = ", ".join(SEVERITIES)
                raise UsageError(f"severity {severity!r} of {selector} is none of {levels}")
        return [
            rule
            for rule in listed
            if (rule.unasked or any(selects(selector, rule) for selector in self.select))
            and not any(selects(selector, rule) for selector in self.ignore)
        ]

    def severity_of(self, rule: Rule) -> Severity:
        """Return the severity of a rule; the longest selector that fits decides."""
        fitting = [entry for entry in self.severity if selects(entry[0], rule)]
        if not fitting:
            return rule.severity
        stated = max(fitting, key=lambda pair: len(pair[0]))[1]
        return next(severity for severity in SEVERITIES if severity == stated)

    def unmatched(self, files: Iterable[str], symbols: Callable[[], Iterable[str]]) -> list[str]:
        """Return the patterns that fit nothing.

        Args:
            files: The files that were examined, as findings name them.
            symbols: Returns the declarations that were examined.

        Returns:
            Each pattern behind the name of its option and a null byte.
        """
        patterns = []
        if self.per_file:
            names = list(files)
            patterns += [f"per-file-ignores\0{one}" for one in _idle(self.per_file, names)]
        if self.per_symbol:
            names = list(symbols())
            patterns += [f"per-symbol-ignores\0{one}" for one in _idle(self.per_symbol, names)]
        return patterns

    def reports(self, finding: Finding, rule: Rule) -> bool:
        """Return whether a finding is reported where it stands."""
        for subject, table in ((finding.file, self.per_file), (finding.symbol, self.per_symbol)):
            for pattern, selectors in table:
                if fnmatchcase(subject, pattern) and any(
                    selects(selector, rule) for selector in selectors
                ):
                    return False
        return True


def _idle(table: Iterable[tuple[str, tuple[str, ...]]], names: list[str]) -> list[str]:
    """Return the patterns of a table that fit none of some names."""
    return [
        pattern for pattern, _ in table if not any(fnmatchcase(name, pattern) for name in names)
    ]


def selects(selector: str, rule: Rule) -> bool:
    """Return whether a selector fits a rule."""
    wanted = selector.lower()
    if wanted in (_EVERY, rule.name):
        return True
    if wanted == _USUAL:
        return rule.usual
    return re.fullmatch(r"fp\d*", wanted) is not None and rule.code.lower().startswith(wanted)


def find(name: str, rules: Iterable[Rule]) -> Rule:
    """Find one rule by its code or its name.

    Args:
        name: What the user wrote.
        rules: All rules.

    Raises:
        UsageError: If there is no such rule.
    """
    listed = list(rules)
    for rule in listed:
        if name.lower() in (rule.code.lower(), rule.name):
            return rule
    raise UsageError(_unknown(name, listed))


def _unknown(name: str, rules: list[Rule]) -> str:
    near = get_close_matches(name.lower(), [rule.name for rule in rules], n=1)
    hint = f"did you mean {near[0]}?" if near else "`faceplate explain` lists all rules"
    return f"{name!r} is not a rule; {hint}"
