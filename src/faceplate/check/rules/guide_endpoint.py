"""A client of a guide that calls an endpoint that its app does not have."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import WITH_HIDDEN

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage


def check(page: GuidePage) -> Iterator[Violation]:
    """Look for endpoints that the descriptor of the app does not list."""
    from faceplate.check.guides.clients import calls

    for call in calls(page):
        endpoints = call.app.endpoints
        if endpoints is None or call.endpoint is None or call.app.hides(call.endpoint):
            continue
        names = [endpoint.name for endpoint in endpoints if endpoint.name is not None]
        if call.endpoint in names:
            continue
        if f"/{call.endpoint}" in names:
            hint = f"; did you mean `/{call.endpoint}`, with a slash?"
        else:
            near = get_close_matches(call.endpoint, names, n=1, cutoff=0.6)
            hint = f"; did you mean `{near[0]}`?" if near else ""
        message = f"the guide calls `{call.spelled}`, which {call.app.called} does not have"
        yield page.violation(f"{message}{hint}", call.spot)


RULE = Rule(
    code="FP806",
    name="guide-endpoint",
    severity="warning",
    summary="A guide calls an endpoint that its app does not have.",
    reason="The client stops with an error. The endpoint was renamed, or its name is made of a "
    "function's that was.",
    advice="Call an endpoint of the descriptor, or write the descriptor anew. Clients in Python "
    "and JavaScript and calls by cURL are looked at, of the apps that `--app` names.",
    form="guide",
    descriptor=WITH_HIDDEN,
    bad="""\
```python
from gradio_client import Client

client = Client("example/knobs")
client.predict(90, api_name="/rotate")
```
""",
    good="""\
```python
from gradio_client import Client

client = Client("example/knobs")
client.predict(90, api_name="/turn")
```
""",
    guide=check,
)
