"""A function that another module may have as well."""


def press(force):
    """Press something.

    Args:
        force: How hard.
    """
