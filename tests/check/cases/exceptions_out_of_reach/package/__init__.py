"""Exceptions that are listed, and what may raise them."""

import json


class KnobError(Exception):
    """Any error."""


class StuckError(KnobError):
    """A stuck knob."""


class LooseError(Exception):
    """A loose knob."""


def plain(angle):
    """Turn it.

    Raises:
        ValueError: Nothing raises it.
        KeyError: Nothing raises it either.
        TypeError: An operator may.
        KnobError: Nothing raises it.
    """
    print(angle > 3)


def by_helper(angle):
    """Turn it.

    Raises:
        KnobError: The helper raises an heir of it.
        ValueError: What reads JSON raises it.
        LooseError: Nothing raises it.
    """
    helper(angle)


def helper(angle):
    if angle:
        raise StuckError(json.loads(angle))


def by_callback(function):
    """Turn it.

    Raises:
        LooseError: The function may.
    """
    function(3)


def by_variable(error):
    """Turn it.

    Raises:
        LooseError: It is passed.
    """
    raise error


def by_subscript(knobs):
    """Turn it.

    Raises:
        KeyError: If there is none.
        IndexError: If it is too far.
    """
    print(knobs["first"])


def by_unpacking(pair):
    """Turn it.

    Raises:
        ValueError: If there are more than two.
    """
    first, second = pair
    print(first, second)


class Knob:
    """A knob, whose heirs raise."""

    def turn(self, angle):
        """Turn it.

        Raises:
            LooseError: An heir may.
        """
        print(angle)

    @property
    def angle(self):
        raise StuckError(3)

    def show(self):
        """Show it.

        Raises:
            StuckError: The property raises it.
        """
        print(self.angle)


class Heir(Knob):
    """An heir."""

    def turn(self, angle):
        raise LooseError(angle)
