"""A client of a guide that passes what an endpoint does not take, or leaves out what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import WITH_HIDDEN

if TYPE_CHECKING:
    from faceplate.api.descriptor import Endpoint
    from faceplate.check.guides.clients import ClientCall
    from faceplate.check.guides.page import GuidePage
    from faceplate.check.guides.pieces import Spot


def check(page: GuidePage) -> Iterator[Violation]:
    """Hold the calls of clients against the parameters of endpoints."""
    from faceplate.check.guides.clients import calls

    for call in calls(page):
        endpoint = _endpoint(call)
        if endpoint is not None and endpoint.visibility == "public":
            for message, spot in _faults(call, endpoint):
                yield page.violation(message, spot)


def _endpoint(call: ClientCall) -> Endpoint | None:
    """Return the endpoint that is called: the one named, or the only one."""
    if call.endpoint is not None:
        return call.app.endpoint(call.endpoint)
    public = [endpoint for endpoint in call.app.endpoints or [] if endpoint.visibility == "public"]
    return public[0] if len(public) == 1 else None


def _faults(call: ClientCall, endpoint: Endpoint) -> Iterator[tuple[str, Spot]]:
    names = [parameter.name for parameter in endpoint.parameters]
    count = len(names)
    named = all(names) and None not in names
    if call.language != "cURL" and call.values is not None and call.values > count:
        yield (
            f"the guide passes {call.values} values to `{endpoint.name}` of {call.app.called}, "
            f"which takes {count}",
            call.spot,
        )
        return
    if named:
        stated = [name for name in names if name is not None]
        for name, spot in call.names or []:
            if name not in stated:
                near = get_close_matches(name, stated, n=1, cutoff=0.6)
                hint = f"; did you mean `{near[0]}`?" if near else ""
                yield (
                    f"the guide passes `{name}`, which `{endpoint.name}` of {call.app.called} "
                    f"does not take{hint}",
                    spot,
                )
            elif call.values is not None and name in stated[: call.values]:
                yield f"the guide passes `{name}` both by position and by name", spot
    if call.values is None or call.names is None or not named:
        return
    given = {name for name, _ in call.names}
    absent = [
        f"`{expected.name}`"
        for index, expected in enumerate(endpoint.parameters)
        if expected.states_default
        and not expected.has_default
        and index >= call.values
        and expected.name not in given
    ]
    if absent:
        yield (
            f"the guide calls `{endpoint.name}` of {call.app.called} without {', '.join(absent)}, "
            "which it needs",
            call.spot,
        )


RULE = Rule(
    code="FP807",
    name="guide-call",
    severity="warning",
    summary="A guide passes to an endpoint what it does not take, or leaves out what it needs.",
    reason="The client stops with an error, or the app gets a value in the place of another.",
    advice="Pass the parameters of the descriptor. Clients in Python and JavaScript and calls by "
    "cURL are looked at, of the apps that `--app` names.",
    form="guide",
    descriptor=WITH_HIDDEN,
    bad="""\
```javascript
import { Client } from "@gradio/client";

const app = await Client.connect("example/knobs");
await app.predict("/turn", { degrees: 90 });
```
""",
    good="""\
```javascript
import { Client } from "@gradio/client";

const app = await Client.connect("example/knobs");
await app.predict("/turn", { angle: 90 });
```
""",
    guide=check,
)
