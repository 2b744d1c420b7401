"""Findings of the checker about the library of a site, as lines for the log of a build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from faceplate.configuration import checking

if TYPE_CHECKING:
    from faceplate.check.finding import Finding
    from faceplate.sites.book import Book


def findings(book: Book, select: Sequence[str] = (), folder: str = ".") -> list[Finding]:
    """Check the library of a site, with the settings of the project.

    Args:
        book: The library.
        select: Selectors of the rules that run; those of the project, or the usual ones, if empty.
        folder: Where the settings of the project are looked for.

    Raises:
        UsageError: If the settings cannot be used.
    """
    from faceplate.check.finding import Finding

    stated = checking(folder)
    options = {
        "select": tuple(select) or tuple(stated.get("select", ())) or ("default",),
        "ignore": tuple(stated.get("ignore", ())),
        "severity": tuple(stated.get("severity", {}).items()),
        "per_file": _frozen(stated.get("per_file", {})),
        "per_symbol": _frozen(stated.get("per_symbol", {})),
    }

    def make(_: object) -> bytes:
        from faceplate.check.runner import check
        from faceplate.check.settings import Settings

        done = check(
            book.tree,
            book.store,
            Settings(**options),
            search_path=book.search_path,
            dialect=book.dialect,
            docstring_style=book.docstring_style,
        )
        return msgspec.json.encode(done.findings)

    return msgspec.json.decode(book.result(f"findings\0{options!r}", make), type=list[Finding])


def line(finding: Finding) -> str:
    """Give a finding as a line."""
    place = f"{finding.file}:{finding.line}"
    return f"{finding.rule} {finding.name}: {place}: {finding.message}"


def _frozen(table: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((key, tuple(value)) for key, value in table.items())
