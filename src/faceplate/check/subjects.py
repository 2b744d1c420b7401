"""What there is for rules to look at, so that a check that has looked at nothing is never green."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from faceplate.check.settings import WHOLE_SELECTORS, selects
from faceplate.errors import UsageError
from faceplate.model import Problem

if TYPE_CHECKING:
    from faceplate.check.codebase import Codebase
    from faceplate.check.context import Context
    from faceplate.check.rule import Rule
    from faceplate.source.tree import Tree


def looking(rules: Iterable[Rule], codebase: Codebase, context: Context) -> list[Rule]:
    """Return the rules that have something to look at.

    Args:
        rules: The rules that run.
        codebase: The library.
        context: What it is held against.
    """
    return [rule for rule in rules if _has_subject(rule, codebase, context)]


def idle(select: Iterable[str], rules: list[Rule], looking: list[Rule]) -> list[Problem]:
    """Return what is selected in vain, as lines for the user.

    Args:
        select: The selectors.
        rules: The rules that run.
        looking: Those that have something to look at.

    Raises:
        UsageError: If no rule that was selected has something to look at.
    """
    named = [selector for selector in select if selector.lower() not in WHOLE_SELECTORS]
    chosen = [rule for rule in looking if any(selects(selector, rule) for selector in select)]
    if not chosen:
        listed = ", ".join(select)
        raise UsageError(f"nothing was checked: of {listed}, {_reason(rules)}")
    return [
        Problem("", None, f"{selector} selects nothing that can be checked here: {reason}")
        for selector in named
        if not any(selects(selector, rule) for rule in looking)
        and (reason := _reason([rule for rule in rules if selects(selector, rule)]))
    ]


def files(tree: Tree, context: Context) -> list[str]:
    """Return the files that are examined, as findings name them.

    Args:
        tree: The library.
        context: What it is held against.
    """
    names = [*tree.files, *(guide.file for guide in context.guides.files)]
    names += [problem.file for problem in context.guides.problems]
    for app in context.apps.listed:
        names += [app.file, *([app.script.file] if app.script is not None else [])]
    return names


def symbols(codebase: Codebase, context: Context) -> Iterator[str]:
    """Yield what findings are about: declarations, guides and endpoints.

    Args:
        codebase: The library.
        context: What it is held against.
    """
    yield codebase.library.name
    for unit in codebase.units:
        yield unit.path
        yield unit.symbol.path
    yield from (guide.file for guide in context.guides.files)
    for app in context.apps.listed:
        yield app.name
        names = (endpoint.name or str(endpoint.index) for endpoint in app.endpoints or ())
        yield from (f"{app.name}{name}" for name in names)


def _has_subject(rule: Rule, codebase: Codebase, context: Context) -> bool:
    """Return whether a rule has something to look at."""
    if rule.unit is not None or rule.library is not None:
        return rule.applies_to(codebase.dialect)
    if rule.guide is None and rule.app is None and rule.live is None:
        return True  # it looks at the comments that keep findings quiet
    return bool(
        (rule.guide is not None and context.guides.files)
        or (rule.app is not None and context.apps.listed)
        or (rule.live is not None and context.imports is not None)
    )


def _reason(rules: list[Rule]) -> str:
    """Return why rules have nothing to look at, and what gives them something."""
    if any(rule.guide is not None for rule in rules):
        return "what is selected looks at guides; name them with --docs"
    if any(rule.app is not None for rule in rules):
        return "what is selected looks at apps; name them with --app"
    if any(rule.live is not None for rule in rules):
        return "what is selected looks at the imported library; add --live"
    needs = sorted({rule.needs for rule in rules if rule.needs is not None})
    return f"what is selected is for libraries with {' or '.join(needs)}"
