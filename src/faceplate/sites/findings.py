"""Findings of the checker about the library of a site: lines for the log, a table for a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from faceplate.characters import legible
from faceplate.configuration import checking
from faceplate.render import pieces
from faceplate.render.content import Block, Paragraph, Text

if TYPE_CHECKING:
    from faceplate.check.finding import Finding
    from faceplate.sites.library import SiteLibrary


def findings(
    site_library: SiteLibrary, select: Sequence[str] = (), folder: str = "."
) -> list[Finding]:
    """Check the library of a site, with the settings of the project.

    Args:
        site_library: The library.
        select: Selectors of the rules that run; those of the project, or the usual ones, if empty.
        folder: Where the settings of the project are looked for.

    Raises:
        UsageError: If the settings cannot be used.
    """
    from faceplate.check.finding import Finding

    stated = checking(folder)
    options: dict[str, Any] = {
        "select": tuple(select) or tuple(stated.get("select", ())) or ("default",),
        "ignore": tuple(stated.get("ignore", ())),
        "severity": tuple(stated.get("severity", {}).items()),
        "per_file": _frozen(stated.get("per_file", {})),
        "per_symbol": _frozen(stated.get("per_symbol", {})),
        "nested_functions": bool(stated.get("nested_functions")),
    }

    def make(_: object) -> bytes:
        from faceplate.check.runner import check
        from faceplate.check.settings import CheckSettings

        done = check(
            site_library.tree,
            site_library.store,
            CheckSettings(**options),
            search_path=site_library.search_path,
            options=site_library.options,
            fixes=False,
        )
        return msgspec.json.encode(done.findings)

    return msgspec.json.decode(
        site_library.result(f"findings\0{options!r}", make), type=list[Finding]
    )


def line(finding: Finding) -> str:
    """Give a finding as a line."""
    place = f"{finding.file}:{finding.line}"
    return f"{finding.rule} {finding.name}: {place}: {finding.message}"


def table(found: Sequence[Finding]) -> tuple[Block, ...]:
    """Give findings as a table, or say that there are none.

    Args:
        found: The findings.
    """
    found = legible(list(found))
    if not found:
        return (Paragraph((Text("Nothing was found: every label fits."),)),)
    rows = [
        (
            pieces.term(one.symbol or one.file, [(Text(f"{one.file}:{one.line}"),)]),
            (Paragraph((Text(f"{one.rule} {one.name}, {one.severity}"),)),),
            pieces.described(one.message),
        )
        for one in found
    ]
    return pieces.table(("Place", "Rule", "What disagrees"), rows)


def _frozen(table: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((key, tuple(value)) for key, value in table.items())
