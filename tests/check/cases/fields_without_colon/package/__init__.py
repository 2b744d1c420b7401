"""Fields that lack their second colon, whatever their text holds."""


def turn(angle, label, speed, path):
    """Turn it and say so.

    :param float angle: How far.
    :param label
        What it is called, see :class:`Knob`.
    :param speed How fast.
    :param str path: Where it is.
    """


class Knob:
    """A knob.

    :param angle: How far.
    :ivar label: What it is called.
    :cvar speed: How fast.
    """

    def __init__(self, angle, label="", speed=3):
        self.angle, self.label, self.speed = angle, label, speed


def press(force):
    """Press the knob.

    :param force is how hard
    """
    print(force)
