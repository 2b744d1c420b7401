"""Sections that list what stands in a result, and one that states its type."""

from collections.abc import Mapping
from typing import Any


def read(path: str) -> dict[str, Any]:
    """Read the state of a knob.

    Args:
        path: Where it is kept.

    Returns:
        success (bool): Whether it was read.
        range (str): The range of angles.
        turns (list): The turns so far.
    """
    return {"path": path}


def state(path: str) -> Mapping[str, Any]:
    """Give the state of a knob.

    Args:
        path: Where it is kept.

    Returns:
        turned (bool): Whether it was turned.
    """
    return read(path)


def limits(path: str) -> tuple[float, float]:
    """Give the limits of a knob.

    Args:
        path: Where they are kept.

    Returns:
        least (float): The least angle.
        range (str): The range of angles.
    """
    return 0.0, float(len(path))


def angle(path: str) -> float:
    """Give the angle of a knob.

    Args:
        path: Where it is kept.

    Returns:
        angle (str): The angle.
    """
    return float(len(path))


def name(path: str) -> str:
    """Give the name of a knob.

    :param path: Where it is kept.
    :return:its name
    """
    return path
