"""A descriptor that another release of the library wrote than the one that is checked."""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.check.apps import AppInView
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.check.rule_examples import descriptor

_SPELLINGS = ("api_visibility", "show_api")


def check(view: AppInView) -> Iterator[Violation]:
    """Hold what a descriptor states against the pages of the library."""
    codebase = view.codebase
    pages = [codebase.page(one) for one in codebase.subjects.values()]
    arguments = {each.name for page in pages if page.events for each in page.event_arguments}
    if not arguments & set(_SPELLINGS):
        return
    for one in view.app.endpoints or []:
        spelled = [key for key in _SPELLINGS if key in one.raw]
        if one.name is not None and spelled and not arguments & set(spelled):
            now = next(key for key in _SPELLINGS if key in arguments)
            yield view.violation(
                f"the descriptor tells who sees `{one.name}` by `{spelled[0]}`, and the event "
                f"argument is `{now}`: it was written by another release",
                one.name,
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
    dialect="gradio",
)
