"""Bare names right above each other share the text of the last; a single one has lost its own."""


def place(knob, left, top, right, bottom):
    """Place a knob.

    Parameters
    ----------
    knob : Knob
        What to place.
    left
    top
    right
    bottom
        See `Box`.
    """


def move(knob, left, top):
    """Move a knob.

    Parameters
    ----------
    knob
        What to move.
    left
    top
        How far down.
    """


def size(knob, width, height, depth):
    """Set the size of a knob.

    Parameters
    ----------
    knob : Knob
        What to change.
    width : int
    height : int
    depth : int
        How deep.
    """
