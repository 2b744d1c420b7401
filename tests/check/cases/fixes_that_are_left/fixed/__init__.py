"""Findings whose correction would say something else."""


def turn(start: int, limit: int, first: int, meta: list[int], last: int) -> None:
    """Turn the knob.

    Args:
        start: Where it starts.
        first: What comes first, which nobody
            has to know.
        limit: How far it may go.
        meta Sequence[int]: What is known of it.
        last: What comes last.
    """


def make(provider: str, model_type: str) -> None:
    """Make something.

    Args:
        provider: Its name.
        model: Name of the model.
    """


def load(path: str, image_url: str) -> None:
    """Load something.

    Args:
        path: Where to.
        image_url: The URL of the image.
    """


def cut(start: int, length: int) -> None:
    """Cut something.

    Args:
        start: Where.
        length: How much.

    Returns:
        str: What is left.
    """
    return str(start * length)
