"""Docstrings that name what is taken in other ways, or speak of what something else takes."""

from pydantic import BaseModel, Field


class Knobs:
    """Knobs."""

    def turn(self, angle, speed):
        """Turn a knob.

        Args:
            angle: How far.
            speed: How fast.
        """

    def turn_back(self, angle, speed, wait):
        """Turn a knob back.

        Parameters are the same as that of :meth:`.turn`, as well as:

        :param wait: For how long.
        """

    def turn_on(self, angle, speed, wait, force):
        """Turn a knob on; the same as that of :meth:`.turn`.

        :param wait: For how long.
        """


class Push:
    """A push.

    Args:
        depth: How deep.

    Refer to :class:`Knob` for the details of the remaining properties.
    """

    def __init__(self, depth, angle, turn_speed=1):
        self.depth, self.angle, self.turn_speed = depth, angle, turn_speed


class Knob(BaseModel):
    """A knob.

    Parameters
    ----------
    angle : int
        How far.
    turn_speed : int
        How fast.
    turn_sped : int
        How fast.
    """

    angle: int
    turn_speed: int = Field(alias="turnSpeed")


def choose(angle, speed=None, wait=None):
    """Choose a knob.

    Args:
        angle: How far.
        (optional) `speed`: How fast.
    """


class Choice:
    """A choice.

    Attributes:
        angle: How far.
        (optional) `speed`: How fast.
    """

    angle: int
    speed: int = 1
    force: int = 1


@Knobs.register("add_knob", "knobs")
class AddKnob:
    """Adding of a knob."""

    @classmethod
    def add_knob(cls, knobs, angle, speed):
        """Add a knob.

        Args:
            angle: How far.
        """


class TurnResult:
    """Where a knob stands after a turn.

    Args:
        angle: How far. None if `rounds` is None.
    """

    def __init__(self, angle):
        self.angle = angle


def turn_round(rounds):
    """Turn a knob round.

    Args:
        rounds: How often; in ``turns`` parts, with ``turns`` the number of them. All at once
            if ``turns`` is None. It says ``done' and ``all
            done'.
    """


def turn_once(turns):
    """Turn a knob once.

    Args:
        turns: How often.
    """
