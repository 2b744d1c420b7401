"""Components with events, and what can be entered."""

from gradio_client.documentation import document


class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.listener = self._setup(event_name)

    @staticmethod
    def _setup(event_name: str):
        def listen(block, fn=None, queue=True):
            """
            Parameters:
                fn: The function to call.
                queue: Whether calls wait in line.
            """

        return listen


class Context:
    """What can be entered."""

    def __enter__(self):
        return self

    def __exit__(self, *details):
        return None


@document()
class App(Context):
    """
    An app.
    """

    def __enter__(self):
        return self


@document()
class Row(Context):
    """
    A row.
    Example:
        import package as pk
        with pk.Row():
            pk.Knob()
    """


@document()
class Knob:
    """
    A knob.
    Example:
        with pk.App():
            with pk.Row():
                knob = pk.Knob()
                knob.turn(print, queue=False)
                knob.turn(print, every=1)
                knob.turned(print)
    """

    EVENTS = [EventListener("turn", doc="Happens when the {{ component }} is turned.")]


@document()
class Dial(Knob):
    """
    A dial.
    Example:
        pk.Dial(
    """
