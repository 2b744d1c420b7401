"""Reports of histories: one file a format, each a function from a history to text.

Names, defaults and types come from strangers. They are made legible once, before any format.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from faceplate.characters import legible
from faceplate.compare.history.records import LibraryHistory, ObjectHistory

FORMATS = ("terminal", "markdown", "json")
"""Each format, a module of this folder."""


def write(history: LibraryHistory, form: str, subject: ObjectHistory | None = None) -> str:
    """Write a report.

    Args:
        history: The history.
        form: One of `FORMATS`.
        subject: The object that it is about; None for the whole library.
    """
    module = import_module(f"faceplate.compare.history.reports.{form}")
    writer: Callable[[LibraryHistory, ObjectHistory | None], str] = module.write
    if form == "json":
        return writer(history, subject)
    return writer(legible(history), None if subject is None else legible(subject))
