"""Remarks between entries, and an entry that is called as a remark may be."""


def turn(angle: float, speed: float) -> None:
    """Turn the knob.

    Args:
        angle: How far.
        info: What is shown below it.
        speed: How fast.
        Note: It takes a while.
    """


def press(force: float) -> None:
    """Press the knob.

    Args:
        force: How hard.
        note: It takes a while.
    """
