"""The rows of one release: what its pages state, without what only pages need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from faceplate.compare.deprecation import is_deprecated
from faceplate.model import Component, Item, Manifest, Parameter

Rows = dict[str, dict[str, "RowFacts"]]
"""The rows of an object: section, then name."""


class RowFacts(msgspec.Struct, frozen=True, array_like=True, gc=False, omit_defaults=True):
    """What one release states of a row or of an object.

    Attributes:
        text: Its description, white space squeezed.
        type: Source of its type, or None.
        default: Source of its default, or None; the value where that is the name of a constant.
        required: Whether a call must pass it.
        kind: How it is passed, or ''.
        deprecated: Whether it is called deprecated.
    """

    text: str = ""
    type: str | None = None
    default: str | None = None
    required: bool = False
    kind: str = ""
    deprecated: bool = False


class ObjectRows(msgspec.Struct, frozen=True, array_like=True):
    """An object with its rows.

    Attributes:
        name: Its name.
        path: Its shortest public path.
        kind: `class`, `function` or `object`.
        aliases: Its other public paths.
        own: What is stated of itself.
        sections: Its rows.
    """

    name: str
    path: str
    kind: str
    aliases: list[str]
    own: RowFacts
    sections: Rows


class ReleaseRows(msgspec.Struct, frozen=True, array_like=True):
    """All objects of a release.

    Attributes:
        objects: In the order of their pages.
        names: Dotted names that are there, whether a page shows them or not.
        reason: Why there are none, in one line; '' where there are.
    """

    objects: list[ObjectRows] = []
    names: set[str] = set()
    reason: str = ""


def rows_of(manifest: Manifest, names: Iterable[str] = ()) -> ReleaseRows:
    """Return the rows of a manifest.

    Args:
        manifest: The manifest.
        names: Dotted names that are there, whether a page shows them or not.
    """
    if not manifest.components:
        reason = manifest.problems[-1].message if manifest.problems else "nothing in it is public"
        return ReleaseRows(reason=reason)
    objects = {component.path: _object(component) for component in manifest.components}
    return ReleaseRows(list(objects.values()), set(names))


def _object(component: Component) -> ObjectRows:
    own = RowFacts(
        _squeezed(component.description),
        component.returns,
        deprecated=component.deprecated is not None,
    )
    sections = {section: dict(rows) for section, rows in _sections(component)}
    return ObjectRows(
        component.name,
        component.path,
        component.kind,
        component.aliases,
        own,
        {section: rows for section, rows in sections.items() if rows},
    )


def _sections(component: Component) -> Iterator[tuple[str, Iterable[tuple[str, RowFacts]]]]:
    yield "parameter", _parameters(component.parameters)
    yield "event", ((event.name, _told(event.description)) for event in component.events)
    yield "event argument", _parameters(component.event_arguments)
    yield "payload", _payloads(component)
    yield "method", _methods(component)
    yield (
        "method parameter",
        (
            (f"{method.name}.{name}", facts)
            for method in component.methods
            for name, facts in _parameters(method.parameters)
        ),
    )
    yield (
        "inherited",
        ((name, RowFacts()) for ancestor in component.inherited for name in ancestor.members),
    )
    yield (
        "attribute",
        (
            (each.name, RowFacts(_squeezed(each.description), each.annotation, each.value))
            for each in component.attributes
        ),
    )
    yield (
        "shortcut",
        ((each.string, RowFacts(default=each.initialization)) for each in component.shortcuts),
    )
    yield "slot", _items(component.slots)
    yield (
        "key",
        (
            (each.key, RowFacts(_squeezed(each.description), each.action))
            for each in component.bindings
        ),
    )
    yield "css class", _items(component.css_classes)
    yield (
        "behaviour",
        (
            (name, RowFacts(_squeezed(each.description), each.annotation))
            for name, each in (("as input", component.as_input), ("as output", component.as_output))
            if each is not None
        ),
    )


def _parameters(parameters: Iterable[Parameter]) -> Iterator[tuple[str, RowFacts]]:
    for parameter in parameters:
        text = _squeezed(parameter.description)
        yield (
            parameter.name,
            RowFacts(
                text,
                parameter.annotation,
                parameter.constant or parameter.default,
                parameter.required,
                parameter.kind,
                is_deprecated(text),
            ),
        )


def _payloads(component: Component) -> Iterator[tuple[str, RowFacts]]:
    for event in component.events:
        for item in event.payload.fields if event.payload else ():
            yield (
                f"{event.name}.{item.name}",
                RowFacts(_squeezed(item.description), item.annotation),
            )


def _methods(component: Component) -> Iterator[tuple[str, RowFacts]]:
    for method in component.methods:
        deprecated = method.deprecated is not None
        text = _squeezed(method.description)
        yield method.name, RowFacts(text, method.returns, deprecated=deprecated)


def _items(items: Iterable[Item]) -> Iterator[tuple[str, RowFacts]]:
    return ((item.name, RowFacts(_squeezed(item.description), item.annotation)) for item in items)


def _told(text: str) -> RowFacts:
    squeezed = _squeezed(text)
    return RowFacts(squeezed, deprecated=is_deprecated(squeezed))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
