"""The modules of a library, read one by one as something asks for them.

Following the public names and the bases of classes touches about half of a library's files; the
rest is never parsed. A file that cannot be read is noted once and counts as a module that declares
nothing, so that the others can still be linked.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from faceplate.cache.recorder import Recorder
from faceplate.errors import clean
from faceplate.facts.cached import CachedReader
from faceplate.facts.declarations import (
    ClassFact,
    Docstring,
    FunctionFact,
    ImportFact,
    Member,
    ModuleFact,
)
from faceplate.facts.scans import ScanCache
from faceplate.model import Problem, Source
from faceplate.source.tree import Tree, Unreadable

_NOTHING = ModuleFact(None, None, {}, [])


class Symbol(NamedTuple):
    """A declaration and where it stands.

    Attributes:
        library: The library that holds it.
        module: Dotted name of its module.
        name: Its name within the module, dotted for members of classes; empty for the module.
        fact: What the file says of it.
    """

    library: Library
    module: str
    name: str
    fact: Member | ModuleFact

    @property
    def path(self) -> str:
        """The canonical path: module and name."""
        return f"{self.module}.{self.name}" if self.name else self.module

    @property
    def source(self) -> Source:
        """Where it stands in its library."""
        self._consult()
        line, end_line = 1, 1
        if not isinstance(self.fact, ModuleFact):
            line = self.fact.line
            end_line = getattr(self.fact, "end_line", line)
        return Source(self.library.modules[self.module], line, end_line)

    @property
    def docstring(self) -> Docstring | None:
        """Its docstring, if it has one."""
        self._consult()
        return getattr(self.fact, "docstring", None)

    def member(self, name: str) -> Symbol | None:
        """Return the member of that name which the class itself declares."""
        self._consult()
        if not isinstance(self.fact, ClassFact) or name not in self.fact.members:
            return None
        return Symbol(self.library, self.module, f"{self.name}.{name}", self.fact.members[name])

    @property
    def function(self) -> FunctionFact | None:
        """Its facts if it is a function."""
        return self.fact if isinstance(self.fact, FunctionFact) else None

    def _consult(self) -> None:
        """Note its module: it may have been found long before it is looked into."""
        self.library.recorder.note((self.library.name, self.module))


class Library:
    """A library whose modules are read on demand.

    Args:
        tree: Its files.
        reader: Where facts come from.
        recorder: Where the modules that are asked for are noted.

    Attributes:
        companions: Other libraries that names may lead into, such as the one it extends.
        marks: Names of decorators that only mark what its documentation explains.
        siblings: Those of them that are part of the same distribution.
        hiding: Whether a submodule hides what its package binds to its name, where it was asked.
        store: Where what is made of it is kept.
        place: What tells it from its other releases, and from copies elsewhere.
    """

    def __init__(self, tree: Tree, reader: CachedReader, recorder: Recorder | None = None) -> None:
        self.tree = tree
        self.name = tree.name
        self.recorder = recorder or Recorder()
        self.companions: list[Library] = []
        self.marks: tuple[str, ...] = ()
        self.siblings: list[Library] = []
        self.hiding: dict[str, bool] = {}
        self.modules: dict[str, str] = {}
        self.stubs: dict[str, str] = {}
        self.packages: set[str] = set()
        self.store = reader.store
        self.place = tree.place or f"{tree.name}\0{tree.version}\0{tree.location}"
        self._reader = reader
        self._scans = ScanCache(reader.store, tree.name, self.place)
        self._facts: dict[str, ModuleFact] = {}
        self._digests: dict[str, bytes] = {}
        self._stars: dict[str, list[str]] = {}
        self._problems: dict[tuple[str, int | None, str], Problem] = {}
        self._unread: set[tuple[str, int | None, str]] = set()
        for path in tree.files:
            dotted, is_package = _dotted(path)
            paths = self.stubs if path.endswith(".pyi") else self.modules
            if is_package:
                self.packages.add(dotted)
                paths[dotted] = path  # as in Python, a package hides the module of its name
            else:
                paths.setdefault(dotted, path)
        # What is compiled, or exists for type checkers only, is known by its stub.
        for dotted in self.stubs.keys() - self.modules.keys():
            self.modules[dotted] = self.stubs.pop(dotted)
        self.modules = dict(sorted(self.modules.items(), key=lambda module: module[1]))

    @property
    def problems(self) -> list[Problem]:
        """What could not be read so far, by file."""
        by_place = sorted(self._problems, key=lambda key: (key[0], key[1] or 0, key[2]))
        return [*self.tree.problems, *(self._problems[key] for key in by_place)]

    @property
    def unread(self) -> list[Problem]:
        """What kept files from being read so far, of which nothing is known then."""
        return [self._problems[key] for key in sorted(self._unread, key=lambda key: key[0])]

    def holds(self, path: str) -> bool:
        """Say whether an absolute dotted path leads into the library."""
        return path == self.name or path.startswith(f"{self.name}.")

    def home(self, path: str) -> Library | None:
        """Return the library of the same distribution that an absolute dotted path leads into."""
        if self.holds(path):
            return self
        return next((sibling for sibling in self.siblings if sibling.holds(path)), None)

    def shares_distribution(self, other: Library) -> bool:
        """Say whether another library is this one, or a part of the same distribution."""
        return other is self or other in self.siblings

    def module(self, name: str) -> ModuleFact | None:
        """Return the facts of a module.

        Args:
            name: Its dotted name.

        Returns:
            Its facts, empty ones if its file cannot be read; None if there is no such module.
        """
        self.recorder.note((self.name, name))
        facts = self._facts.get(name)
        if facts is None:
            path = self.modules.get(name)
            if path is None:
                return None
            facts = self._read(path)
            if facts.has_lazy_stub and (stub := self.stub(name)) is not None:
                facts = replace(
                    facts,
                    members=stub.members | facts.members,
                    exports=facts.exports or _imported_names(stub),
                )
            self._facts[name] = facts = self._with_stand_ins(name, facts)
        return facts

    def _with_stand_ins(self, name: str, facts: ModuleFact) -> ModuleFact:
        """Let what an `except` declares count where what its `try` imports is not there."""
        needed = {
            alias: member
            for alias, member in facts.stand_ins.items()
            # It may have been deleted or replaced further down.
            if isinstance(imported := facts.members.get(alias), ImportFact)
            and not self._is_there(self.absolute(name, imported.target))
        }
        return replace(facts, members=facts.members | needed) if needed else facts

    def _is_there(self, path: str) -> bool:
        """Say whether what an import names is Python's own, or in a module that can be read."""
        if path.partition(".")[0] in sys.stdlib_module_names:
            return True
        return any(
            path in library.modules or path.rpartition(".")[0] in library.modules
            for library in (self, *self.companions)
        )

    def stub(self, name: str) -> ModuleFact | None:
        """Return the facts of a module's stub file, which are kept apart from the source's."""
        path = self.stubs.get(name)
        return None if path is None else self._read(path, self._reader.stub)

    def digest(self, name: str) -> bytes:
        """Return the hash of a module's source and stub; nothing if there is no such module."""
        digest = self._digests.get(name)
        if digest is None:
            paths = [path for path in (self.modules.get(name), self.stubs.get(name)) if path]
            digest = b"".join(self.tree.digest(path) or b"-" for path in paths)
            self._digests[name] = digest
        return digest

    def is_loaded(self, name: str) -> bool:
        """Say whether a module has been read."""
        return name in self._facts

    def source(self, name: str) -> bytes:
        """Return the source of a module; nothing of one whose file cannot be read."""
        path = self.modules[name]
        try:
            return self.tree.read(path)
        except Unreadable as error:
            self._note(path, None, str(error))
            return b""

    def holding(self, marker: bytes) -> list[str]:
        """Return the modules whose source holds some bytes.

        Args:
            marker: Bytes that a declaration of interest cannot do without.

        Returns:
            Dotted names, in the order of the files.
        """
        return [name for name in self.modules if self._scans.holds(*self._searched(name), marker)]

    def _searched(self, name: str) -> tuple[bytes, Callable[[], bytes]]:
        """Return the hash of a module's source, and what reads it; note what cannot be read."""
        if name not in self._digests and self.tree.digest(self.modules[name]) is None:
            self.source(name)
        return self.digest(name), partial(self.source, name)

    def imported_at_margin(self, name: str) -> list[tuple[int, str]]:
        """Return the imports at the margin of a module that may stay in the library.

        Args:
            name: The module's dotted name.

        Returns:
            Line and target of each, in order, the target as it is written.
        """
        return self._scans.imports(*self._searched(name))

    def imports(self, package: str) -> bool:
        """Say whether any module has an import statement that names another package."""
        statement = re.compile(
            rb"^[ \t]*(?:from|import)[ \t]+%s\b" % package.encode(), re.MULTILINE
        )
        return any(statement.search(self.source(name)) for name in self.holding(package.encode()))

    def close(self) -> None:
        """Keep what was seen of the files, for the next time."""
        self._scans.close()

    def star_targets(self, module: str, facts: ModuleFact) -> list[str]:
        """Return the modules that a module imports all names from, in order.

        Args:
            module: The module's dotted name.
            facts: Its facts.
        """
        if module not in self._stars:
            stars = facts.star_imports()
            self._stars[module] = [self.absolute(module, star.target) for star in stars]
        return self._stars[module]

    def absolute(self, module: str, target: str) -> str:
        """Make the target of an import absolute.

        Args:
            module: The module that imports.
            target: The target, with leading dots if it is relative.

        Returns:
            A dotted path.
        """
        dots = len(target) - len(target.lstrip("."))
        if not dots:
            return target
        parts = module.split(".")
        base = parts[: len(parts) - dots + (1 if module in self.packages else 0)]
        return ".".join([*base, target[dots:]])

    def _read(
        self, path: str, facts: Callable[[bytes, bytes], ModuleFact] | None = None
    ) -> ModuleFact:
        try:
            content = self.tree.read(path)
            declared = (facts or self._reader.facts)(content, self.tree.digest(path) or b"")
            for line, message in declared.problems:
                self._note(path, line, message)
            return declared
        except Unreadable as error:
            self._unread.add(self._note(path, None, str(error)))
        except ValueError as error:
            self._unread.add(self._note(path, getattr(error, "line", None), str(error)))
        except Exception as error:
            # Whatever a fault of the reader does to one file, the others are still read.
            message = f"reading it failed: {type(error).__name__}: {error}"
            self._unread.add(self._note(path, None, clean(message)))
        return _NOTHING

    def _note(self, path: str, line: int | None, message: str) -> tuple[str, int | None, str]:
        key = (path, line, message)
        self._problems.setdefault(key, Problem(clean(path), line, message))
        return key


def _imported_names(stub: ModuleFact) -> list[str]:
    """Return what a module exports that loads on demand what its stub imports from its package."""
    return [
        name
        for name, member in stub.members.items()
        if isinstance(member, ImportFact) and member.target.startswith(".")
    ]


def _dotted(path: str) -> tuple[str, bool]:
    stem = path.removesuffix(".pyi").removesuffix(".py")
    package = stem.removesuffix("/__init__")
    return package.replace("/", "."), package != stem
