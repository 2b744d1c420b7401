"""The rows that a target gives: what a data set of many libraries is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from faceplate.check.finding import Finding
    from faceplate.compare.change import Change
    from faceplate.model import Component, Manifest, Parameter

Columns = dict[str, str]
"""Name of a column to its type, as SQL calls it."""

TABLES: dict[str, Columns] = {
    "targets": {
        "target": "VARCHAR",
        "library": "VARCHAR",
        "version": "VARCHAR",
        "dialect": "VARCHAR",
        "status": "VARCHAR",
        "reason": "VARCHAR",
        "components": "BIGINT",
        "parameters": "BIGINT",
        "described": "BIGINT",
        "events": "BIGINT",
        "findings": "BIGINT",
        "changes": "BIGINT",
        "breaking": "BIGINT",
        "problems": "BIGINT",
        "seconds": "DOUBLE",
        "memory": "DOUBLE",
    },
    "components": {
        "target": "VARCHAR",
        "path": "VARCHAR",
        "kind": "VARCHAR",
        "category": "VARCHAR",
        "summary": "VARCHAR",
        "deprecated": "BOOLEAN",
        "parameters": "BIGINT",
        "events": "BIGINT",
        "file": "VARCHAR",
        "line": "BIGINT",
    },
    "parameters": {
        "target": "VARCHAR",
        "owner": "VARCHAR",
        "name": "VARCHAR",
        "kind": "VARCHAR",
        "annotation": "VARCHAR",
        "default_value": "VARCHAR",
        "required": "BOOLEAN",
        "described": "BOOLEAN",
    },
    "events": {
        "target": "VARCHAR",
        "owner": "VARCHAR",
        "name": "VARCHAR",
        "payload": "VARCHAR",
        "described": "BOOLEAN",
    },
    "event_arguments": {
        "target": "VARCHAR",
        "owner": "VARCHAR",
        "name": "VARCHAR",
        "annotation": "VARCHAR",
        "default_value": "VARCHAR",
    },
    "findings": {
        "target": "VARCHAR",
        "rule": "VARCHAR",
        "name": "VARCHAR",
        "severity": "VARCHAR",
        "message": "VARCHAR",
        "file": "VARCHAR",
        "line": "BIGINT",
        "symbol": "VARCHAR",
        "fixable": "BOOLEAN",
    },
    "changes": {
        "target": "VARCHAR",
        "before": "VARCHAR",
        "kind": "VARCHAR",
        "level": "VARCHAR",
        "path": "VARCHAR",
        "old": "VARCHAR",
        "new": "VARCHAR",
        "message": "VARCHAR",
        "places": "BIGINT",
    },
    "problems": {
        "target": "VARCHAR",
        "file": "VARCHAR",
        "line": "BIGINT",
        "message": "VARCHAR",
    },
}
"""Each table of a data set with its columns. `targets` has a row for each target, failed or not."""


class TableRow(NamedTuple):
    """A row of a table.

    Attributes:
        table: Which.
        values: The value of each column but the first, `target`, in order.
    """

    table: str
    values: tuple[Any, ...]


def of_manifest(manifest: Manifest) -> Iterator[TableRow]:
    """Yield the rows that the picture of a library gives.

    Args:
        manifest: The library.
    """
    for component in manifest.components:
        yield from _of_component(component)
    for problem in manifest.problems:
        yield TableRow("problems", (problem.file, problem.line, problem.message))


def _of_component(component: Component) -> Iterator[TableRow]:
    values = (
        component.path,
        component.kind,
        component.group,
        component.summary,
        component.deprecated is not None,
        len(component.parameters),
        len(component.events),
        component.source.file,
        component.source.line,
    )
    yield TableRow("components", values)
    yield from _parameters(component.path, component.parameters)
    for method in component.methods:
        yield from _parameters(method.path, method.parameters)
    for event in component.events:
        payload = event.payload.class_ if event.payload is not None else None
        described = bool(event.description.strip())
        yield TableRow("events", (component.path, event.name, payload, described))
    for argument in component.event_arguments:
        row = (component.path, argument.name, argument.annotation, argument.default)
        yield TableRow("event_arguments", row)


def _parameters(owner: str, parameters: list[Parameter]) -> Iterator[TableRow]:
    for parameter in parameters:
        values = (
            owner,
            parameter.name,
            parameter.kind,
            parameter.annotation or parameter.stated_type,
            parameter.default,
            parameter.required,
            bool(parameter.description.strip()),
        )
        yield TableRow("parameters", values)


def of_finding(finding: Finding) -> TableRow:
    """Return the row of a finding."""
    values = (
        finding.rule,
        finding.name,
        finding.severity,
        finding.message,
        finding.file,
        finding.line,
        finding.symbol,
        finding.fixable,
    )
    return TableRow("findings", values)


def of_change(change: Change, before: str) -> TableRow:
    """Return the row of a change since the release before."""
    values = (
        before,
        change.kind,
        change.level,
        change.path,
        change.old,
        change.new,
        change.message,
        change.count,
    )
    return TableRow("changes", values)
