"""How many problems of one target are told."""

from __future__ import annotations

from collections.abc import Sequence

from faceplate.model import Problem
from faceplate.source.limits import PROBLEMS


def limited(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems up to the limit for one target, each once, and how many more there are.

    Those of the library as a whole, which have no file, come first: they explain most.
    """
    unique = sorted(dict.fromkeys(problems), key=lambda problem: bool(problem.file))
    more = len(unique) - PROBLEMS
    if more <= 0:
        return list(dict.fromkeys(problems))
    return [*unique[:PROBLEMS], Problem("", None, f"{more} more such problems")]
