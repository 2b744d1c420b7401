"""A descriptor that another release of the library wrote than the one that is checked."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.checked_app import CheckedApp
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import descriptor


def check(checked: CheckedApp) -> Iterator[Violation]:
    """Hold what a descriptor states against the pages of the library."""
    codebase = checked.codebase
    spellings = codebase.dialect.visibility_arguments
    pages = [codebase.page(symbol) for symbol in codebase.subjects.values()]
    arguments = {
        argument.name for page in pages if page.events for argument in page.event_arguments
    }
    now = next((spelling for spelling in spellings if spelling in arguments), None)
    for endpoint in checked.app.endpoints or [] if now is not None else []:
        spelled = [spelling for spelling in spellings if spelling in endpoint.raw]
        if endpoint.name is not None and spelled and not arguments & set(spelled):
            yield checked.violation(
                f"the descriptor tells who sees `{endpoint.name}` by `{spelled[0]}`, and the event "
                f"argument is `{now}`: it was written by another release",
                endpoint.name,
            )
            return


MODULE = '''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc
        self.listener = self._setup(event_name)

    @staticmethod
    def _setup(event_name):
        def listen(block, fn=None, *, api_visibility: str = "public"):
            """Call a function when it happens.

            Parameters:
                fn: What to call.
                api_visibility: Who sees it.
            """

        return listen


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")


class Knob:
    """A knob."""

    EVENTS = [Events.turn]
'''

RULE = Rule(
    code="FP906",
    name="descriptor-release",
    severity="warning",
    summary="A descriptor says who sees an endpoint in the words of another release of the "
    "library.",
    reason="Guides are checked against what the app offered with that release.",
    advice="Write the descriptor anew: `faceplate api --live app.py --format json`.",
    form="descriptor",
    module=MODULE,
    bad=descriptor(visible='"show_api": true'),
    good=descriptor(),
    app=check,
    needs="arguments that say who sees an endpoint",
)
