"""What the names and calls of an app mean in one release of the library.

Beyond what examples need, an app chains calls: `app.queue().launch()`, `knob.turn(...).then(...)`.
So what a call gives is followed where the source tells: the object itself, an object of an
annotated class, or what a listener gives.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from faceplate.check.codebase import Codebase
from faceplate.check.examples.attributes import event
from faceplate.check.examples.code import Fault
from faceplate.check.examples.referents import ExampleCall, ExampleObject, Referent
from faceplate.check.guides.names import BlockReader
from faceplate.check.guides.page import GuideBlock, GuidePage
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.library import Symbol
from faceplate.link.names import find, resolve

if TYPE_CHECKING:
    from faceplate.check.apps import Apps
    from faceplate.check.guide_files import Guide
    from faceplate.check.guides.pieces import GuideContent
    from faceplate.model import Parameter

# How many calls and attributes are followed, one on the other.
_DEEPEST = 60
# What a constructor gives that leaves it to Python to make the object: `super().__new__(cls)`.
_PLAIN_NEW = re.compile(r"\s*return (?:super\(.*\)|object)\.__new__\(cls\)\s*")
# An annotation that is a class: `Blocks`, `"events.Dependency"`.
_CLASS = re.compile(r"[\"']?([A-Za-z_][\w.]*)[\"']?")


class AppReader(BlockReader):
    """What the names of one block of an app mean in one release.

    Args:
        page: The file.
        tree: The code of the block.
        before: The block before it.
        ahead: Whether it may speak of what only a block behind it binds.
    """

    older: AppReader | None = None
    """What the block means in the release that it is written for, where that is another one."""

    @cached_property
    def _meant(self) -> dict[int, Referent]:
        return {}

    def referent(self, node: ast.expr, depth: int = 0) -> Referent:
        """Say what an expression stands for, as far as it is certain."""
        if id(node) in self._meant:
            return self._meant[id(node)]
        referent = super().referent(node, depth)
        if referent is None and isinstance(node, ast.Call) and depth <= _DEEPEST:
            referent = self._given(node, depth) or self._as_before(node)
        # A name may mean something else while it is being found out, and is kept by itself.
        if not isinstance(node, ast.Name):
            self._meant[id(node)] = referent
        return referent

    def is_guarded(self, node: ast.AST) -> bool:
        """Return whether a node only runs with some releases, or its failure is expected."""
        return id(node) in self._guarded

    def _given(self, node: ast.Call, depth: int) -> Referent:
        """Say what a call gives."""
        function = node.func
        if isinstance(function, ast.Attribute):
            owner = self.referent(function.value, depth + 1)
            if isinstance(owner, ExampleObject):
                return self._given_by_method(owner, function.attr)
        symbol = self.referent(function, depth + 1)
        if not isinstance(symbol, Symbol):
            return None
        if isinstance(symbol.fact, ClassFact):
            return ExampleObject(symbol) if makes_itself(self.codebase, symbol) else None
        return _annotated(symbol)

    def _as_before(self, node: ast.Call) -> Referent:
        """Return an object of the class that a call gave an object of, if the class is still there.

        What stands behind a call that has to be replaced is looked at as if it had been.
        """
        was = self.older.referent(node) if self.older is not None else None
        if self.older is None or not isinstance(was, ExampleObject):
            return None
        now = find(self.codebase.library, self.older.codebase.linker.path(was.class_))
        now = now or find(self.codebase.library, was.class_.path)
        return ExampleObject(now) if now is not None and isinstance(now.fact, ClassFact) else None

    def _given_by_method(self, owner: ExampleObject, name: str) -> Referent:
        listened = listened_class(self.codebase)
        if listens(self.codebase, owner.class_, name) is not None or (
            owner.class_ == listened and name in chained(self.codebase)
        ):
            return ExampleObject(listened) if listened is not None else None
        method = self.codebase.linker.ancestry.known_member(owner.class_, name)
        if method is None or not isinstance(method.fact, FunctionFact):
            return None
        lines = self.codebase.sources.lines(method.source.file)
        body = lines[method.fact.line - 1 : method.fact.end_line]
        returns = [line.strip() for line in body if line.strip().startswith("return")]
        if returns and set(returns) == {"return self"}:
            return owner
        return _annotated(method)

    def _called(self, node: ast.Call) -> ExampleCall | None:
        function = node.func
        if isinstance(function, ast.Attribute):
            owner = self.referent(function.value)
            listened = listened_class(self.codebase)
            is_chained = function.attr in chained(self.codebase)
            if isinstance(owner, ExampleObject) and owner.class_ == listened and is_chained:
                taken = listener_arguments(self.codebase)
                name = f"{_shortened(function.value)}.{function.attr}"
                return ExampleCall(node, name, taken, owner.class_, function.attr)
            if isinstance(owner, ExampleObject):
                event_arguments = listens(self.codebase, owner.class_, function.attr)
                if event_arguments:
                    name = f"{_shortened(function.value)}.{function.attr}"
                    return ExampleCall(node, name, event_arguments, owner.class_, function.attr)
        return super()._called(node)


def listens(codebase: Codebase, class_: Symbol, name: str) -> list[Parameter] | None:
    """Return what an event listener takes that a class has or inherits; None without the event.

    Args:
        codebase: The library.
        class_: The class, which need not have a page.
        name: Name of the event.
    """
    for owner in codebase.linker.ancestry.order(class_):
        listener = event(codebase, owner, name)
        if listener is not None:
            return listener[0]
    return None


def _shortened(node: ast.expr) -> str:
    """Return what is called, without its arguments: `knob.turn()`."""
    return f"{ast.unparse(node.func)}()" if isinstance(node, ast.Call) else ast.unparse(node)


def _annotated(symbol: Symbol) -> ExampleObject | None:
    """Return an object of the class that a function says it returns."""
    fact = symbol.fact
    if not isinstance(fact, FunctionFact) or "property" in fact.labels:
        return None
    match = _CLASS.fullmatch(fact.returns or "")
    class_ = resolve(symbol.library, symbol.module, match[1]) if match else None
    if class_ is None or not isinstance(class_.fact, ClassFact):
        return None
    return ExampleObject(class_)


def makes_itself(codebase: Codebase, class_: Symbol) -> bool:
    """Return whether a call of a class makes an object of it, whatever its `__new__` does beside.

    Args:
        codebase: The library.
        class_: The class.
    """
    new = codebase.linker.ancestry.member(class_, "__new__")
    if new is None:
        return True
    if not isinstance(new.fact, FunctionFact):
        return False
    lines = codebase.sources.lines(new.source.file)[new.fact.line - 1 : new.fact.end_line]
    returns = [line for line in lines if line.strip().startswith("return")]
    return bool(returns) and all(_PLAIN_NEW.fullmatch(line) for line in returns)


def listened_class(codebase: Codebase) -> Symbol | None:
    """Return the class of what a listener gives; None where there is none, or several."""
    return codebase.once("listened class", lambda: _listened(codebase)[0])


def chained(codebase: Codebase) -> frozenset[str]:
    """Return the names of the listeners that can be called on what a listener gives."""
    return codebase.once("chained listeners", lambda: _listened(codebase)[1])


def _listened(codebase: Codebase) -> tuple[Symbol | None, frozenset[str]]:
    """Look for the class whose attributes are listeners without being events of a component.

    Its constructor makes each by a call that is told its name: `self.then = Listener("then", ...)`.
    """
    classes = []
    for unit in codebase.units:
        fact, constructor = unit.symbol.fact, unit.constructor
        if not isinstance(fact, ClassFact) or constructor is None or constructor.function is None:
            continue
        first, last = constructor.function.line, constructor.function.end_line
        names = frozenset(
            name
            for name, member in fact.members.items()
            if isinstance(member, AttributeFact)
            and first <= member.line <= last
            and _is_listener(unit.symbol, name, member)
        )
        # Mixins of one event each, which components extend, have no more than one.
        if len(names) > 1 and not _is_extended(codebase, unit.symbol):
            classes.append((unit.symbol, names))
    return classes[0] if len(classes) == 1 else (None, frozenset())


def _is_listener(class_: Symbol, name: str, member: AttributeFact) -> bool:
    """Return whether an attribute is an object of a class of the library that is told its name."""
    # `Listener("then"`, `Listener(None, "then"`, anywhere in the value
    told = rf"([A-Za-z_][\w.]*)\((?:None,\s*)?[\"']{re.escape(name)}[\"']"
    match = re.search(told, member.value or "")
    maker = resolve(class_.library, class_.module, match[1]) if match else None
    return maker is not None and isinstance(maker.fact, ClassFact)


def _is_extended(codebase: Codebase, class_: Symbol) -> bool:
    ancestry = codebase.linker.ancestry
    return any(
        class_ in ancestry.order(symbol)
        for symbol in codebase.subjects.values()
        if symbol.path != class_.path
    )


def listener_arguments(codebase: Codebase) -> list[Parameter]:
    """Return what the listeners of a library take that belong to no component."""

    def look() -> list[Parameter]:
        pages = (codebase.page(symbol) for symbol in codebase.subjects.values())
        return next((page.event_arguments for page in pages if page.event_arguments), [])

    return codebase.once("listener arguments", look)


class AppPage(GuidePage):
    """A file of an app with one release of the library.

    Args:
        guide: The file.
        codebase: The release.
        aliases: Names that the files import modules under, each with the one module.
        apps: The apps that its clients may call.
        contents: What stands in all files, by path.
        trees: What of each piece parses, shared between the releases.
    """

    def __init__(
        self,
        guide: Guide,
        codebase: Codebase,
        aliases: dict[str, str],
        apps: Apps,
        contents: dict[str, GuideContent],
        trees: list[tuple[ast.Module | None, list[Fault]]],
    ) -> None:
        super().__init__(guide, codebase, aliases, apps, contents)
        self._trees = trees

    @cached_property
    def blocks(self) -> list[GuideBlock]:
        """Its Python, in order."""
        blocks: list[GuideBlock] = []
        before: BlockReader | None = None
        for piece, (tree, faults) in zip(self.content.pieces, self._trees, strict=True):
            if tree is None:
                continue
            reader = AppReader(self, tree, before, ahead=piece.inline)
            blocks.append(GuideBlock(piece, tree, faults, reader))
            if not piece.inline:
                before = reader
        return blocks
