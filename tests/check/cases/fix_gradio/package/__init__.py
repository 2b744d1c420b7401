from gradio_client.documentation import document


class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.doc = doc
        self.listener = self._setup(event_name)

    @staticmethod
    def _setup(event_name):
        def listen(block, fn=None, inputs=None, outputs=None, queue=True, limit=None):
            """Call a function when it happens.

            Parameters:
                fn: What to call.
                inputs: What it is called with.
                outputs: What takes its results.
                queue: Whether calls wait for each other.
            """

        return listen


class Events:
    """All events."""

    turn = EventListener("turn", doc="Happens when the {{ component }} is turned.")
    press = EventListener("press", doc="Happens when the {{ component }} is pressed.")


def on(block, fn=None, inputs=None, outputs=None, queue=True, limit=None):
    """Call a function whenever something happens.

    Parameters:
        block: What it happens to.
        fn: What to call.
        inputs: What it is called with.
        outputs: What takes its results.
        queue: Whether calls wait for each other.
        limit: How long a call may take,
            in seconds.
    """


@document()
class Knob:
    """
    A knob.

    Note: the knob is deprecated. Please use the slider
        which can do the same.

    Example:
        ```python
        Knob()
        ```
    """

    EVENTS = [Events.turn, Events.press]
