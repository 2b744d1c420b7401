"""Runs rules over a library: manifest, facts and docstrings to findings, in one fixed order.

    tree -> library -> survey -> flaws -> findings

One place gets one finding of a rule, however many declarations lead there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from faceplate.check.finding import Finding, Flaw, Severity
from faceplate.check.rule import Rule
from faceplate.check.survey import Survey
from faceplate.extraction import opened, without_collector
from faceplate.facts.store import Store
from faceplate.link.docstrings.styles import Style
from faceplate.model import Problem
from faceplate.targets.tree import Tree


class Checked(NamedTuple):
    """What checking a target gives.

    Attributes:
        findings: By file, line, column and code.
        problems: What could not be read.
        survey: What was looked at.
    """

    findings: list[Finding]
    problems: list[Problem]
    survey: Survey


def check(
    tree: Tree,
    store: Store,
    rules: Iterable[Rule],
    *,
    search_path: Sequence[str] | None = None,
    dialect: str | None = None,
    docstring_style: Style | None = None,
    severities: dict[str, Severity] | None = None,
) -> Checked:
    """Check an opened target.

    Args:
        tree: The target.
        store: Where facts are kept.
        rules: The rules to run.
        search_path: Where companions are looked for; None for the current environment.
        dialect: Name of the dialect; None to look at the library.
        docstring_style: The docstring style; None to find out.
        severities: Code of a rule to the severity that replaces its own.
    """
    with without_collector():
        target = opened(tree, store, search_path, dialect, docstring_style)
        survey = Survey(target.library, target.speaker, target.speaker.linker())
        found = findings(survey, rules, severities or {})
        problems = [*target.library.problems, *target.problems]
        for one in (target.library, *target.library.companions):
            one.close()
    return Checked(found, problems, survey)


def findings(
    survey: Survey, rules: Iterable[Rule], severities: dict[str, Severity]
) -> list[Finding]:
    """Run rules over a survey.

    Args:
        survey: What to look at.
        rules: The rules.
        severities: Code of a rule to the severity that replaces its own.
    """
    found: dict[tuple[str, str, int, int], Finding] = {}
    for rule in rules:
        if rule.dialect is not None and rule.dialect != survey.dialect.name:
            continue
        for flaw in _flaws(rule, survey):
            if flaw.place.file not in survey.library.tree.files:
                continue
            key = (rule.code, *flaw.place)
            severity = severities.get(rule.code, rule.severity)
            found.setdefault(
                key, Finding(rule.code, rule.name, severity, flaw.message, *flaw.place, flaw.symbol)
            )
    return sorted(found.values(), key=lambda one: (one.file, one.line, one.column, one.rule))


def _flaws(rule: Rule, survey: Survey) -> Iterator[Flaw]:
    if rule.library is not None:
        yield from rule.library(survey)
    if rule.unit is not None:
        for unit in survey.units:
            yield from rule.unit(unit)
