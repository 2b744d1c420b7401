"""Which members of a class stand on its page, and which on the page of an ancestor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from faceplate.cache.recorder import Recorder, Remembered
from faceplate.docstrings.bodies import markdown
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.assignments import value_of
from faceplate.link.expressions import call_of, documented, keyword, literal_string
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.model import Inherited

# `other`, `module.other`, `staticmethod(other)`: what may be another name of a function.
_NAMES_FUNCTION = re.compile(r"(?:staticmethod|classmethod)\(.*\)|[A-Za-z_][\w.]*")

_CONSTRUCTORS = {"__init__", "__new__", "__post_init__", "__attrs_post_init__"}


class Members:
    """The members of the classes of one library.

    Args:
        paths: Public path of each declaration that has one, by canonical path.
        ancestry: The linearisations of the library.
        recorder: Where the modules that are looked into are noted.
    """

    def __init__(self, paths: Mapping[str, str], ancestry: Ancestry, recorder: Recorder) -> None:
        self._paths = paths
        self._ancestry = ancestry
        self._shown: Remembered[str, list[str]] = Remembered(recorder)

    def of(self, symbol: Symbol) -> Iterator[Symbol]:
        """Yield the public members of a class that no other page shows.

        They are its own and those of ancestors in the same library that have no public path, hence
        no page, unless the page of a nearer ancestor has them already. An attribute that nothing
        describes is left out, except for the members of an enumeration.

        Args:
            symbol: The class.
        """
        seen: set[str] = set()
        order = self._ancestry.order(symbol)
        elsewhere: set[str] = set()
        for owner in order[1:]:
            if owner.path in self._paths and owner.path not in elsewhere:
                elsewhere.update(ancestor.path for ancestor in self._ancestry.order(owner))
        listed = any(path.startswith("enum.") for path in self._ancestry.unknown_bases(symbol))
        for owner in order:
            if owner is not symbol and (
                owner.path in elsewhere or owner.library is not symbol.library
            ):
                continue
            assert isinstance(owner.fact, ClassFact)
            for name in owner.fact.members:
                member = owner.member(name)
                if member is None or name in seen or not self._is_public(member):
                    continue
                seen.add(name)
                if listed or self._is_described(member):
                    yield member

    def inherited(
        self,
        owners: Iterable[Symbol],
        own: Iterable[str],
        members: Callable[[Symbol], Iterable[Symbol]],
        path: Callable[[Symbol], str],
    ) -> list[Inherited]:
        """Return the names of what a class takes from public ancestors, nearest first.

        Args:
            owners: Its ancestors that have a page.
            own: Names that its page shows already, or that it overrides.
            members: Gives what stands on the page of a class.
            path: Gives the public path of a class.
        """
        seen = set(own)
        parts: list[Inherited] = []
        for owner in owners:
            names = [name for name in self._names(owner, members) if name not in seen]
            seen.update(names)
            if names:
                parts.append(Inherited(path(owner), names))
        return parts

    def _names(self, owner: Symbol, members: Callable[[Symbol], Iterable[Symbol]]) -> list[str]:
        def collect() -> list[str]:
            names = (member.name.rpartition(".")[2] for member in members(owner))
            return [name for name in names if not name.startswith("__") or name == "__call__"]

        return self._shown.get(owner.path, collect)

    def _is_public(self, member: Symbol) -> bool:
        """Say whether a member has a public name, or is a special method with a text of its own."""
        name = member.name.rpartition(".")[2]
        if not name.startswith("_"):
            return True
        fact = member.fact
        if not isinstance(fact, FunctionFact) or name in _CONSTRUCTORS:
            return False
        special = name.startswith("__") and name.endswith("__")
        return special and (fact.docstring is not None or name == "__call__")

    def _is_described(self, member: Symbol) -> bool:
        fact = member.fact
        if not isinstance(fact, AttributeFact):
            return True
        return bool(text_of(fact)) or self.function(member) is not None

    def function(self, member: Symbol) -> Symbol | None:
        """Return the function that a member is, or that an assignment makes another name of."""
        fact = member.fact
        if isinstance(fact, FunctionFact):
            return member
        value = fact.value if isinstance(fact, AttributeFact) else None
        if not value or not _NAMES_FUNCTION.fullmatch(value):
            return None
        target = value_of(member, self._ancestry)
        return target if isinstance(target, Symbol) and target.function is not None else None


def text_of(fact: AttributeFact) -> str:
    """Return what is said of an attribute: below it, in the call that makes it, or in its type."""
    if fact.docstring is not None:
        return markdown(fact.docstring.text)
    called = call_of(fact.value) if fact.value and "doc" in fact.value else None
    text = literal_string(keyword(called[1], "doc")) if called else None
    return markdown(text or documented(fact.annotation)[1])
