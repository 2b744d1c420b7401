"""All names that a site knows, and what each leads to: the one index of references and inventories.

A name is that of a component (`library.Button`), of an event, an event argument, a field of what
an event hands over, a parameter, a method or an attribute. It may be written from where the
component is declared, too, or without the library where only one component is called so.
"""

from __future__ import annotations

import builtins
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from faceplate.render.names import names
from faceplate.sites.import_aliases import import_aliases

if TYPE_CHECKING:
    from faceplate.model import Component

Kind = Literal[
    "class",
    "function",
    "object",
    "event",
    "payload field",
    "event argument",
    "parameter",
    "method",
    "method parameter",
    "attribute",
]


_PARAMETERS = ("event argument", "parameter", "method parameter")


class IndexEntry(NamedTuple):
    """Something that can be pointed at.

    Attributes:
        name: Its dotted name, which is its anchor in the page.
        kind: What it is.
        title: It in a few characters, as a search or a tooltip shows it: `Button.click(api_name)`.
        component: Path of the component on whose page it stands.
        description: Markdown of what it does; may be empty.
    """

    name: str
    kind: Kind
    title: str
    component: str
    description: str


def entries(component: Component) -> Iterator[IndexEntry]:
    """Yield what can be pointed at on the page of a component, the component itself first.

    Args:
        component: What the page is about.
    """
    named = names(component)
    path, short = component.path, component.name
    if not named.subject:
        return

    def entry(name: str, kind: Kind, title: str, description: str) -> IndexEntry:
        return IndexEntry(name, kind, title, path, description)

    yield entry(path, component.kind, short, component.summary)
    for one in component.parameters:
        if name := named.parameters.get(one.name):
            yield entry(name, "parameter", f"{short}({one.name})", one.description)
    for event in component.events:
        if name := named.events.get(event.name):
            yield entry(name, "event", f"{short}.{event.name}", event.description)
        for field in event.payload.fields if event.payload is not None else ():
            if name := named.payload_fields.get((event.name, field.name)):
                title = f"{short}.{event.name}.{field.name}"
                yield entry(name, "payload field", title, field.description)
    for argument in component.event_arguments:
        for name in named.arguments.get(argument.name, ()):
            of = name.removesuffix(f".{argument.name}").rpartition(".")[2]
            title = f"{short}.{of}({argument.name})"
            yield entry(name, "event argument", title, argument.description)
    for method in component.methods:
        if not (name := named.methods.get(method.name)):
            continue
        yield entry(name, "method", f"{short}.{method.name}", method.summary)
        for one in method.parameters:
            if inner := named.method_parameters.get((method.name, one.name)):
                title = f"{short}.{method.name}({one.name})"
                yield entry(inner, "method parameter", title, one.description)
    for attribute in component.attributes:
        if name := named.attributes.get(attribute.name):
            title = f"{short}.{attribute.name}"
            yield entry(name, "attribute", title, attribute.description)


class Index:
    """The names that some components bring with them.

    Args:
        components: The components of a site.

    Attributes:
        entries: Each entry by its name, in the order of the pages.
        others: Other names of components, each with the dotted name it stands for; what could mean
            two of them is left out. Short names of the library are among them.
    """

    def __init__(self, components: Iterable[Component]) -> None:
        components = list(components)
        self.entries: dict[str, IndexEntry] = {}
        places: dict[str, str] = {}
        short: dict[str, str | None] = {}
        for component in components:
            for one in entries(component):
                self.entries.setdefault(one.name, one)
            path = component.path
            for other in (component.canonical_path, *component.aliases):
                places.setdefault(other, path)
            for end in (component.name, path.partition(".")[2]):
                short[end] = path if short.get(end, path) == path else None
        known = {name: path for name, path in short.items() if path}
        self.others = {name: path for name, path in {**known, **places}.items() if name != path}
        self.others |= self._import_aliases(components)

    def _import_aliases(self, components: list[Component]) -> dict[str, str]:
        """Return the short names by which texts call the library."""
        roots = {component.path.partition(".")[0] for component in components}
        if len(roots) != 1:
            return {}
        library = roots.pop()
        return {
            alias: library
            for alias in import_aliases(components, library, self._is_name)
            if alias not in self.others
        }

    def _is_name(self, name: str) -> bool:
        return self.find(name) is not None

    def refer(self, target: str, component: Component) -> IndexEntry | None:
        """Find what a reference in the texts of a page leads to.

        Args:
            target: The name as it is written: from the library, from the component, from the module
                that declares it or a package above that, or the end of one name only.
            component: What the page is about.

        Returns:
            Its entry; None if nothing, or more than one thing, is called so.
        """
        parts = component.canonical_path.split(".")
        scopes = [".".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]
        if not hasattr(builtins, target):
            # `list` and `ValueError` mean Python's, unless the module has one of its own.
            scopes.insert(0, component.path)
            if (entry := self.find(target)) is not None:
                return entry
        for scope in scopes:
            if (entry := self.find(f"{scope}.{target}")) is not None:
                return entry
        if "." not in target:
            return None
        same = self._tails.get(target.rpartition(".")[2], ())
        ends = [name for name in same if name.endswith(f".{target}")]
        return self.entries[ends[0]] if len(ends) == 1 else None

    @cached_property
    def _tails(self) -> dict[str, list[str]]:
        """The names of all that is not a parameter, by their last part."""
        tails: dict[str, list[str]] = {}
        for name, entry in self.entries.items():
            if entry.kind not in _PARAMETERS:
                tails.setdefault(name.rpartition(".")[2], []).append(name)
        return tails

    def find(self, name: str) -> IndexEntry | None:
        """Find what a name leads to.

        Args:
            name: A dotted name, from the library, from where it is declared, or from the component
                where only one is called so. A parameter may be that of `__init__`.

        Returns:
            Its entry; None if nothing, or more than one component, is called so.
        """
        whole = find(name, self.entries, self.others)
        return None if whole is None else self.entries[whole]


def find(name: str, known: Container[str], others: Mapping[str, str]) -> str | None:
    """Find the dotted name that a name stands for.

    Args:
        name: What a page says.
        known: All dotted names.
        others: Other names of components, each with the dotted name it stands for.
    """
    if name in known:
        return name
    head, tail = name, ""
    while head:
        path = others.get(head) or (head if head in known else None)
        if path is not None:
            for end in (tail, tail.removeprefix(".__init__")):
                if f"{path}{end}" in known:
                    return f"{path}{end}"
            # The library may be called by a short name, and a component by where it is declared.
            return None if path in known or head == path else find(f"{path}{tail}", known, others)
        head, _, last = head.rpartition(".")
        tail = f".{last}{tail}"
    return None
