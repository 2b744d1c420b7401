"""What is missing by the letter of a rule is told in other words."""

import warnings
from collections.abc import Generator
from contextlib import contextmanager

FAULT_CLASS = RuntimeError


def turn(angle, pace, *, left=1, right=2):
    """Turn the knob.

    Args:
        angle: How far.
        pace: How fast.
        * left & right (float): Where to stop.
    """
    if angle < 0:
        raise FAULT_CLASS(angle)


def press(depth, force, torque):
    """Press the knob.

    For the other parameters see the function that turns it.

    Args:
        depth: How deep.
    """
    print(depth, force, torque)


def scale(depth, low, high):
    """Set the scale.

    :param depth: How deep.

    low,high : float
        Where it ends.
    """
    print(depth, low, high)


def pull(cord, length):
    """Pull the cord.

    :param cord Optional[Cord]: What to pull.
    :param length int: How far.
    """
    print(cord, length)


def size(limit=100, kinds={"a"}, *, rows: set[int] = ()):
    """Set the size.

    Args:
        limit: At most `ROWS_LIMIT` (default 3).
        kinds: What to count. Defaults to 'a'.
        rows: A list of rows.
    """
    print(limit, kinds, rows)


@contextmanager
def held(knob) -> Generator[None, None, None]:
    """Hold the knob.

    Args:
        knob: What to hold.
    """
    knob.hold()
    yield


def leave(code):
    """Leave the program, which exits with a code.

    Args:
        code: The code.
    """
    raise SystemExit(code)


def find(name):
    """Return the knob of a name; raises an exception if there is none.

    Args:
        name: The name.
    """
    raise LookupError(name)


def drop(name):
    """Drop a knob.

    Args:
        name: The name.
    """
    if not name:
        raise LookupError(name)


def try_out(name):
    """Try something out.

    Args:
        name: The name.
    """
    warnings.warn("This is experimental.", FutureWarning)


def give_up(name):
    """Give something up.

    Args:
        name: The name.
    """
    warnings.warn("This will be removed.", FutureWarning)


def walk(knob):
    """Walk through a knob; this is a generator that yields its parts.

    Args:
        knob: The knob.
    """
    yield knob


@contextmanager
def quiet(knob):
    """Keep a knob quiet.

    Args:
        knob: The knob.
    """
    knob.hold()
    yield
