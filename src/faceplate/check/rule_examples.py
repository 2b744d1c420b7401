"""Modules and descriptors that examples of rules share, written as a release writes them."""

from __future__ import annotations


def descriptor(
    name: str = "turn", visible: str = '"api_visibility": "public"', more: str = ""
) -> str:
    """Return a descriptor of an app that turns a knob.

    Args:
        name: What its endpoint is called, without the slash.
        visible: How the release says that clients see it.
        more: Further endpoints, as JSON; empty for none.
    """
    return f"""\
{{
  "named_endpoints": {{
    "/{name}": {{
      "parameters": [
        {{
          "label": "Angle",
          "parameter_name": "angle",
          "parameter_has_default": false,
          "parameter_default": null,
          "type": {{"type": "number"}},
          "python_type": {{"type": "float", "description": ""}},
          "component": "Number"
        }}
      ],
      "returns": [],
      "description": "Turns the knob.",
      {visible}
    }}{"," if more else ""}{more}
  }},
  "unnamed_endpoints": {{}}
}}
"""


WITH_HIDDEN = descriptor(
    visible='"show_api": true',
    more="""
    "/reset": {
      "parameters": [],
      "returns": [],
      "description": "Turns it back.",
      "show_api": false
    }""",
)
"""A descriptor with a second endpoint, which is not shown to clients."""


LISTENERS = '''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc
        self.listener = self._setup(event_name)

    @staticmethod
    def _setup(event_name):
        def listen(block, fn=None, *, queue: bool = True):
            """Call a function when it happens.

            Parameters:
                fn: What to call.
                queue: Whether calls wait for each other.
            """

        return listen


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")
    press = EventListener("press", doc="Happens when the {{ component }} is pressed.")


class Knob:
    """A knob."""

    EVENTS = [Events.turn, Events.press]
'''
"""The module that the examples of rules about stubs have in common."""
