"""What becomes of one call of an app: each argument held against both releases."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.check.examples.mismatches import contradicted, left_out
from faceplate.check.examples.referents import BY_POSITION, ExampleCall
from faceplate.compare.upgrade.edits import (
    CodeEdit,
    argument_removed,
    argument_renamed,
    argument_replaced,
)
from faceplate.compare.upgrade.execution import BodyEvent, executed
from faceplate.compare.upgrade.impact import Outcome
from faceplate.compare.upgrade.successors import Successor, Successors
from faceplate.compare.upgrade.values import SOMETHING, UNKNOWN, Names, passed
from faceplate.compare.upgrade.warned import warned_elsewhere
from faceplate.facts.declarations import ClassFact
from faceplate.link.library import Symbol
from faceplate.link.names import find
from faceplate.model import Parameter


class CallEffect(NamedTuple):
    """What a release does to a part of a call or to a name.

    Attributes:
        outcome: What comes of it.
        kind: What is affected and how.
        message: What happens.
        node: Where.
        name: The argument or name; empty for the call as a whole.
        successor: What takes its place, as source.
        edits: What writes that; empty where nothing certainly does.
    """

    outcome: Outcome
    kind: str
    message: str
    node: ast.expr | ast.keyword | ast.alias
    name: str = ""
    successor: str | None = None
    edits: tuple[CodeEdit, ...] = ()


class CallPair(NamedTuple):
    """A call as either release understands it.

    Attributes:
        old: In the older release; None where it is not known there.
        new: In the newer one.
    """

    old: ExampleCall | None
    new: ExampleCall


def effects(pair: CallPair, successors: Successors, text: str) -> Iterator[CallEffect]:
    """Yield what the newer release does to a call.

    Args:
        pair: The call.
        successors: What takes the place of what.
        text: The source that the call stands in.
    """
    comparison = _CallComparison(pair, successors, text)
    yield from comparison.refused()
    yield from comparison.shifted()
    yield from comparison.missing()
    yield from comparison.executed()
    yield from comparison.contradicted()
    yield from comparison.defaults()


class _CallComparison:
    def __init__(self, pair: CallPair, successors: Successors, text: str) -> None:
        self.old, self.new = pair
        self.node = pair.new.node
        self.successors = successors
        self.text = text
        self.before = pair.old.parameters if pair.old is not None else []
        self.after = pair.new.parameters
        self.taken = {each.name: each for each in self.after if not each.kind.startswith("var_")}
        self.anything = any(each.kind == "var_keyword" for each in self.after)
        self.settled: set[str] = set()

    def refused(self) -> Iterator[CallEffect]:
        """Yield the arguments that are passed by name and not taken under it."""
        for word in self.node.keywords:
            if word.arg is None or word.arg in self._by_name():
                continue
            if self.anything:
                continue  # what becomes of it, its body tells
            self.settled.add(word.arg)
            yield self._gone(word, "fails", "argument-removed", "does not take")

    def _by_name(self) -> set[str]:
        return {name for name, each in self.taken.items() if each.kind != "positional_only"}

    def _gone(self, word: ast.keyword, outcome: Outcome, kind: str, verb: str) -> CallEffect:
        name = word.arg or ""
        message = f"`{self.new.name}` {verb} `{name}`"
        successor = self.successors.argument(
            name, word.value, self.before, self.after, self._announced(word)
        )
        if successor is not None:
            shown, certain = self._edits(word, successor)
            words = f"{message}; {successor.reason}"
            return CallEffect(outcome, kind, words, word, name, shown, certain)
        past = self.successors.past(self.new.symbol, self.after, name, self.new.listener)
        edits: tuple[CodeEdit, ...] = ()
        if self.successors.drops and outcome == "fails" and self.text:
            edits = (argument_removed(self.text, self.node, word),)
        words = f"{message}; {past}" if past else message
        return CallEffect(outcome, kind, words, word, name, None, edits)

    def _edits(
        self, word: ast.keyword, successor: Successor
    ) -> tuple[str | None, tuple[CodeEdit, ...]]:
        present = {each.arg for each in self.node.keywords}
        if not self.text:
            return successor.name, ()
        if successor.name is None:
            return None, (argument_removed(self.text, self.node, word),)
        if successor.name in present or None in present:
            return successor.name, self._joined(word, successor)
        if successor.value is None:
            return successor.name, (argument_renamed(self.text, word, successor.name),)
        shown = f"{successor.name}={successor.value}"
        return shown, (argument_replaced(self.text, word, shown),)

    def _joined(self, word: ast.keyword, successor: Successor) -> tuple[CodeEdit, ...]:
        """Return edits that add to a list which is passed already what takes a place of its own."""
        present = next((each for each in self.node.keywords if each.arg == successor.name), None)
        value = passed(ast.parse(successor.value, mode="eval").body) if successor.value else None
        if (
            present is None
            or not isinstance(present.value, ast.List)
            or not isinstance(value, list)
        ):
            return ()
        shown = passed(present.value)
        if not isinstance(shown, list):
            return ()
        added = [each for each in value if each not in shown]
        listed = ", ".join(json.dumps(each) for each in [*shown, *added])
        return (
            argument_removed(self.text, self.node, word),
            argument_replaced(self.text, present, f"{successor.name}=[{listed}]"),
        )

    def _announced(self, word: ast.keyword) -> list[str]:
        """Return what releases before the newer one say to this call because of an argument."""
        symbol = self.new.symbol
        if self.new.listener is not None or not isinstance(symbol.fact, ClassFact):
            return []
        path = self.successors.new.linker.path(symbol)
        texts: list[str] = []
        for codebase in self.successors.before:
            before = find(codebase.library, path)
            if before is None or not isinstance(before.fact, ClassFact):
                continue
            function = codebase.unit(before).signature.function
            if function is not None:
                given: Names = {word.arg or "": _worth(word.value)}
                events = executed(codebase, function, before, [], given)
                quoted = re.compile(rf"[`'\"]{re.escape(word.arg or '')}[`'\"=]")
                texts += [each.text for each in events if quoted.search(each.text)]
        return texts

    def shifted(self) -> Iterator[CallEffect]:
        """Yield what is passed by position and is for another parameter, or for none."""
        if any(isinstance(each, ast.Starred) for each in self.node.args):
            return
        now = [each for each in self.after if each.kind in BY_POSITION]
        rest = any(each.kind == "var_positional" for each in self.after)
        was = [each for each in self.before if each.kind in BY_POSITION]
        if len(self.node.args) > len(now) and not rest:
            yield self._surplus(len(now), was)
        names = self.successors.renames(self.before, self.after)
        for (before, after), value in zip(
            zip(was, now, strict=False), self.node.args, strict=False
        ):
            if names.get(before.name, before.name) != after.name:
                yield self._reordered(before.name, after.name, value, was)
                return

    def _surplus(self, places: int, was: list[Parameter]) -> CallEffect:
        """Return what becomes of the first argument for which there is no place any more."""
        value = self.node.args[places]
        meant = was[places].name if places < len(was) else ""
        message = (
            f"`{self.new.name}` takes {places} arguments by position, and "
            f"{len(self.node.args)} are passed"
        )
        if not meant or not self._can_be_named(meant):
            return CallEffect("fails", "argument-by-position", message, value, meant)
        message = f"{message}; `{meant}` is passed by name now"
        edits = self._named(places, was)
        return CallEffect(
            "fails", "argument-by-position", message, value, meant, f"{meant}=", edits
        )

    def _reordered(
        self, before: str, after: str, value: ast.expr, was: list[Parameter]
    ) -> CallEffect:
        """Return what becomes of an argument that is for another parameter than before."""
        number = self.node.args.index(value)
        message = f"argument {number + 1} of `{self.new.name}` is `{after}`, and was `{before}`"
        edits = self._named(number, was)
        successor = f"{before}=" if edits else None
        return CallEffect("changes", "argument-order", message, value, before, successor, edits)

    def _can_be_named(self, name: str) -> bool:
        return name in self._by_name() and name not in {each.arg for each in self.node.keywords}

    def _named(self, first: int, was: list[Parameter]) -> tuple[CodeEdit, ...]:
        """Return edits that pass by name what is passed by position from some place on."""
        given = self.node.args[first:]
        names = [each.name for each in was[first : first + len(given)]]
        if len(names) < len(given) or not all(map(self._can_be_named, names)) or not self.text:
            return ()
        return tuple(
            CodeEdit.at(self.text, value, value, f"{name}=", before=True)
            for name, value in zip(names, given, strict=True)
        )

    def missing(self) -> Iterator[CallEffect]:
        """Yield what has to be passed and is not."""
        absent = left_out(self.new)
        if self.old is not None:
            could = {each.name for each in self.before if each.required}
            absent = [name for name in absent if name not in could]
        for name in absent:
            message = f"`{self.new.name}` needs `{name}`, which is not passed"
            yield CallEffect("fails", "argument-required", message, self.node.func, name)

    def executed(self) -> Iterator[CallEffect]:
        """Yield what the bodies of the newer release refuse or warn of."""
        spread = any(isinstance(each, ast.Starred) for each in self.node.args)
        if spread or any(word.arg is None for word in self.node.keywords):
            return
        given: Names = {
            word.arg: _worth(word.value)
            for word in self.node.keywords
            if word.arg and word.arg not in self.settled
        }
        events = self._events(given)
        for event in events:
            words = self._responsible(event, given)
            yield from (self._told(event, word) for word in words)
            # What no argument decides would fail for everybody, and so is rather misread, unless
            # the function itself says so.
            if not words and (not event.fails or event.function.startswith(self.new.symbol.path)):
                yield self._told(event, None)
            self.settled |= {word.arg for word in words if word.arg is not None}
        if self.anything:
            yield from self._swallowed(given)

    def _events(self, given: Names) -> list[BodyEvent]:
        arguments = [_worth(each) for each in self.node.args]
        codebase = self.successors.new
        if self.new.listener is not None:
            return warned_elsewhere(codebase, self.after, arguments, given)
        symbol = self.new.symbol
        class_: Symbol | None = None
        function: Symbol | None = symbol
        if isinstance(symbol.fact, ClassFact):
            class_, function = symbol, codebase.unit(symbol).signature.function
        elif "." in symbol.name:
            owner = symbol.path.rpartition(".")[0]
            class_ = find(symbol.library, owner)
        if function is None:
            return []
        return executed(codebase, function, class_, arguments, given)

    def _responsible(self, event: BodyEvent, given: Names) -> list[ast.keyword]:
        """Return the arguments without each of which it does not happen, or not so."""
        return [
            word
            for word in self.node.keywords
            if word.arg in given
            and all(
                each[:2] != event[:2]
                for each in self._events({n: value for n, value in given.items() if n != word.arg})
            )
        ]

    def _told(self, event: BodyEvent, word: ast.keyword | None) -> CallEffect:
        outcome: Outcome = "fails" if event.fails else "warns"
        words = " ".join(event.text.split())
        if word is None:
            message = f"`{self.new.name}`: {words}"
            return CallEffect(outcome, "call-refused" if event.fails else "call-warns", message,
                          self.node.func)  # fmt: skip
        name = word.arg or ""
        if event.fails and name not in self.taken:
            return self._gone(word, "fails", "argument-removed", "does not take")
        kind = "argument-refused" if event.fails else "argument-warns"
        verb = "refuses" if event.fails else "warns of"
        effect = self._gone(word, outcome, kind, verb)
        head, _, reason = effect.message.partition("; ")
        known = reason if effect.successor is not None or effect.edits else ""
        return effect._replace(message=f"{head}: {words}" + (f"; {known}" if known else ""))

    def _swallowed(self, given: Names) -> Iterator[CallEffect]:
        """Yield what was an argument of its own and is now one of any."""
        named = {each.name for each in self.before if not each.kind.startswith("var_")}
        for word in self.node.keywords:
            told = self.settled | self.taken.keys()
            if word.arg in given and word.arg in named and word.arg not in told:
                yield self._gone(word, "changes", "argument-unnamed", "takes by name no more")

    def contradicted(self) -> Iterator[CallEffect]:
        """Yield the values that the newer annotation does not allow, and the older one did."""
        before = {
            id(value)
            for _, value in (
                contradicted(self.old, "", self.successors.old) if self.old is not None else ()
            )
        }
        names = {id(word.value): word.arg or "" for word in self.node.keywords}
        for message, value in contradicted(self.new, "the app", self.successors.new):
            name = names.get(id(value), "")
            if id(value) in before or (name and name in self.settled):
                continue
            message = message.removeprefix("the app ")
            word = next((each for each in self.node.keywords if each.value is value), None)
            other = self.successors.rewritten(name, value, self.taken) if word is not None else None
            if word is None or other is None:
                yield CallEffect("changes", "value-type", message, value, name)
                continue
            shown, edits = self._edits(word, other)
            message = f"{message}; {other.reason}"
            yield CallEffect("changes", "value-type", message, word, name, shown, edits)

    def defaults(self) -> Iterator[CallEffect]:
        """Yield the defaults that are others for arguments which are not passed."""
        given = {word.arg for word in self.node.keywords}
        places = [each.name for each in self.after if each.kind in BY_POSITION]
        if None in given or any(isinstance(each, ast.Starred) for each in self.node.args):
            return
        given |= set(places[: len(self.node.args)])
        before = {each.name: each for each in self.before}
        for parameter in self.after:
            was = before.get(parameter.name)
            if was is None or parameter.name in given or was.required or parameter.required:
                continue
            if parameter.kind.startswith("var_") or was.default == parameter.default:
                continue
            message = (
                f"`{parameter.name}` of `{self.new.name}` is `{parameter.default}` by default, and "
                f"was `{was.default}`"
            )
            yield CallEffect(
                "changes", "default", message, self.node.func, parameter.name,
                f"{parameter.name}={was.default}",
            )  # fmt: skip


def _worth(node: ast.expr) -> object:
    """Return what an argument is worth; of what is made by a call, that it is something."""
    value = passed(node)
    if value is UNKNOWN and isinstance(node, ast.Call):
        return SOMETHING
    return value
