"""A parameter of an endpoint that a client cannot pass by its name."""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Iterator

from faceplate.check.checked_app import CheckedApp
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import descriptor

_OF_CLIENT = {"api_name", "fn_index", "result_callbacks", "headers"}


def check(checked: CheckedApp) -> Iterator[Violation]:
    """Look for names that are none in Python, that clients use themselves, or that stand twice."""
    for endpoint in checked.app.endpoints or []:
        if endpoint.visibility != "public" or endpoint.name is None:
            continue
        names = [each.name for each in endpoint.parameters if each.name is not None]
        for name, count in Counter(names).items():
            whose = f"the parameter `{name}` of `{endpoint.name}`"
            if not name.isidentifier():
                yield checked.violation(f"{whose} is not a name in Python", endpoint.name)
            elif keyword.iskeyword(name):
                yield checked.violation(f"{whose} is a word of Python's own", endpoint.name)
            elif name in _OF_CLIENT:
                yield checked.violation(
                    f"{whose} is an argument of the client itself", endpoint.name
                )
            elif count > 1:
                yield checked.violation(
                    f"{count} parameters of `{endpoint.name}` are called `{name}`", endpoint.name
                )


RULE = Rule(
    code="FP903",
    name="endpoint-keyword",
    severity="warning",
    summary="A client cannot pass a parameter of an endpoint as a keyword.",
    reason="The name is not an identifier, is a word of Python's own, is taken by the client, or "
    "stands for two parameters. Calls have to pass everything by position.",
    advice="Rename the parameter of the function.",
    form="descriptor",
    bad=descriptor().replace('"angle"', '"class"'),
    good=descriptor(),
    app=check,
)
