"""Entries in an order of their own, and texts that cannot be taken over as they are."""


class Knob:
    """A knob, whose parameters stand by the alphabet.

    :param angle: How far.
    :param brake: How hard it is held.
    :param color: What it looks like.
    :param label: What stands on it.
    :param speed: How fast.
    """

    def __init__(self, speed, label, color, brake, angle):
        self.speed = speed

    def turn(self, angle, speed=1):
        """Turn it.

        :param angle: How far, as :meth:`press` measures it.
        :param speed: How fast.
        """

    def press(self, force, depth):
        """Press it.

        :type depth: float
        :param depth: How deep.

        :type force: float
        :param force: How hard.
        """


class Dial(Knob):
    """A knob with a scale."""

    def turn(self, angle, speed=1):
        """Turn it.

        :param angle:
        :param speed: How fast.
        """
