"""Examples with names that stand for any, and with one that is misspelt."""


class SomeKnobs:
    """Some knobs."""


def turn_all(knobs: object) -> object:
    """Turn all.

    Args:
        knobs: What is turned.

    Examples:
        >>> turn_all(SomeKnob())
        >>> my_turn_all(MyKnobs())
        >>> turn_al(3)
    """
    return knobs
