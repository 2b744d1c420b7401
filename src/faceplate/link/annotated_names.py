"""Where the names in the annotations of a page lead.

The page shows an annotation as it is written: `list[Button]`. Which `Button` that is, the imports
of the module say; an inherited parameter was written in the module of an ancestor.
"""

from __future__ import annotations

from collections.abc import Iterator

from faceplate.cache.recorder import Recorder, Remembered
from faceplate.facts.annotations import names_in
from faceplate.facts.declarations import ClassFact, ImportFact
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Library, Symbol
from faceplate.link.names import dotted_path, resolve
from faceplate.model import Component, Parameter


class AnnotatedNames:
    """Finds where the names in annotations lead, each name of a module once.

    Args:
        ancestry: The linearisations of the library.
        recorder: What notes which modules an answer depends on.
    """

    def __init__(self, ancestry: Ancestry, recorder: Recorder) -> None:
        self._ancestry = ancestry
        self._paths: Remembered[tuple[str, str], str | None] = Remembered(recorder)

    def of(self, component: Component, symbol: Symbol) -> dict[str, str]:
        """Return the dotted path of each name in the annotations of a page.

        Args:
            component: The page.
            symbol: What it is about.

        Returns:
            Name as written to the path that it leads to. Left out is what no module of the class
            and of its ancestors binds, such as names of Python itself, and what two of them bind to
            different things.
        """
        is_class = isinstance(symbol.fact, ClassFact)
        owners = self._ancestry.order(symbol) if is_class else [symbol]
        modules = {owner.module: owner.library for owner in owners}
        paths: dict[str, str] = {}
        sources = set(_annotations(component))
        for name in {name for source in sources for _, _, name in names_in(source)}:
            targets = {
                path
                for module, library in modules.items()
                if (path := self._path(library, module, name)) is not None
            }
            if len(targets) == 1:
                paths[name] = targets.pop()
        return dict(sorted(paths.items()))

    def _path(self, library: Library, module: str, name: str) -> str | None:
        return self._paths.get((module, name), lambda: _path(library, module, name))


def _annotations(component: Component) -> Iterator[str]:
    """Yield the annotations on a page, but for those of event arguments: a library writes them."""
    yield from _stated(component.parameters, component.returns)
    for method in component.methods:
        yield from _stated(method.parameters, method.returns)
    for overload in component.overloads:
        yield from _stated(overload.parameters, overload.returns)
    for attribute in component.attributes:
        if attribute.annotation:
            yield attribute.annotation
    for behaviour in (component.as_input, component.as_output):
        if behaviour is not None and behaviour.annotation:
            yield behaviour.annotation


def _stated(parameters: list[Parameter], returns: str | None) -> Iterator[str]:
    yield from (parameter.annotation for parameter in parameters if parameter.annotation)
    if returns:
        yield returns


def _path(library: Library, module: str, name: str) -> str | None:
    """Return where a name leads from a module, or None where the module does not bind it."""
    symbol = resolve(library, module, name)
    if symbol is not None:
        return symbol.path
    facts = library.module(module)
    member = facts.members.get(name.partition(".")[0]) if facts is not None else None
    return dotted_path(library, module, name) if isinstance(member, ImportFact) else None
