"""Entries, defaults, names and examples in forms that no style knows and every reader does."""

from typing import TypedDict, Unpack


class Options(TypedDict, total=False):
    """What a knob may take."""

    steady: bool
    smooth: bool


def turn(angle, speed, knob, limit):
    """Turn the knob.

    Parameters
    ----------
    angle int
        How far.
    speed float
        How fast.
    knob : Knob
        The knob.
    """


def choose(value, param, ctx, other):
    """Choose something.

    Parameters
    ----------
    value: What was chosen by who sits before it
    param: click parameter
    ctx: Context
    other: What else there may be in the list
    Returns: What was chosen, or nothing where nothing fits in here.
    """


def press(force, depth, **options: Unpack[Options]):
    """Press the knob.

    Args:
        force: How hard.
        depth: How deep.
    """


def wait(chart_type, data, mode=0o755):
    """Wait until it is drawn.

    Changing `chartType` draws it anew, and `chart_tipe` does, too.

    Args:
        chart_type (str):- What is drawn.
        data: What is drawn, when `storage` is configured and `colour` is given.
        mode: Defaults to '755'.
    """


def draw(data_set_id, data_set_version):
    """Draw something.

    Args:
        data_set_id: Is included when `fields=id,data` is asked for by the caller.
        data_set_version: Is included when `fields=id,data` is asked for by the caller.

    Examples:
        >>> @drawn
        ... def chart(...):
        ...     # draws it
    """


def show(name):
    """Show something.

    Parameters
    ----------
    name : str
        How it is called.

    Example
    -------
    knob = show('window')
    print(knob)
        '...{
        'top': 0,
    """
