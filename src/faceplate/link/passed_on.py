"""What public modules without `__all__` bind, and nobody else makes public."""

from __future__ import annotations

from collections.abc import Mapping

from faceplate.facts.declarations import AttributeFact, ImportFact, Member
from faceplate.link.assignments import subject_of
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Library, Symbol
from faceplate.link.names import aliased, public_names, resolve
from faceplate.link.offered import is_offered


class PassedOn:
    """Collects what public modules pass on.

    That is what they take from private modules, what they take from others although these do not
    list it, and what gets a public name by an assignment, such as `register = _plugins.register`.

    Args:
        library: The library.
        ancestry: The linearisations of the library.

    Attributes:
        subjects: Classes, functions and methods by canonical path, in the order bound.
        paths: Their public paths, in that order.
    """

    def __init__(self, library: Library, ancestry: Ancestry) -> None:
        self.subjects: dict[str, Symbol] = {}
        self.paths: dict[str, list[str]] = {}
        self._library = library
        self._ancestry = ancestry
        self._public: dict[str, set[str]] = {}

    def take(self, module: str, published: Mapping[str, Symbol]) -> None:
        """Take what a module passes on.

        Args:
            module: Dotted name of the module.
            published: What is public in another way, by canonical path.
        """
        facts = self._library.module(module)
        for name in public_names(self._library, module) if facts else ():
            member = facts.members.get(name) if facts else None
            if not self._is_new(module, member):
                continue
            symbol = resolve(self._library, module, name)
            subject = None if symbol is None else subject_of(symbol, self._ancestry)
            if (
                subject is None
                or isinstance(subject.fact, AttributeFact)
                or subject.path in published
                or not self._library.shares_distribution(subject.library)
            ):
                continue
            self.subjects.setdefault(subject.path, subject)
            self.paths.setdefault(subject.path, []).append(f"{module}.{name}")

    def _is_new(self, module: str, member: Member | None) -> bool:
        """Say whether what a name is bound to may be public by this name only."""
        if isinstance(member, AttributeFact):
            return aliased(member) is not None
        if not isinstance(member, ImportFact):
            return member is None  # which comes with a star
        target = self._library.absolute(module, member.target)
        if target in self._library.modules:
            return False
        owner, _, name = target.rpartition(".")
        home = self._library.home(owner)
        if home is None or not is_offered(self._library, owner):
            return home is not None
        if owner not in self._public:
            self._public[owner] = set(public_names(home, owner))
        return name not in self._public[owner]
