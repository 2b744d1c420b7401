"""Words and names in texts that are about a part of a parameter, and some that are about it."""


def transcode(options: list, pairs: list, label: str, name: str) -> None:
    """Transcode something.

    Args:
        options: A list of dictionaries with these keys,
            'method' (str): The method.
            'body' (str): The body (optional)
        pairs: Pairs, whose second (optional) element is a text.
        label: What is shown (required).
        name: What it is called (required), in capitals.
    """


def resize(shape: tuple, host: str, settings: object, fill: int) -> tuple:
    """Resize something.

    Note that if `again` is None, nothing is tried twice: ``wrapped_resize(shape, again=None)``.

    Args:
        shape: Size, such as `(rows, columns[, layers])`. If `layers` is not given, one is made.
        host: What is asked if ``endpoint`` is not set on ``settings``.
        settings: All else, unless ``smooth`` is set.
        fill: What is put in, if `resize(fill=3, depth=1)` is called and `depth` is given.

    Returns:
        The shape, where ``usage.tokens`` says how much was read; ``usage`` is None at first.
    """
    return shape, host, settings, fill
