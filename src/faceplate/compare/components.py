"""What changed in a library: components that came, went or moved, and rows of those that stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from faceplate.compare.annotations import union
from faceplate.compare.calls import Call, compared, taken
from faceplate.compare.causes import folded
from faceplate.compare.change import LEVELS, Change, Level, ReleaseComparison
from faceplate.compare.deprecation import is_deprecated
from faceplate.compare.members import Members
from faceplate.compare.pairs import paired
from faceplate.compare.unknown import (
    MEMBER_ADDED,
    MEMBER_REMOVED,
    known_members,
    known_parameters,
)
from faceplate.model import Attribute, Behaviour, Component, Event, Manifest, Method


def compare(old: Manifest, new: Manifest, names: Names | None = None) -> ReleaseComparison:
    """Return what changed from one release of a library to another.

    Args:
        old: The older release.
        new: The newer one.
        names: The names that are in each; None where only their pages are known.
    """
    changes = folded(list(row_changes(old, new, names)))
    order = {level: number for number, level in enumerate(LEVELS)}
    return ReleaseComparison(
        _named(old),
        _named(new),
        sorted(changes, key=lambda change: (order[change.level], -change.count, change.path)),
    )


def _named(manifest: Manifest) -> dict[str, str | None]:
    return {"name": manifest.library.name, "version": manifest.library.version}


class Names(NamedTuple):
    """The names that are in two releases, whether a page shows them or not.

    Attributes:
        old: Those of the older release.
        new: Those of the newer one.
    """

    old: Collection[str] = frozenset()
    new: Collection[str] = frozenset()


DOUBTED = frozenset(
    {
        *("component-removed", "component-added", "component-moved", "alias-removed"),
        *MEMBER_REMOVED,
        *MEMBER_ADDED,
    }
)
"""Kinds of changes that pages alone cannot tell from changes of the documentation."""


def _is_documentation(change: Change, names: Names) -> bool:
    """Say whether a member only came to a page, or went from it, and was there all along."""
    if change.kind in MEMBER_REMOVED:
        return change.path in names.new
    return change.kind in MEMBER_ADDED and change.path in names.old


def _documentation(kind: str, path: str, noun: str, when: str) -> Change:
    words = f"{noun} `{path}` is {when} documented"
    return _row(kind, "text", path, path, words, None, None)


class _Pair(NamedTuple):
    """A component in both releases.

    Attributes:
        old: What it was.
        new: What it is.
        had: The members that it had, from whichever ancestor.
        has: Those that it has.
    """

    old: Component
    new: Component
    had: set[str]
    has: set[str]


def row_changes(old: Manifest, new: Manifest, names: Names | None = None) -> Iterator[Change]:
    """Yield the changes from one release to another, one for each row.

    Args:
        old: The older release.
        new: The newer one.
        names: The names that are in each; None where only their pages are known.
    """
    names = names or Names()
    pairing = paired(old.components, new.components, _parameter_names)
    noun = "component" if new.library.has_components else "public name"
    attributes = {
        component.path: {attribute.name for attribute in component.attributes}
        for component in old.components
    }
    for component, moved in pairing.moved:
        if component.path in names.new:
            words = f"`{component.path}` is documented as `{moved.path}`"
            yield _row("page-moved", "text", moved.path, moved.path, words, None, None)
            continue
        words = f"`{component.path}` is now `{moved.path}`"
        yield _gone("component-moved", component, moved.path, words)
    for component in pairing.gone:
        if component.path in names.new:
            yield _documentation("component-undocumented", component.path, noun, "no longer")
            continue
        words = f"{noun} `{component.path}` was removed"
        yield _gone("component-removed", component, None, words)
    for component in pairing.fresh:
        if component.path in names.old:
            yield _documentation("component-documented", component.path, noun, "now")
            continue
        path, words = component.path, f"{noun} `{component.path}` was added"
        yield _row("component-added", "addition", path, path, words, None, path)
    before, after = Members(old), Members(new)
    for component, newer in (*pairing.same, *pairing.moved):
        pair = _Pair(component, newer, before.of(component), after.of(newer))
        yield from (change for change in _paths(pair) if change.path not in names.new)
        rows = known_members((*_component(pair), *_inherited(pair, attributes)), component, newer)
        yield from (change for change in rows if not _is_documentation(change, names))


def _parameter_names(component: Component) -> list[str]:
    return [parameter.name for parameter in component.parameters]


def _gone(kind: str, component: Component, new: str | None, words: str) -> Change:
    """Return the change of a component that is no longer under its path."""
    path = component.path
    return Change(
        kind,
        "breaking",
        path,
        path,
        new,
        words,
        places=(path,),
        witness=path,
        announced=component.deprecated is not None,
    )


def _paths(pair: _Pair) -> Iterator[Change]:
    """Yield the public paths that are gone, of which the component has others."""
    there = {pair.new.path, *pair.new.aliases}
    for path in pair.old.aliases:
        if path not in there:
            message = f"`{path}` is gone; it is `{pair.new.path}`"
            yield Change(
                "alias-removed",
                "breaking",
                path,
                path,
                pair.new.path,
                message,
                places=(pair.new.path,),
                witness=path,
            )


def _component(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    parameters = compared(
        Call(old.path, taken(old.parameters, old.hidden)),
        Call(new.path, taken(new.parameters, new.hidden)),
    )
    yield from known_parameters(parameters, old, new)
    arguments = "event argument"
    if old.events and new.events:
        yield from compared(
            Call(f"{old.path}().{old.events[0].name}", old.event_arguments, arguments),
            Call(new.path, new.event_arguments, arguments),
        )
    yield from _events(old, new)
    yield from _methods(pair)
    yield from _attributes(pair)
    yield from _shortcuts(old, new)
    yield from _behaviours(old, new)
    yield from _typed("returns", new.path, "the result", old.returns, new.returns)
    if old.bases != new.bases:
        words = f"extends {_listed(new.bases)}, and extended {_listed(old.bases)}"
        yield _row(
            "base", "typing", new.path, new.path, words, _listed(old.bases), _listed(new.bases)
        )
    if new.deprecated is not None and old.deprecated is None:
        yield _row(
            "deprecated", "behaviour", new.path, new.path, "is deprecated", None, new.deprecated
        )
    yield from _text("description", new.path, new.path, old.description, new.description)


def _events(old: Component, new: Component) -> Iterator[Change]:
    before = {event.name: event for event in old.events}
    after = {event.name: event for event in new.events}
    for name in _only(before, after):
        path = f"{new.path}.{name}"
        yield Change(
            "event-removed",
            "breaking",
            path,
            name,
            None,
            f"event `{name}` was removed",
            places=(new.path,),
            witness=f"{old.path}(...).{name}(...)",
            announced=is_deprecated(before[name].description),
        )
    for name in _only(after, before):
        yield _added("event", f"`{name}`", name, f"{new.path}.{name}", new.path)
    for name in [name for name in before if name in after]:
        yield from _event(new.path, before[name], after[name])


def _event(owner: str, old: Event, new: Event) -> Iterator[Change]:
    path = f"{owner}.{new.name}"
    for name in [name for name in old.defaults if name in new.defaults]:
        before, after = old.defaults[name], new.defaults[name]
        if before != after:
            words = f"event `{new.name}`: `{name}` is `{after}` by default, and was `{before}`"
            yield _row("event-default", "behaviour", f"{path}.{name}", owner, words, before, after)
    fields = {item.name for item in new.payload.fields} if new.payload else set()
    for item in old.payload.fields if old.payload and new.payload else ():
        if item.name not in fields:
            words = f"event `{new.name}` no longer hands over `{item.name}`"
            yield _row(
                "payload-removed", "breaking", f"{path}.{item.name}", owner, words, item.name, None
            )
    yield from _text(f"event `{new.name}`", path, owner, old.description, new.description)


def _methods(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    before: dict[str, Method] = {method.name: method for method in old.methods}
    after: dict[str, Method] = {method.name: method for method in new.methods}
    for name in _only(before, pair.has):
        yield Change(
            "method-removed",
            "breaking",
            f"{new.path}.{name}",
            name,
            None,
            f"method `{name}` was removed",
            places=(new.path,),
            witness=f"{old.path}.{name}",
            announced=before[name].deprecated is not None,
        )
    for name in _only(after, pair.had):
        yield _row(
            "method-added",
            "addition",
            f"{new.path}.{name}",
            new.path,
            f"method `{name}` was added",
            None,
            name,
        )
    for name in [name for name in before if name in after]:
        one, other = before[name], after[name]
        parameters = compared(
            Call(f"{old.path}.{name}", taken(one.parameters, one.hidden)),
            Call(f"{new.path}.{name}", taken(other.parameters, other.hidden)),
        )
        yield from known_parameters(parameters, one, other)
        yield from _typed("returns", f"{new.path}.{name}", "the result", one.returns, other.returns)
        yield from _text(
            f"method `{name}`", f"{new.path}.{name}", new.path, one.description, other.description
        )


def _inherited(pair: _Pair, attributes: Mapping[str, Collection[str]]) -> Iterator[Change]:
    """Yield the members that a class no longer has, since a public ancestor lost them.

    Args:
        pair: The class in both releases.
        attributes: The attributes on each page of the older release.
    """
    path = pair.new.path
    for ancestor in pair.old.inherited:
        for name in _only(ancestor.members, pair.has):
            noun = "attribute" if name in attributes.get(ancestor.owner, ()) else "method"
            yield _removed(noun, f"`{name}`", name, f"{path}.{name}", path)


def _attributes(pair: _Pair) -> Iterator[Change]:
    old, new = pair.old, pair.new
    before: dict[str, Attribute] = {one.name: one for one in old.attributes}
    after: dict[str, Attribute] = {one.name: one for one in new.attributes}
    for name in _only(before, pair.has):
        yield _removed("attribute", f"`{name}`", name, f"{new.path}.{name}", new.path)
    for name in _only(after, pair.had):
        yield _added("attribute", f"`{name}`", name, f"{new.path}.{name}", new.path)
    for name in [name for name in before if name in after]:
        path = f"{new.path}.{name}"
        one, other = before[name], after[name]
        yield from _typed(
            "attribute-type", path, f"attribute `{name}`", one.annotation, other.annotation
        )
        if one.settable and other.settable is False:
            words = f"attribute `{name}` can no longer be set"
            yield _row("attribute-read-only", "breaking", path, new.path, words, None, None)


def _shortcuts(old: Component, new: Component) -> Iterator[Change]:
    before = {shortcut.string: shortcut.initialization for shortcut in old.shortcuts}
    after = {shortcut.string: shortcut.initialization for shortcut in new.shortcuts}
    for string in _only(before, after):
        yield _removed("shortcut", f'"{string}"', string, new.path, new.path)
    for string in _only(after, before):
        yield _added("shortcut", f'"{string}"', string, new.path, new.path)
    for string in [name for name in before if name in after]:
        if before[string] != after[string]:
            words = f'shortcut "{string}" presets something else'
            yield _row(
                "shortcut-changed",
                "behaviour",
                new.path,
                new.path,
                words,
                before[string],
                after[string],
            )


def _behaviours(old: Component, new: Component) -> Iterator[Change]:
    pairs: Sequence[tuple[str, Behaviour | None, Behaviour | None]] = (
        ("as input", old.as_input, new.as_input),
        ("as output", old.as_output, new.as_output),
    )
    for direction, before, after in pairs:
        if before is None or after is None:
            continue
        yield from _typed(
            "behaviour-type", new.path, direction, before.annotation, after.annotation
        )
        yield from _text(direction, new.path, new.path, before.description, after.description)


def _typed(kind: str, path: str, what: str, old: str | None, new: str | None) -> Iterator[Change]:
    if union(old) == union(new):
        return
    shown = [f"`{one}`" if one is not None else "not annotated" for one in (new, old)]
    yield _row(kind, "typing", path, path, f"{what} is {shown[0]}, and was {shown[1]}", old, new)


def _text(what: str, path: str, owner: str, old: str, new: str) -> Iterator[Change]:
    if " ".join(old.split()) != " ".join(new.split()):
        words = (
            f"{what} has another text" if what != "description" else "is described in other words"
        )
        yield _row("text", "text", path, owner, words, old, new)


def _only(names: Iterable[str], others: Collection[str]) -> list[str]:
    """Return the names that are not among others, in their order."""
    return [name for name in names if name not in others]


def _row(kind: str, level: Level, path: str, owner: str, words: str, old: Any, new: Any) -> Change:
    return Change(kind, level, path, old, new, words, places=(owner,))


def _removed(noun: str, shown: str, name: str, path: str, owner: str) -> Change:
    words = f"{noun} {shown} was removed"
    return _row(f"{noun}-removed", "breaking", path, owner, words, name, None)


def _added(noun: str, shown: str, name: str, path: str, owner: str) -> Change:
    words = f"{noun} {shown} was added"
    return _row(f"{noun}-added", "addition", path, owner, words, None, name)


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
