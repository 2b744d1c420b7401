"""`events`: the listeners of a component and what they take, or which component offers which event.

The matrix of a library is wide, and on a phone a browser shows it as a list. Paper and a terminal
get a list of events, each with the components that offer it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes

from faceplate.characters import legible
from faceplate.errors import UsageError
from faceplate.sites.index import IndexEntry
from faceplate.sites.matrix import FURTHER, Matrix, matrix
from faceplate.sites.shared_arguments import argument
from faceplate.sites.sphinx.blocks import TABLE
from faceplate.sites.sphinx.directives.base import FaceplateDirective, reference
from faceplate.sites.sphinx.pages import PageWriter

if TYPE_CHECKING:
    from faceplate.model import Component
    from faceplate.sites.sphinx.project import ProjectLibrary

Cell = Sequence[nodes.Node]

_YES = "✓"


class EventsDirective(FaceplateDirective):
    """Shows events.

    The argument is the path of a component, or the name of a library for its matrix; without one it
    is the only library of the project. `:no-arguments:` leaves out what the listeners of a
    component take.
    """

    required_arguments = 0
    optional_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {
        "no-arguments": directives.flag,
        "no-index": directives.flag,
    }

    def made(self) -> list[nodes.Node]:
        """Make the tables."""
        name = self.arguments[0] if self.arguments else ""
        try:
            library = self.project.library(name)
        except UsageError:
            if not name:
                raise
            left = ["event-arguments"] if "no-arguments" in self.options else []
            return self.written(self.project.component(name), ["events"], left)
        self.domain.note_part(self.env.docname, f"list {library.site_library.tree.name}")
        return self._matrix(library)

    def _matrix(self, library: ProjectLibrary) -> list[nodes.Node]:
        whole = matrix(legible(list(library.components)))
        if not whole.events:
            self.warn(f"no component of {library.site_library.tree.name} offers events")
            return []
        wide = addnodes.only("", _wide(whole), expr="html")
        narrow = addnodes.only("", _narrow(whole), expr="not html")
        return [wide, narrow, *self._explained(library)]

    def _explained(self, library: ProjectLibrary) -> list[nodes.Node]:
        """What all listeners take, which the pages of components then leave out."""
        name, shared = library.site_library.tree.name, library.arguments
        known = [
            IndexEntry(argument(one.name, name), "event argument", one.name, "", one.description)
            for one in shared.parameters
        ]
        writer = PageWriter(self._claim(known, whole=True), headed=self.headed)
        sections = shared.explained(name)
        return [node for one in sections for node in writer.section(one, f"{name}-events")]


def _wide(whole: Matrix) -> nodes.Element:
    head: list[Cell] = [[nodes.Text("Component")]]
    head += [[nodes.literal("", event)] for event in whole.columns]
    head += [[nodes.Text(FURTHER)]] if whole.further else []
    rows = [_offers(whole, one) for one in whole.components]
    more = [40] if whole.further else []
    table = _table(head, rows, [20, *(5 for _ in whole.columns), *more])
    table["classes"] += ["faceplate-matrix", *(["faceplate-further"] if more else [])]
    return nodes.container("", table, classes=["faceplate", "faceplate-wide"])


def _offers(whole: Matrix, component: Component) -> list[Cell]:
    """The cells of a component: a mark for each event with a column, then the names of others."""
    path = component.path
    cells: list[Cell] = [
        [reference(path, component.name)],
        *([_mark(path, one)] if whole.offers(component, one) else [] for one in whole.columns),
    ]
    if whole.further:
        others: list[nodes.Node] = []
        for event in whole.further:
            if whole.offers(component, event):
                others += [nodes.Text(" ")] if others else []
                others.append(reference(f"{path}.{event}", event, kind="event"))
        cells.append(others)
    return cells


def _mark(path: str, event: str) -> nodes.Node:
    made = reference(f"{path}.{event}", event, kind="event")
    made.children.clear()
    mark = nodes.inline("", _YES, classes=["faceplate-yes"])
    word = nodes.inline("", event, classes=["faceplate-event"])
    made += nodes.inline("", "", mark, nodes.Text(" "), word)
    return made


def _narrow(whole: Matrix) -> nodes.Element:
    rows: list[list[Cell]] = []
    for event in whole.events:
        offering: list[nodes.Node] = []
        for one in whole.components:
            if whole.offers(one, event):
                offering += [nodes.Text(", ")] if offering else []
                offering.append(reference(f"{one.path}.{event}", one.name, kind="event"))
        rows.append([[nodes.literal("", event)], offering])
    table = _table([[nodes.Text("Event")], [nodes.Text("Components")]], rows, [25, 75])
    return nodes.container("", table, classes=["faceplate"])


def _table(
    head: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[int],
) -> nodes.table:
    group = nodes.tgroup("", cols=len(widths))
    group.extend(nodes.colspec("", colwidth=width) for width in widths)
    group += nodes.thead("", _row(head))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group, classes=[TABLE, "colwidths-given"])


def _row(cells: Sequence[Cell]) -> nodes.row:
    contents = ([nodes.paragraph("", "", *cell)] if cell else [] for cell in cells)
    return nodes.row("", *(nodes.entry("", *content) for content in contents))
