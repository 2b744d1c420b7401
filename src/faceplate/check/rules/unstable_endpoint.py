"""An endpoint whose public name changes when something else in the app does."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

from faceplate.check.checked_app import CheckedApp
from faceplate.check.endpoints import declared
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import descriptor

# What Python calls a function without a name, and what stands where there is no function.
_NAMELESS = {"lambda", "partial", "unnamed"}
# A name with the number that the library gives to the second of its kind: "/turn_1".
_NUMBERED = re.compile(r"^/(.+)_(\d+)$")


def check(checked: CheckedApp) -> Iterator[Violation]:
    """Look for names that say nothing, and for numbers that tell the order of declarations."""
    listed = declared(checked)
    argument = checked.codebase.dialect.endpoint_name
    stated = {written.name for written in listed if written.name is not None}
    names = [
        endpoint.name
        for endpoint in checked.app.endpoints or []
        if endpoint.visibility == "public" and endpoint.name
    ]
    for name in names:
        if name.removeprefix("/") in stated:
            continue
        match = _NUMBERED.match(name)
        base = match[1] if match else name.removeprefix("/")
        if base in _NAMELESS:
            yield checked.violation(
                f"`{name}` is called after a function without a name; state one with `{argument}`",
                name,
            )
        elif match and f"/{base}" in names:
            yield checked.violation(
                f"`{name}` has its number from the order of declarations, after `/{base}`; state a "
                f"name with `{argument}`",
                name,
            )
    if checked.app.endpoints is None:
        yield from _in_script(checked)


def _in_script(checked: CheckedApp) -> Iterator[Violation]:
    """Look for the same in a script alone."""
    page = checked.page
    argument = checked.codebase.dialect.endpoint_name
    listed = [
        endpoint
        for endpoint in declared(checked)
        if endpoint.visibility == "public" and endpoint.name is None
    ]
    seen: Counter[str] = Counter()
    for written in listed:
        if page is None or argument in {word.arg for word in written.called.node.keywords}:
            continue
        spot = page.at(written.block, written.function)
        if isinstance(written.function, ast.Lambda):
            message = "the endpoint is called after a function without a name"
            yield page.violation(f"{message}; state one with `{argument}`", spot)
        elif written.definition is not None:
            name = written.definition.name
            if seen[name] and written.called.listener is not None:
                yield page.violation(
                    f"the endpoint is called `/{name}_{seen[name]}` by the order of declarations; "
                    f"state a name with `{argument}`",
                    spot,
                )
            seen[name] += 1


RULE = Rule(
    code="FP901",
    name="unstable-endpoint",
    severity="warning",
    summary="The name of a public endpoint is made of a lambda, or of its place among others.",
    reason="Clients call it by that name, and it moves to another endpoint when one is added "
    "before it.",
    advice="State a name where the endpoint is made. Looked at are the descriptors and scripts "
    "that `--app` names; a name that the script states is left alone.",
    form="descriptor",
    bad=descriptor("lambda"),
    good=descriptor(),
    app=check,
    needs="calls that make endpoints",
)
