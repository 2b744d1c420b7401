"""The page of a rule, as `faceplate explain` prints it and as the documentation shows it."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill, indent

from faceplate.check.rule import Rule

# How wide the text of a page is, in characters.
_WIDTH = 80


def page(rule: Rule) -> str:
    """Return the page of a rule for a terminal."""
    parts = [f"{rule.code} {rule.name}", fill(rule.summary, _WIDTH)]
    parts.append(fill(f"{standing(rule)}.", _WIDTH))
    parts.append(fill(f"Why: {rule.reason}", _WIDTH))
    parts.append(fill(f"How to fix it: {rule.advice}", _WIDTH))
    if rule.fix:
        parts.append(fill(f"What --fix does: {rule.fix}", _WIDTH))
    for title, text in examples(rule):
        parts.append(f"{title}:\n\n{indent(text.rstrip(), '    ')}")
    return "\n\n".join(parts) + "\n"


def listing(rules: Iterable[Rule]) -> str:
    """Return one line for each rule, with a star at those that are off by themselves."""
    listed = list(rules)
    width = max(len(rule.name) for rule in listed)
    lines = [
        f"{rule.code}{' ' if rule.usual else '*'} {rule.name:<{width}}  {rule.severity}"
        for rule in listed
    ]
    return "\n".join([*lines, "", "* off unless it is selected"]) + "\n"


def standing(rule: Rule) -> str:
    """Say of which severity a rule is, when it runs and where."""
    parts = [f"Severity {rule.severity}", "on" if rule.usual else "off unless it is selected"]
    if rule.live is not None:
        parts.append("only with --live")
    if rule.modules:
        parts.append("docstrings of modules included")
    if rule.needs:
        parts.append(f"only for libraries with {rule.needs}")
    return ", ".join(parts)


def examples(rule: Rule) -> list[tuple[str, str]]:
    """Return the examples of a rule, each with its title."""
    before = [("The module", rule.module)] if rule.module else []
    if rule.descriptor:
        before.append(("The descriptor", rule.descriptor))
    return [
        *before,
        (f"A {rule.form} with findings", rule.bad),
        (f"A {rule.form} without", rule.good),
    ]


def languages(rule: Rule) -> list[str]:
    """Return the language that each of the examples is written in."""
    own = {"guide": "markdown", "descriptor": "json"}.get(rule.form, "python")
    before = ["python"] * bool(rule.module) + ["json"] * bool(rule.descriptor)
    return [*before, own, own]
