"""Corrects small libraries in tests, as the command does but for the options."""

from __future__ import annotations

from pathlib import Path

from faceplate.cache.store import Store
from faceplate.check.edits.fix import FixOptions
from faceplate.check.fixing import Fixed, fix
from faceplate.check.runner import Checked, check
from faceplate.check.settings import CheckSettings
from faceplate.options import ReadingOptions
from faceplate.source import open_target
from faceplate.source.tree import Tree


def fixed(
    target: Path,
    *select: str,
    placeholder: str | None = None,
    dialect: str | None = None,
    ignore: tuple[str, ...] = (),
) -> Fixed:
    """Correct a target in memory."""

    def look(tree: Tree) -> Checked:
        return check(
            tree,
            Store(None),
            CheckSettings(select or ("ALL",), ignore),
            search_path=[],
            options=ReadingOptions(dialect=dialect),
            fix_options=FixOptions(placeholder),
        )

    return fix(open_target(str(target), []), look, set)
