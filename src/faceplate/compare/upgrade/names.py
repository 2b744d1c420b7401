"""What becomes of the names of an app: attributes and imports that a release does not have."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from faceplate.check.bodies import QUOTED
from faceplate.check.codebase import Codebase
from faceplate.check.examples.attributes import member
from faceplate.check.examples.referents import ExampleObject, MissingName, Referent
from faceplate.compare.upgrade.calls import CallEffect
from faceplate.compare.upgrade.edits import CodeEdit
from faceplate.compare.upgrade.reader import AppReader, listens
from faceplate.compare.upgrade.successors import Successors
from faceplate.facts.declarations import ClassFact, FunctionFact, ModuleFact
from faceplate.link.expressions import dotted_name
from faceplate.link.inheritance import is_harmless
from faceplate.link.library import Symbol
from faceplate.link.names import find

# Part of its parameters that a class keeps as it moves to another path.
_KEPT = 0.6
# Members of a class that change nothing of what its base does.
_PLAIN_MEMBERS = {"__doc__", "__module__", "is_template"}


class NameComparison:
    """The names of one block of an app in both releases.

    Args:
        old: What they mean in the older release.
        new: What they mean in the newer one.
        successors: What takes the place of what.
        text: The source of the block; empty where it cannot be edited.
    """

    def __init__(self, old: AppReader, new: AppReader, successors: Successors, text: str) -> None:
        self.old = old
        self.new = new
        self.successors = successors
        self.text = text
        self.count = 0
        """How many names of the library were looked at."""
        self.unclear: list[ast.Attribute] = []
        """Those that the older release has, and of which it is not known whether the newer does."""

    def effects(self) -> Iterator[CallEffect]:
        """Yield what becomes of attributes and imports."""
        gone: set[int] = set()
        for node in ast.walk(self.new.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                if self.new.is_guarded(node) or not self._is_known(node):
                    continue
                self.count += 1
                if id(node.value) in gone or any(id(each) in gone for each in ast.walk(node)):
                    continue
                missing = self.is_gone(node)
                if missing is not None:
                    gone.add(id(node))
                    yield self._attribute(node, missing)
                elif self._is_unclear(node):
                    self.unclear.append(node)
        yield from self._imports()

    def _is_known(self, node: ast.Attribute) -> bool:
        """Return whether an attribute is one of something of the library."""
        owners = (reader.referent(node.value) for reader in (self.old, self.new))
        return any(isinstance(owner, Symbol | ExampleObject | MissingName) for owner in owners)

    def is_gone(self, node: ast.Attribute) -> MissingName | None:
        """Return an attribute that the newer release certainly does not have; None if it may."""
        meant = self.new.referent(node)
        if isinstance(meant, MissingName):
            return meant
        owner = self.new.referent(node.value)
        if meant is not None or owner is None or isinstance(owner, MissingName):
            return None
        if not self._was_there(self.old.referent(node.value), node):
            return None
        holder = owner.class_ if isinstance(owner, ExampleObject) else owner
        if has_not(self.new.codebase, holder, node.attr):
            path = self.new.codebase.linker.path(holder)
            return MissingName(node.attr, path, [])
        return None

    def _is_unclear(self, node: ast.Attribute) -> bool:
        """Return whether the older release declares an attribute, and the newer one does not."""
        owner = self.new.referent(node.value)
        if not isinstance(owner, ExampleObject) or self.new.referent(node) is not None:
            return False
        ancestry = self.new.codebase.linker.ancestry
        if ancestry.member(owner.class_, node.attr) is not None:
            return False
        if listens(self.new.codebase, owner.class_, node.attr) is not None:
            return False
        return self._was_there(self.old.referent(node.value), node)

    def _was_there(self, owner: Referent, node: ast.Attribute) -> bool:
        """Return whether the older release declares an attribute."""
        if isinstance(owner, ExampleObject):
            declared = self.old.codebase.linker.ancestry.member(owner.class_, node.attr)
            event_arguments = listens(self.old.codebase, owner.class_, node.attr)
            return declared is not None or event_arguments is not None
        return isinstance(owner, Symbol) and isinstance(
            member(self.old.codebase, owner, node.attr), Symbol
        )

    def _attribute(self, node: ast.Attribute, missing: MissingName) -> CallEffect:
        message = f"`{missing.owner}` has no `{missing.name}`"
        was = self.old.referent(node)
        if isinstance(was, Symbol):
            replaced = self._new_path(was)
            if replaced is not None:
                edits = self._renamed(node, replaced)
                return CallEffect(
                    "fails", "name-removed", f"{message}; it is `{replaced}` now", node,
                    missing.name, replaced, edits,
                )  # fmt: skip
        past = self.successors.past_name(missing.owner, missing.name, missing.near)
        end = f"; {past}" if past else ""
        return CallEffect("fails", "name-removed", f"{message}{end}", node, missing.name)

    def _new_path(self, was: Symbol) -> str | None:
        """Return the public path under which the newer release has something; None without one."""
        new = self.new.codebase
        if isinstance(was.fact, ModuleFact):
            return None
        same = find(new.library, was.path)
        if same is not None and type(same.fact) is type(was.fact) and same.path in new.subjects:
            return new.linker.path(same)
        if not isinstance(was.fact, ClassFact | FunctionFact):
            return None
        moved = [
            symbol
            for symbol in new.subjects.values()
            if symbol.name == was.name and type(symbol.fact) is type(was.fact)
        ]
        if len(moved) == 1 and self._keeps(was, moved[0]):
            return new.linker.path(moved[0])
        return self._plain_base(was)

    def _keeps(self, was: Symbol, now: Symbol) -> bool:
        """Return whether something takes most of what another one took."""
        before, after = (
            {each.name for each in codebase.unit(symbol).parameters}
            for codebase, symbol in ((self.old.codebase, was), (self.new.codebase, now))
        )
        return bool(before) and len(before & after) >= _KEPT * len(before)

    def _plain_base(self, was: Symbol) -> str | None:
        """Return the new path of the class that another one is by another name."""
        new = self.new.codebase
        for ancestor in self.old.codebase.linker.ancestry.order(was):
            fact = ancestor.fact
            same = find(new.library, self.old.codebase.linker.path(ancestor))
            if ancestor.path != was.path and same is not None and same.path in new.subjects:
                return new.linker.path(same)
            if not isinstance(fact, ClassFact) or not _PLAIN_MEMBERS.issuperset(fact.members):
                return None
        return None

    def _renamed(self, node: ast.Attribute, path: str) -> tuple[CodeEdit, ...]:
        """Return the edit that writes a path in the place of another, by the same root name."""
        root: ast.expr = node
        while isinstance(root, ast.Attribute):
            root = root.value
        library = self.new.codebase.library.name
        if not self.text or not isinstance(root, ast.Name) or dotted_name(node) is None:
            return ()
        if self.new.imports(root.id) != {library} or path.partition(".")[0] != library:
            return ()
        return (CodeEdit.at(self.text, node, node, f"{root.id}{path.removeprefix(library)}"),)

    def _imports(self) -> Iterator[CallEffect]:
        new = self.new.codebase
        for statement in ast.walk(self.new.tree):
            if not isinstance(statement, ast.ImportFrom) or not statement.module:
                continue
            if statement.level or statement.module.partition(".")[0] != new.library.name:
                continue
            for alias in statement.names:
                if alias.name == "*" or self.new.is_guarded(alias):
                    continue
                self.count += 1
                path = f"{statement.module}.{alias.name}"
                was = find(self.old.codebase.library, path)
                if find(new.library, path) is None and self._lacks(statement.module, alias.name):
                    yield self._imported(statement, alias, was)

    def _lacks(self, module: str, name: str) -> bool:
        """Return whether a release certainly does not have a name, or the module it is in."""
        new = self.new.codebase
        owner: Symbol | None = None
        for part in module.split("."):
            path = f"{owner.path}.{part}" if owner is not None else part
            holder, owner = owner, find(new.library, path)
            if owner is None:
                return holder is not None and has_not(new, holder, part)
        return owner is not None and has_not(new, owner, name)

    def _imported(
        self, statement: ast.ImportFrom, alias: ast.alias, was: Symbol | None
    ) -> CallEffect:
        message = f"`{statement.module}` has no `{alias.name}` to import"
        path = self._new_path(was) if was is not None else None
        if path is None:
            past = self.successors.past_name(statement.module or "", alias.name, [])
            end = f"; {past}" if past else ""
            return CallEffect("fails", "import-removed", f"{message}{end}", alias, alias.name)
        module, _, name = path.rpartition(".")
        edits: tuple[CodeEdit, ...] = ()
        if self.text and len(statement.names) == 1:
            bound = alias.asname or alias.name
            new = f"from {module} import {name}" + (f" as {bound}" if bound != name else "")
            edits = (CodeEdit.at(self.text, statement, statement, new),)
        words = f"{message}; it is `{path}` now"
        return CallEffect("fails", "import-removed", words, alias, alias.name, path, edits)


def has_not(codebase: Codebase, holder: Symbol, name: str) -> bool:
    """Return whether a module or a class certainly has no attribute of a name.

    Args:
        codebase: The release.
        holder: The module or class.
        name: The attribute, which another release has.
    """
    if isinstance(holder.fact, ModuleFact):
        return _module_has_not(codebase, holder, name)
    if not isinstance(holder.fact, ClassFact) or hasattr(object, name):
        return False
    ancestry = codebase.linker.ancestry
    if ancestry.member(holder, name) is not None:
        return False
    if listens(codebase, holder, name) is not None:
        return False
    if not all(map(is_harmless, ancestry.unknown_bases(holder))):
        return False
    # It may be set from outside: `knob.turn = ...`, `setattr(class_, "turn", ...)`.
    sets = re.compile(
        rf"\.{re.escape(name)}\s*(?::[^=\n]+)?=(?!=)|setattr\([^\n]*\b{re.escape(name)}\b"
    )
    for ancestor in ancestry.order(holder):
        fact = ancestor.fact
        if not isinstance(fact, ClassFact) or {"__getattr__", "__getattribute__"} & set(
            fact.members
        ):
            return False
        file = ancestor.source.file
        if any(sets.search(line) for line in ancestor.library.tree.read(file).decode(
            "utf-8", "replace").split("\n")):  # fmt: skip
            return False
    return True


def _module_has_not(codebase: Codebase, holder: Symbol, name: str) -> bool:
    library, facts = holder.library, holder.fact
    assert isinstance(facts, ModuleFact)
    path = f"{holder.module}.{name}"
    if name in facts.members or "__getattr__" in facts.members or name.startswith("__"):
        return False
    if path in library.modules or any(each.startswith(f"{path}.") for each in library.modules):
        return False
    if find(library, path) is not None:
        return False
    for star in facts.star_imports():
        if library.absolute(holder.module, star.target).partition(".")[0] != library.name:
            return False
    source = library.source(holder.module).decode("utf-8", "replace")
    imported = rf"^\s*(?:from .* )?import .*\b{re.escape(name)}\b"
    made = rf"\b(?:globals|setattr|exec)\(|sys\.modules|{imported}"
    return re.search(made, source, re.MULTILINE) is None


def advised_call(texts: list[str], owner: str, name: str) -> bool:
    """Return whether a text advises to call a class in the place of a method of it.

    Args:
        texts: What the older release says of the method.
        owner: Name of the class.
        name: Name of the method.
    """
    for text in texts:
        words = [
            next(group for group in match.groups() if group) for match in QUOTED.finditer(text)
        ]
        calls = any(re.search(rf"\b{re.escape(owner)}\(", each) for each in words)
        if calls and any(f"{owner}.{name}(" in each for each in words):
            return True
    return False
