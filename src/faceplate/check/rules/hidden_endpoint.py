"""A client of a guide that calls an endpoint that its app does not show, or keeps to itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import WITH_HIDDEN

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage


def check(page: GuidePage) -> Iterator[Violation]:
    """Look for calls of endpoints that are not public."""
    from faceplate.check.guides.clients import calls

    for call in calls(page):
        hidden = call.app.hides(call.endpoint) if call.endpoint is not None else None
        if hidden is not None:
            yield page.violation(
                f"the guide calls `{call.spelled}`, which {call.app.called} keeps {hidden}",
                call.spot,
            )


RULE = Rule(
    code="FP905",
    name="hidden-endpoint",
    severity="warning",
    summary="A guide calls an endpoint that its app does not list, or does not let clients call.",
    reason="A private endpoint refuses the call. An undocumented one answers today, and its app "
    "promises nothing of it.",
    advice="Call a public endpoint, or make this one public. What is hidden is told by a "
    "descriptor with undocumented endpoints in it, and by the app's script.",
    form="guide",
    descriptor=WITH_HIDDEN,
    bad="""\
```sh
curl -X POST https://example-knobs.hf.space/call/reset -d '{"data": []}'
```
""",
    good="""\
```sh
curl -X POST https://example-knobs.hf.space/call/turn -d '{"data": [90]}'
```
""",
    guide=check,
)
