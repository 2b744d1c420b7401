"""A method without a docstring has that of its ancestor, which names the parameters of that one."""


class Knob:
    """A knob."""

    def __init__(self, width, height):
        """Make a knob.

        Args:
            width: How wide.
            height: How high.
        """

    def turn(self, angle, speed):
        """Turn it.

        Args:
            angle: How far.
            speed: How fast.
        """

    def press(self, force):
        """Press it.

        Args:
            force: How hard.
        """


class Renaming(Knob):
    """A knob that calls two things otherwise."""

    def __init__(self, width, heigth):
        pass

    def turn(self, angle, pace):
        pass

    def press(self, _force):
        pass


class Dropping(Knob):
    """A knob that takes less."""

    def __init__(self, width):
        pass

    def turn(self, angle):
        pass


class Taking(Knob):
    """A knob that takes all, or says what it takes."""

    def turn(self, *args, **kwargs):
        pass

    def press(self, power):
        """Press it.

        Args:
            power: How hard.
        """
