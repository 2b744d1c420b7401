"""The site of a sweep: a list of libraries with their health, and a page for each.

It is plain files that ask for nothing elsewhere. Every word that comes from a target is escaped by
the template engine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from faceplate.characters import visible
from faceplate.sweep.folder import SweepFolder
from faceplate.sweep.tables import TABLES, TableRow
from faceplate.sweep.work import TargetRecord

_TEMPLATES = Path(__file__).parent / "templates"
_LIBRARIES = "libraries"

# Rows of a table on the page of a library; the rest stand in the data set.
_MOST_ROWS = 500
# Releases from which a line is drawn.
_LEAST_POINTS = 3
_WIDTH, _HEIGHT, _EDGE = 600, 120, 10

_COLUMNS = (
    ("Target", "as it was named"),
    ("Version", "as it states it"),
    ("Dialect", "how it was read"),
    ("Components", "components, classes and functions"),
    ("Parameters", "parameters of all of them"),
    ("Described", "share of parameters with a description"),
    ("Events", "events of all components"),
    ("Findings", "places where docs do not match the code"),
    ("Per thousand", "findings per thousand parameters"),
    ("Breaking", "changes since the release before that break calls"),
)


class Cell(NamedTuple):
    """A cell of the list: what it shows, and what it is sorted by."""

    text: str
    value: float | str


def write(folder: SweepFolder) -> str:
    """Write the site of a sweep.

    Args:
        folder: The sweep.

    Returns:
        Path of its first page.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = Markup((_TEMPLATES / "sweep.css").read_text(encoding="utf-8"))
    script = Markup((_TEMPLATES / "sweep.js").read_text(encoding="utf-8"))
    records = folder.records()
    listed = [records[target.name] for target in folder.plan().targets if target.name in records]
    done = [record for record in listed if record.status == "done"]
    failed = [record for record in listed if record.status == "failed"]
    place = os.path.join(folder.path, _LIBRARIES)
    os.makedirs(place, exist_ok=True)
    addresses = _addresses(done)
    for record in done:
        page = templates.get_template("library.html").render(
            style=style,
            target=visible(record.target),
            facts=_facts(record),
            sections=list(_sections(folder, record.target)),
        )
        _save(os.path.join(place, addresses[record.target]), page)
    index = templates.get_template("sweep.html").render(
        style=style,
        script=script,
        title=f"{len(listed)} targets" if len(listed) != 1 else "One target",
        counts=f"{len(done)} read, {len(failed)} not read",
        columns=_COLUMNS,
        libraries=[
            {
                "target": visible(record.target),
                "address": f"{_LIBRARIES}/{addresses[record.target]}",
                "cells": _cells(record),
            }
            for record in done
        ],
        failures=[
            {"target": visible(record.target), "reason": visible(record.reason)}
            for record in failed
        ],
        plots=list(_plots(done)),
    )
    start = os.path.join(folder.path, "index.html")
    _save(start, index)
    return start


def _addresses(records: list[TargetRecord]) -> dict[str, str]:
    """Return the file of each library, named after it; two that are named alike get a number."""
    addresses: dict[str, str] = {}
    taken: set[str] = set()
    for record in records:
        name = re.sub(r"[^a-z0-9.]+", "-", record.target.lower()).strip("-.")[-80:] or "library"
        file, number = f"{name}.html", 1
        while file in taken:
            number += 1
            file = f"{name}-{number}.html"
        taken.add(file)
        addresses[record.target] = file
    return addresses


def _cells(record: TargetRecord) -> list[Cell]:
    share = 100 * record.described / record.parameters if record.parameters else None
    rate = _rate(record)
    return [
        Cell(visible(record.version or ""), visible(record.version or "")),
        Cell(record.dialect, record.dialect),
        *_numbers(record.components, record.parameters),
        Cell("" if share is None else f"{share:.0f} %", "" if share is None else share),
        *_numbers(record.events, record.findings),
        Cell("" if rate is None else f"{rate:.1f}", "" if rate is None else rate),
        *_numbers(record.breaking),
    ]


def _numbers(*numbers: int | None) -> list[Cell]:
    return [Cell("", "") if number is None else Cell(f"{number:,}", number) for number in numbers]


def _rate(record: TargetRecord) -> float | None:
    if record.findings is None or not record.parameters:
        return None
    return 1000 * record.findings / record.parameters


def _facts(record: TargetRecord) -> str:
    parts = [
        f"{record.library} {record.version}" if record.version else record.library,
        f"read as {record.dialect}",
        f"{record.components:,} components",
        f"{record.described:,} of {record.parameters:,} parameters described",
        f"{record.seconds:.1f} s",
        f"{record.memory:.0f} MiB",
    ]
    return visible(" · ".join(parts))


def _sections(folder: SweepFolder, target: str) -> Iterator[dict[str, Any]]:
    rows: dict[str, list[TableRow]] = {}
    for line in folder.rows(target):
        row = msgspec.json.decode(line, type=TableRow)
        rows.setdefault(row.table, []).append(row)
    for table in ("changes", "findings", "problems", "components"):
        entries = rows.get(table, [])
        if entries:
            yield {
                "title": f"{table.capitalize()} ({len(entries):,})",
                "columns": [name.replace("_", " ") for name in TABLES[table] if name != "target"],
                "rows": [[_shown(value) for value in row.values] for row in entries[:_MOST_ROWS]],
                "more": max(len(entries) - _MOST_ROWS, 0),
            }


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else visible(str(value))


def _plots(records: list[TargetRecord]) -> Iterator[dict[str, str]]:
    """Yield a line for each library of which there are several releases: how far its docs drift."""
    for library, group in groupby(records, key=lambda record: record.library):
        rated = [(record, rate) for record in group if (rate := _rate(record)) is not None]
        if len(rated) < _LEAST_POINTS:
            continue
        rates = [rate for _, rate in rated]
        most = max(rates) or 1.0
        step, scale = (_WIDTH - 2 * _EDGE) / (len(rates) - 1), (_HEIGHT - 2 * _EDGE) / most
        points = " ".join(
            f"{_EDGE + number * step:.1f},{_HEIGHT - _EDGE - rate * scale:.1f}"
            for number, rate in enumerate(rates)
        )
        first, last = rated[0], rated[-1]
        yield {
            "title": visible(f"{library}: findings per thousand parameters, by release"),
            "points": points,
            "words": visible(
                f"{first[0].version}: {first[1]:.1f}, {last[0].version}: {last[1]:.1f}, "
                f"at most {most:.1f} in {len(rates)} releases"
            ),
        }


def _save(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
        stream.write(text)
