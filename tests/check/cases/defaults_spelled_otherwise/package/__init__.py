"""Functions whose texts state their defaults in another way."""


def parse(path: str = "./*", penalty: str = "deprecated", step: int = 1, mode: str = "auto") -> None:
    r"""Parse.

    Parameters
    ----------
    path : str, default './\*'
        What to look for.
    penalty : {'l1', 'l2'}, default='l2'
        What to add. It will be removed.
    step : int
        How far to go::

            parse(m)  # step defaults to 3
    mode : str
        There is no default "winding" feature where the machine has none.
    """
