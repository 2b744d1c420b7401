"""What a body does counts where no annotation says it."""

from contextlib import contextmanager


class Knob:
    """A knob.

    Args:
        angle: How far it is turned.
    """

    def __init__(self, angle):
        if angle > 360:
            raise OverflowError(angle)
        self.angle = angle

    def press(self):
        """Press it.

        Returns:
            Whether it moved.
        """
        self.angle += 1

    def pull(self):
        """Pull it.

        Returns:
            Nothing.
        """
        self.angle -= 1

    def wait(self):
        """Wait for it, as heirs do.

        Returns:
            How long that took.
        """
        raise NotImplementedError


def steps(knob):
    """Turn a knob step by step.

    Returns:
        Each angle.
    """
    yield knob.angle


def more_steps(knob):
    """Turn a knob step by step.

    Returns:
        An iterator over the angles.
    """
    yield knob.angle


@contextmanager
def held(knob):
    """Hold a knob.

    Yields:
        The knob.
    """
    yield knob


def turned(knob):
    """Turn a knob.

    Yields:
        The knob.
    """
    return knob


def let_go(knob):
    """Let go of a knob.

    Yields:
        The knob.
    """
    del knob
