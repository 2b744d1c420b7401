"""Faults that look as if they could be fixed, and want a decision."""


def turn(first_angle: float, last_angle: float) -> None:
    """Turn the knob: either parameter may be the one that is meant.

    Args:
        angle: How far, in degrees.
    """


def press(force: float, speed: float) -> None:
    """Press the knob: each of the two texts says something of its own.

    Args:
        force: How hard.
        speed: How fast.
        force: What breaks it.
    """


def pull(show_label: bool, length: float) -> None:
    """Pull the knob: one went and another one came.

    Args:
        show_progress: Whether to show a bar while it is pulled.
        length: How far.
    """


def push(depth: int = 3) -> None:
    (
        "Push the knob: the docstring is not one literal."
        "\n\nArgs:\n    depth: How deep. Defaults to 4.\n"
    )


class Knob:
    """A knob."""

    def __init__(self, label: str, speed: float = 1.0) -> None:
        """Make a knob.

        Args:
            label: What to show.
            speed: How fast. Defaults to 1.0.
        """


class Dial(Knob):
    """A dial: what its ancestor says of the default does not hold for it."""

    def __init__(self, label: str, speed: float = 2.0) -> None:
        """Make a dial.

        Args:
            label: What to show.
        """
