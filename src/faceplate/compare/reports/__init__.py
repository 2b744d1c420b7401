"""Reports of changes: one file a format, each a function from a comparison to text.

Names, defaults and texts come from strangers. They are made legible once, before any format.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from faceplate.characters import legible
from faceplate.compare.change import ReleaseComparison

FORMATS = ("text", "markdown", "json", "github")
"""Each format, a module of this folder."""


def write(comparison: ReleaseComparison, form: str) -> str:
    """Write a report.

    Args:
        comparison: What changed.
        form: One of `FORMATS`.
    """
    module = import_module(f"faceplate.compare.reports.{form}")
    writer: Callable[[ReleaseComparison], str] = module.write
    return writer(comparison if form == "json" else legible(comparison))
