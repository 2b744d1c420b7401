"""The checker as a function for programs; `faceplate check` does the same with more to choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from faceplate.cache.folder import cache_folder
from faceplate.cache.store import Store
from faceplate.check.context import Context
from faceplate.check.guide_files import NO_GUIDES, collect
from faceplate.check.runner import check as run
from faceplate.check.settings import CheckSettings
from faceplate.options import ReadingOptions
from faceplate.source import open_target

if TYPE_CHECKING:
    from faceplate.check.finding import Finding
    from faceplate.docstrings.styles import Style


def check(
    target: str,
    *,
    select: Iterable[str] = ("default",),
    ignore: Iterable[str] = (),
    docs: Iterable[str] = (),
    since: str | None = None,
    search_path: Sequence[str] | None = None,
    dialect: str | None = None,
    docstring_style: Style | None = None,
    python_version: str | None = None,
    platform: str | None = None,
    cache: bool = True,
) -> list[Finding]:
    """Find where docstrings, stubs and guides disagree with the code. Nothing is imported or run.

    Args:
        target: An import name, a folder, a wheel or sdist file, or `name==version`.
        select: Rules to look for: codes, beginnings of codes and names; `default` stands for the
            rules that are on by themselves, `ALL` for all.
        ignore: Rules not to look for.
        docs: Folders and files of guides to hold against the library.
        since: A target with an older release, to report arguments removed since.
        search_path: As for `extract`.
        dialect: As for `extract`.
        docstring_style: As for `extract`.
        python_version: As for `extract`.
        platform: As for `extract`.
        cache: As for `extract`.

    Returns:
        The findings by file, line, column and code; a file that could not be read is one of them.

    Raises:
        UsageError: If the target or the guides cannot be used, or there is no such rule.
    """
    folders = tuple(docs)
    older = None if since is None else open_target(since, search_path)
    checked = run(
        open_target(target, search_path),
        Store(cache_folder() if cache else None),
        CheckSettings(select=tuple(select), ignore=tuple(ignore)),
        search_path=search_path,
        options=ReadingOptions(dialect, docstring_style, None, python_version, platform),
        context=Context(guides=collect(folders) if folders else NO_GUIDES, since=older),
    )
    return checked.findings
