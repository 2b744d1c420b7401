"""Docstrings that send readers elsewhere for some of their parameters."""


class Knob:
    """A knob.

    Args:
        angle: How far.
        speed: How fast.
    """

    def __init__(self, angle, speed=1):
        self.angle = angle
        self.speed = speed

    def turn(self, angle, speed=1):
        """Turn it.

        Args:
            angle: How far.
            speed: How fast.
        """

    def turn_back(self, angle, speed=1, *, by=2):
        """Same as `turn`, but the other way.

        Args:
            by: How often.
        """

    def turn_twice(self, angle, speed=1, *, pause=2):
        """Turn it twice; see :meth:`turn` for the other parameters.

        Args:
            pause: How long it rests.
        """

    def turn_slowly(self, angle, speed=1, *, brake=2):
        """Like a turn; see ``turn`` in the garage.

        Args:
            brake: How hard.
        """


class Dial(Knob):
    def __init__(self, angle, speed=1, label=""):
        """The same parameters as :class:`Knob`, with something to read.

        :param label: What stands on it.
        """


class Fader(Knob):
    def __init__(self, angle, speed=1, label="", unit=""):
        """Identical to ``package.Knob`` but for what stands on it.

        :param label: What stands on it.
        """


class Message:
    """What a knob sends."""

    #: How far.
    angle: float
    #: How fast.
    speed: float

    def __init__(self, angle, speed=1, check=False):
        """Any of the attributes above may be given as keyword arguments.

        :param check: Whether to look at them.
        """


def press(label, force):
    """Press what has a label, with some `force`.

    Args:
        label: What stands on it.
    """


def wrap(socket, angle, speed, limits=None):
    """All arguments except `limits` have the same meaning as those of the standard library.

    :param limits: What none may exceed.
    """


def rewrap(socket, angle, speed, limits=None):
    """Wrap it anew; all other keywords are passed on to `wrap`.

    :param limits: What none may exceed.
    """


def unwrap(socket, angle, limits=None):
    """Take all of the arguments that are there.

    :param limits: What none may exceed.
    """


def spin(speed, velocity=None):
    """Spin the knob.

    Parameters
    ----------
    speed : float
        How fast; this was previously called "velocity".
    """


def spin_on(speed, rate=None):
    """Spin the knob.

    Parameters
    ----------
    speed : float
        How fast; this was previously called "velocity".
    """
