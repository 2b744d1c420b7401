"""Tables of a component for pages written by hand: parameters, events and what they take.

The text of a request has a line for the table and its component, and lines for what else it says:

    parameters: library.Button
    only: value, variant

A row leads to the place in the component's own page where it is explained for good.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from faceplate.characters import legible
from faceplate.errors import UsageError, clean
from faceplate.model import Component, LibraryInfo
from faceplate.render import outline
from faceplate.render.content import Block, Link, Table, Term, plain

KINDS = {
    "parameters": ("initialization", "parameters"),
    "events": ("event-listeners",),
    "event arguments": ("event-arguments",),
    "behaviour": ("behaviour",),
    "shortcuts": ("shortcuts",),
    "attributes": ("attributes",),
}
"""Each table that can be asked for, with the anchors that its section may have."""

VIEW_API = "view-api"
"""What asks for the endpoints of an app instead."""

FINDINGS = "findings"
"""What asks for the findings of the checker, of the rules that are named after the colon."""


class Wanted(NamedTuple):
    """What a page asks for.

    Attributes:
        kind: One of `KINDS`, or `VIEW_API`, or `FINDINGS`.
        subject: A component, or the file of an app, or selectors of rules.
        only: Names of the rows to show; all if empty.
    """

    kind: str
    subject: str
    only: tuple[str, ...] = ()


def wanted(text: str) -> Wanted:
    """Read what a page asks for.

    Args:
        text: The lines between the fences.

    Raises:
        UsageError: If they say something else.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    known = ", ".join((*KINDS, VIEW_API, FINDINGS))
    if not lines:
        raise UsageError(f"nothing is asked for; give one of {known}, and a name after a colon")
    kind, colon, subject = (part.strip() for part in lines[0].partition(":"))
    kind = " ".join(kind.replace("-", " ").split())
    kind = VIEW_API if kind == VIEW_API.replace("-", " ") else kind
    if kind not in KINDS and kind not in (VIEW_API, FINDINGS):
        raise UsageError(f"{clean(lines[0])}: give one of {known}, and a name after a colon")
    if not (colon and subject) and kind != FINDINGS:
        raise UsageError(f"{clean(lines[0])}: a name is missing after a colon")
    only: tuple[str, ...] = ()
    for line in lines[1:]:
        key, _, value = (part.strip() for part in line.partition(":"))
        if key == "only" and kind in KINDS:
            only = tuple(one.strip() for one in value.strip("[]").split(",") if one.strip())
        else:
            raise UsageError(
                f"{clean(line)}: no such option here; tables of components take `only`"
            )
    return Wanted(kind, subject, only)


def table(
    asked: Wanted, component: Component, library: LibraryInfo, address: Callable[[str], str | None]
) -> tuple[Block, ...]:
    """Give what a page asks for.

    Args:
        asked: What is asked for.
        component: The component.
        library: Its library.
        address: Gives where a dotted name is explained, or None.

    Raises:
        UsageError: If the component has no such table, or no such row.
    """
    document = outline.page(legible(component), legible(library))
    blocks = [
        block
        for section in document.sections
        if section.anchor in KINDS[asked.kind]
        for block in section.blocks
        if isinstance(block, Table)
    ]
    if not blocks:
        raise UsageError(f"{clean(component.path)} has no {asked.kind}")
    missing = [name for name in asked.only if not any(_has(block, name) for block in blocks)]
    if missing:
        raise UsageError(f"{clean(component.path)} has no {clean(', '.join(missing))}")
    return tuple(_chosen(block, asked.only, address) for block in blocks)


def _has(block: Table, name: str) -> bool:
    return any(_is(row[0][0], name) for row in block.rows)


def _is(block: Block, name: str) -> bool:
    if not isinstance(block, Term):
        return False
    ends = [one.rpartition(".")[2] for one in block.names] or [plain(block.head)]
    return name in ends or plain(block.head).lstrip("*") == name


def _chosen(block: Table, only: tuple[str, ...], address: Callable[[str], str | None]) -> Table:
    rows = [row for row in block.rows if not only or any(_is(row[0][0], name) for name in only)]
    if only:
        rows.sort(key=lambda row: next(i for i, one in enumerate(only) if _is(row[0][0], one)))
    return replace(block, rows=tuple((_led(row[0], address), *row[1:]) for row in rows))


def _led(cell: tuple[Block, ...], address: Callable[[str], str | None]) -> tuple[Block, ...]:
    """Give a cell whose terms lead to their places instead of being places themselves."""
    made: list[Block] = []
    for block in cell:
        if isinstance(block, Term) and block.names:
            target = address(block.names[0])
            head = (Link(block.head, target),) if target else block.head
            block = Term(head, block.details)
        made.append(block)
    return tuple(made)
