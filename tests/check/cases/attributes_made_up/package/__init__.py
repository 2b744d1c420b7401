import io


class Remote:
    """A knob that is turned from afar, and has whatever the other side has.

    Attributes:
        opne: Whether the line is open.
        angle: How far it is turned there.
    """

    def __getattr__(self, name: str) -> object:
        return self.ask(name)

    def ask(self, name: str) -> object:
        """Ask the other side."""
        return name

    @property
    def open(self) -> bool:
        """Whether the line is open."""
        return True


class Recording(io.BytesIO):
    """What a knob recorded.

    Attributes:
        knob: Which one.
        lenght: How long it takes.
        closed: Whether it is closed.
    """

    def __init__(self, knob: str) -> None:
        super().__init__()
        self.knob = knob
