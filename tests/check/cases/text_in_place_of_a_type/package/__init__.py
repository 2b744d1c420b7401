"""In NumPy style a text on the line of the name stands where the type would; it is a text."""


def fill(knob: object, place: str, label: str) -> None:
    """Fill a message.

    Parameters
    ----------
    knob : The knob to take the angle from, which has to be at rest.
    place : str
    label : str
        What to call it.
    """
