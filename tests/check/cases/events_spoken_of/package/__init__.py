"""Components and their events."""


class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")
    press = EventListener("press", doc="Happens when the {{ component }} is pressed.")


class Knob:
    """A knob with a `.press()` listener, a .turn() listener and a `.hold()` method.

    The `press` event and the `turn` event happen, and `Panel.press()` is another's.
    """

    EVENTS = [Events.turn]

    def hold(self):
        """Hold it."""


class Panel(Knob):
    """A panel with a `.press()` listener."""

    EVENTS = [Events.turn, Events.press]


class Plain:
    """What has no events speaks of `.press()` as it likes."""
