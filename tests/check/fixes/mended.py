"""Mends small libraries in tests, as the command does but for the options."""

from __future__ import annotations

from pathlib import Path

from faceplate.cache.store import Store
from faceplate.check.fixes.mending import Mended, mend
from faceplate.check.fixes.remedies import Wishes
from faceplate.check.runner import Checked, check
from faceplate.check.settings import Settings
from faceplate.options import ReadingOptions
from faceplate.source import open_target
from faceplate.source.tree import Tree


def mended(
    target: Path,
    *select: str,
    placeholder: str | None = None,
    dialect: str | None = None,
    ignore: tuple[str, ...] = (),
) -> Mended:
    """Mend a target in memory."""

    def look(tree: Tree) -> Checked:
        return check(
            tree,
            Store(None),
            Settings(select or ("ALL",), ignore),
            search_path=[],
            options=ReadingOptions(dialect=dialect),
            wishes=Wishes(placeholder),
        )

    return mend(open_target(str(target), []), look, set)
