"""A public endpoint that says nothing of itself."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.checked_app import CheckedApp
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import descriptor


def check(checked: CheckedApp) -> Iterator[Violation]:
    """Look for public endpoints without a description, where descriptors have one."""
    for endpoint in checked.app.endpoints or []:
        silent = "description" in endpoint.raw and not endpoint.description.strip()
        if silent and endpoint.visibility == "public" and endpoint.name is not None:
            yield checked.violation(
                f"the public endpoint `{endpoint.name}` has no description", endpoint.name
            )


RULE = Rule(
    code="FP902",
    name="endpoint-description",
    severity="note",
    summary="A public endpoint has no description.",
    reason="Its page, its clients and the tools that are made of it show a bare name.",
    advice="Give its function a docstring, state a description where the endpoint is declared, or "
    "do not list the endpoint. Descriptors of releases that know no descriptions are left alone.",
    form="descriptor",
    bad=descriptor().replace("Turns the knob.", ""),
    good=descriptor(),
    app=check,
)
