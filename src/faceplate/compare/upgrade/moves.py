"""Arguments that are passed to another call of the same object now, and methods that went.

`Blocks(theme=...)` and `app.launch()` are calls about one object. Where exactly one call in the
file takes the argument now, and what is passed means the same there, it is moved.
"""

from __future__ import annotations

import ast
import builtins

from faceplate.check.examples.referents import ExampleCall, ExampleObject
from faceplate.compare.upgrade.calls import CallEffect
from faceplate.compare.upgrade.edits import CodeEdit, argument_added, argument_removed, offset
from faceplate.compare.upgrade.names import advised_call
from faceplate.compare.upgrade.reader import AppReader
from faceplate.compare.upgrade.scopes import scopes
from faceplate.compare.upgrade.successors import Successors, warning_texts
from faceplate.facts.declarations import ClassFact
from faceplate.link.library import Symbol
from faceplate.link.names import find

_DEEPEST = 60


class Moves:
    """Finds the calls that are about one object.

    Args:
        old: What the names of the app mean in the older release.
        new: What they mean in the newer one.
        successors: What takes the place of what.
        text: The source of the app.
    """

    def __init__(self, old: AppReader, new: AppReader, successors: Successors, text: str) -> None:
        self.old = old
        self.new = new
        self.successors = successors
        self.text = text
        self._scopes = scopes(new.tree)

    def moved(self, effect: CallEffect, called: ExampleCall) -> CallEffect:
        """Return an effect with the call that takes the argument now, if one does.

        Args:
            effect: What becomes of an argument that is passed by name.
            called: The call that passes it.
        """
        word = effect.node
        if effect.edits or effect.successor or not isinstance(word, ast.keyword) or not word.arg:
            return effect
        where, target, targets = self._taking(called, word.arg)
        if where is None:
            return effect
        message = f"{effect.message.partition('; ')[0]}; `{where}` takes it now"
        successor = f"{where.removesuffix('()')}({word.arg}=...)"
        effect = effect._replace(message=message, successor=successor)
        if (
            target is None
            or targets != 1
            or not self.text
            or not self._means_same(word.value, target, called.node)
        ):
            return effect
        removed = argument_removed(self.text, called.node, word)
        if any(each.arg == word.arg for each in target.keywords):
            return effect._replace(edits=(removed,))
        if any(each.arg is None for each in target.keywords):
            return effect
        source = ast.get_source_segment(self.text, word.value)
        if source is None:
            return effect
        added = argument_added(self.text, target, f"{word.arg}={source}")
        return effect._replace(edits=(removed, added))

    def _taking(self, called: ExampleCall, name: str) -> tuple[str | None, ast.Call | None, int]:
        """Return what takes an argument now, the call of it in the app, and how many there are."""
        symbol = called.symbol
        if called.listener is None and isinstance(symbol.fact, ClassFact):
            method = self._method(symbol, name)
            if method is None:
                return None, None, 0
            calls = [
                node
                for node in ast.walk(self.new.tree)
                if isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == method
                and self.made_by(node.func.value) is called.node
            ]
            return f"{method}()", calls[0] if calls else None, len(calls)
        return self._constructor(called, name)

    def _method(self, class_: Symbol, name: str) -> str | None:
        """Return the one method that takes an argument now and did not before."""
        new, old = self.successors.new, self.successors.old
        before = find(old.library, new.linker.path(class_))
        methods = []
        for owner in new.linker.ancestry.order(class_):
            fact = owner.fact
            for each in fact.members if isinstance(fact, ClassFact) else ():
                declared = owner.member(each)
                if each.startswith("_") or declared is None or declared.function is None:
                    continue
                if name not in _taken(new.unit(declared, owner)) or each in methods:
                    continue
                was = old.linker.ancestry.member(before, each) if before is not None else None
                is_function = was is not None and was.function is not None
                if was is not None and is_function and name not in _taken(old.unit(was, before)):
                    methods.append(each)
        return methods[0] if len(methods) == 1 else None

    def _constructor(
        self, called: ExampleCall, name: str
    ) -> tuple[str | None, ast.Call | None, int]:
        """Return the constructor of the object, if it takes an argument now and did not before."""
        function = called.node.func
        if not isinstance(function, ast.Attribute):
            return None, None, 0
        owner = self.new.referent(function.value)
        if not isinstance(owner, ExampleObject):
            return None, None, 0
        before = find(self.successors.old.library, self.successors.new.linker.path(owner.class_))
        if name not in _taken(self.successors.new.unit(owner.class_)):
            return None, None, 0
        if before is None or name in _taken(self.successors.old.unit(before)):
            return None, None, 0
        made = self.made_by(function.value)
        path = self.successors.new.linker.path(owner.class_)
        return path, made, 1 if made is not None else 0

    def made_by(self, node: ast.expr, depth: int = 0) -> ast.Call | None:
        """Return the call that makes the object which an expression stands for; None if unclear."""
        if depth > _DEEPEST:
            return None
        if isinstance(node, ast.Name):
            bound = self.new.bindings.get(node.id, [])
            single = bound[0] if len(bound) == 1 else None
            return self.made_by(single, depth + 1) if isinstance(single, ast.expr) else None
        if not isinstance(node, ast.Call):
            return None
        referents = [reader.referent(node.func) for reader in (self.new, self.old)]
        if any(isinstance(each, Symbol) and isinstance(each.fact, ClassFact) for each in referents):
            return node
        given = [reader.referent(node) for reader in (self.new, self.old)]
        if isinstance(node.func, ast.Attribute) and any(given):
            # What gives the object itself: `app.queue()`.
            owners = [reader.referent(node.func.value) for reader in (self.new, self.old)]
            if any(each is not None and each in owners for each in given):
                return self.made_by(node.func.value, depth + 1)
        return None

    def _means_same(self, value: ast.expr, target: ast.Call, source: ast.Call) -> bool:
        """Return whether an expression is worth the same in another call of the file."""
        together = self._scopes.get(id(target)) == self._scopes.get(id(source))
        for node in ast.walk(value):
            if isinstance(node, ast.NamedExpr | ast.Await | ast.Yield | ast.YieldFrom):
                return False
            if not isinstance(node, ast.Name) or hasattr(builtins, node.id):
                continue
            bound = self.new.bindings.get(node.id, [])
            if len(bound) != 1 or (not together and not isinstance(bound[0], str)):
                return False
        return True

    def method_gone(self, effect: CallEffect, call: ast.Call | None) -> CallEffect:
        """Return an effect on a method with what its calls are now, where that is certain.

        Args:
            effect: What becomes of the method.
            call: The call of it; None if it is only named.
        """
        node = effect.node
        if call is None or not isinstance(node, ast.Attribute) or effect.edits or not self.text:
            return effect
        owner = self.old.referent(node.value)
        class_ = owner.class_ if isinstance(owner, ExampleObject) else owner
        if not isinstance(class_, Symbol) or not isinstance(class_.fact, ClassFact):
            return effect
        now = find(self.successors.new.library, self.successors.old.linker.path(class_))
        if now is None or not isinstance(now.fact, ClassFact):
            return effect
        taken = _taken(self.successors.new.unit(now))
        texts = self._texts(class_, node.attr)
        names = [word.arg for word in call.keywords]
        if call.args or not all(name in taken for name in names):
            return effect
        if isinstance(owner, ExampleObject):
            return self._into_constructor(effect, call, node, texts)
        short = now.name.rpartition(".")[2]
        if not advised_call(texts, short, node.attr):
            return effect
        start = offset(self.text, node.value.end_lineno or 0, node.value.end_col_offset or 0)
        end = offset(self.text, node.end_lineno or 0, node.end_col_offset or 0)
        path = self.successors.new.linker.path(now)
        return effect._replace(
            message=f"{effect.message.partition('; ')[0]}; a new `{path}` takes its place",
            successor=f"{path}(...)",
            edits=(CodeEdit(start, end, ""),),
        )

    def _into_constructor(
        self, effect: CallEffect, call: ast.Call, node: ast.Attribute, texts: list[str]
    ) -> CallEffect:
        """Pass the arguments of a method that went to the constructor before it."""
        made = node.value
        if not any("constructor" in text for text in texts) or not isinstance(made, ast.Call):
            return effect
        present = {word.arg for word in made.keywords}
        if None in present or present & {word.arg for word in call.keywords}:
            return effect
        sources = [ast.get_source_segment(self.text, word) for word in call.keywords]
        start = offset(self.text, made.end_lineno or 0, made.end_col_offset or 0)
        end = offset(self.text, call.end_lineno or 0, call.end_col_offset or 0)
        edits = [CodeEdit(start, end, "")]
        if sources:
            added = argument_added(self.text, made, ", ".join(filter(None, sources)))
            edits.append(added)
        return effect._replace(
            message=f"{effect.message.partition('; ')[0]}; the constructor takes its arguments",
            successor="the constructor",
            edits=tuple(edits),
        )

    def _texts(self, class_: Symbol, method: str) -> list[str]:
        """Return what the older release says of a method that goes away."""
        texts = [text for text in warning_texts(self.successors.old) if method in text]
        declared = self.successors.old.linker.ancestry.member(class_, method)
        if declared is not None and declared.docstring is not None:
            texts.append(declared.docstring.text)
        for owner in self.successors.old.linker.ancestry.order(class_):
            general = owner.member(method)
            if general is not None and general.docstring is not None:
                texts.append(general.docstring.text)
        return texts


def _taken(unit: object) -> set[str]:
    parameters = getattr(unit, "parameters", [])
    return {each.name for each in parameters if not each.kind.startswith("var_")}
