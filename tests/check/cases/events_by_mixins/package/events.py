"""Events, and what listens to them."""


class EventListener:
    """What all mixins have."""


class EventListenerMethod:
    """Listens to an event."""

    def __init__(self, trigger, event_name: str):
        self.trigger = trigger
        self.event_name = event_name

    def __call__(self, fn, inputs=None, *, queue: bool = True):
        """
        Parameters:
            fn: What to call.
            inputs: What it is called with.
        """


class Turnable(EventListener):
    def __init__(self):
        self.turn = EventListenerMethod(self, "turn")
        """
        Happens when somebody turns it.
        """


class Pressable(EventListener):
    def __init__(self):
        self.press = EventListenerMethod(self, "press")
