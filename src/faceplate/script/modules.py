"""Finds the modules of what is read, and says what is not read.

Read are the script, what lies beside it, the library of its app, and packages that build on that
library. All others stand for themselves under their dotted names, and what they do is unknown, but
for some of Python's own that are known by their meaning.
"""

from __future__ import annotations

import ast
import os
import re
import sys
import warnings
from typing import TYPE_CHECKING, Any

from faceplate.script import contracts
from faceplate.script.values import (
    DESCRIBING,
    LAUNCH,
    External,
    Lazy,
    Lost,
    Module,
    Native,
    RuntimeValue,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine
    from faceplate.source.tree import Tree

_FILES = 400
_IMPORT = re.compile(rb"^[ \t]*(?:from|import)[ \t]+(\w+)", re.MULTILINE)
_STAND_INS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stand_ins.py")


class Modules:
    """The modules that a script can import.

    Args:
        folder: The folder of the script.
        search_path: Where packages are found; None for the path of this Python.
        given: The library as somebody has named it, with what it stands on.

    Attributes:
        search_path: Where packages are found, the folder of the script first.
        libraries: Names of the libraries that offer apps, found so far.
        missing: Names that a script imports and that are not found.
    """

    machine: Machine

    def __init__(
        self, folder: str, search_path: list[str] | None = None, given: list[Tree] | None = None
    ) -> None:
        self.folder = os.path.abspath(folder)
        path = sys.path if search_path is None else search_path
        self.search_path = [self.folder, *path]
        self._trees: dict[str, Tree | None] = {tree.name: tree for tree in given or []}
        self._given = set(self._trees)
        self._reads: dict[str, bool] = {}
        self._modules: dict[str, Module | None] = {}
        self.libraries: dict[str, Tree] = {}
        self.missing: list[str] = []
        self._stand_ins: Module | None = None
        self._resolving: list[Lazy] = []
        self._complete: set[str] = set()

    def tree(self, name: str) -> Tree | None:
        """The package of a name; None if it is not there as source."""
        if name not in self._trees:
            from faceplate.errors import UsageError
            from faceplate.source.environment import find

            try:
                self._trees[name] = None if _is_standard(name) else find(name, self.search_path)
            except UsageError:
                self._trees[name] = None
        return self._trees[name]

    def reads(self, name: str) -> bool:
        """Whether the package of a name is read."""
        if name in self._reads:
            return self._reads[name]
        return name in self.libraries or self._belongs(name)

    def _belongs(self, name: str) -> bool:
        """Whether a package is a part of a library that lies beside it, such as its client."""
        mine = any(name.startswith(f"{library}_") for library in self.libraries)
        return mine and self.tree(name) is not None

    def _consider(self, name: str, importer: Module) -> None:
        """Decide whether a package is read; what a library imports is only if it belongs to it."""
        top = importer.name.partition(".")[0]
        if name in self._reads or top in self.libraries or self._belongs(top):
            return
        self._reads[name] = False  # for packages that import each other
        self._reads[name] = self._decide(name)

    def _decide(self, name: str) -> bool:
        if name.isidentifier():
            tree = self.tree(name)
            if tree is None:
                return False
            if self.offers_apps(name):
                return True
            if self._belongs(name):
                return True
            if self._is_beside(tree):
                return True
            imported = set()
            for file in list(tree.files)[:_FILES]:
                imported |= set(_IMPORT.findall(_content(tree, file)))
            # What builds on a library may make its components.
            return any(self.offers_apps(one.decode("ascii", "replace")) for one in imported)
        return False

    def _is_beside(self, tree: Tree) -> bool:
        """Whether a package lies beside the script."""
        return tree.folder is not None and os.path.abspath(tree.folder) == self.folder

    def offers_apps(self, name: str) -> bool:
        """Whether a package has a class that launches apps and describes them."""
        if name in self.libraries:
            return True
        tree = self.tree(name) if name.isidentifier() else None
        if tree is None:
            return False
        describing = [f"def {one}(".encode() for one in DESCRIBING]
        for file in list(tree.files)[:_FILES]:
            content = _content(tree, file)
            if f"def {LAUNCH}(".encode() in content and any(one in content for one in describing):
                self.libraries[name] = tree
                return True
        return False

    def add(self, module: Module) -> None:
        """Add a module that is made already."""
        self._modules[module.name] = module

    def named(self, name: str) -> Module | None:
        """A module that was looked for before."""
        return self._modules.get(name)

    def find(self, name: str) -> Module | None:
        """The module of a dotted name, if it is one that is read."""
        if name not in self._modules:
            self._modules[name] = self._found(name)
        return self._modules[name]

    def _found(self, name: str) -> Module | None:
        top = name.partition(".")[0]
        if not self.reads(top):
            return None
        tree = self.tree(top)
        assert tree is not None
        path = name.replace(".", "/")
        for file, is_package in ((f"{path}/__init__.py", True), (f"{path}.py", False)):
            if file in tree.files:
                module = Module(name, file, is_package)
                module.own = top not in self.libraries and self._is_beside(tree)
                return module
        if any(file.startswith(f"{path}/") for file in tree.files):
            made = Module(name, "", True)
            made.ready = True
            return made
        return None

    def load(self, module: Module) -> None:
        """Read the top level of a module, if it has not been."""
        if module.ready or not module.file:
            return
        file, module.file = module.file, ""
        tree = self.tree(module.name.partition(".")[0])
        if tree is None:
            return
        try:
            parsed = parse(tree.read(file), file)
        except ValueError as error:
            raise Lost(f"{module.name} cannot be read: {error}") from None
        except SyntaxError as error:
            raise Lost(f"{module.name} cannot be read: line {error.lineno}") from None
        module.names["__file__"] = RuntimeValue(kind=str)
        module.names["__package__"] = _package(module)
        self.machine.run_module(module, parsed)

    def resolve(self, lazy: Lazy) -> Any:
        """What an import means."""
        module = self.find(lazy.module)
        if module is None:
            name = lazy.module if lazy.attribute is None else f"{lazy.module}.{lazy.attribute}"
            return self.external(name)
        if lazy.attribute is None:
            return module
        self.load(module)
        value = module.names.get(lazy.attribute, self)
        if type(value) is Lazy and (value.module, value.attribute) == (lazy.module, lazy.attribute):
            value = self  # a package that imports a module of its own
        if type(value) is Lazy:
            if value in self._resolving:
                raise Lost(f"{lazy.attribute} of {lazy.module} is imported in a circle")
            self._resolving.append(value)
            try:
                value = module.names[lazy.attribute] = self.resolve(value)
            finally:
                self._resolving.pop()
        if value is self:
            value = self.find(f"{lazy.module}.{lazy.attribute}")
            if value is None and "__getattr__" in module.names:
                return self.machine.call(module.names["__getattr__"], [lazy.attribute])
            if value is None and not module.ready:
                raise Lost(f"{lazy.attribute} of {lazy.module} is needed before it is made")
            if value is None:
                self.machine.error(ImportError, lazy.attribute)
        return value

    def external(self, path: str) -> Any:
        """What stands for something that is not read, under its dotted name."""
        from faceplate.script import standard

        if path in standard.MEANINGS:
            return standard.MEANINGS[path]
        name = standard.STAND_INS.get(path)
        if name is not None:
            return self._stand_in(name)
        value = contracts.constant(path)
        if value is not None:
            return value
        kind = contracts.kind(path)
        if kind is not None:
            return RuntimeValue(kind=kind)
        function = contracts.pure(path)
        return External(path) if function is None else Native(path, standard.plainly(function))

    def is_module(self, path: str) -> bool:
        """Whether a dotted name that is not read is that of a module."""
        top, dot, _ = path.partition(".")
        if not dot:
            return True
        tree = self.tree(top)
        file = path.replace(".", "/")
        return tree is not None and (
            f"{file}.py" in tree.files or f"{file}/__init__.py" in tree.files
        )

    def everything(self, module: Module) -> dict[str, Any]:
        """All names of a module with their values."""
        self.load(module)
        for name, value in list(module.names.items()):
            if type(value) is Lazy:
                module.names[name] = self.resolve(value)
        return dict(module.names)

    def complete(self, module: Module) -> None:
        """Read all that the packages around a module import, as importing it would have done."""
        parts = module.name.split(".")
        for count in range(1, len(parts)):
            package = self.find(".".join(parts[:count]))
            if package is not None and package.name not in self._complete:
                self._complete.add(package.name)
                self.everything(package)

    def _stand_in(self, name: str) -> Any:
        if self._stand_ins is None:
            module = Module("faceplate", "", False)
            self._stand_ins = module
            with open(_STAND_INS, "rb") as stream:
                self.machine.run_module(module, parse(stream.read(), "stand_ins.py"))
        return self._stand_ins.names[name]

    def imported(
        self, node: ast.Import | ast.ImportFrom, module: Module, trying: bool
    ) -> list[tuple[str, Any]]:
        """The names that an import statement binds, and their values.

        Args:
            node: The statement.
            module: The module it stands in.
            trying: Whether a failure is expected, so that it has to come at once.
        """
        bound: list[tuple[str, Any]] = []
        if isinstance(node, ast.Import):
            for alias in node.names:
                self._check(alias.name, module, trying)
                whole = alias.name if alias.asname else alias.name.partition(".")[0]
                bound.append((alias.asname or whole, self._maybe(Lazy(whole, None), trying)))
                if module.script or trying:
                    inner = self.find(alias.name)
                    if inner is not None and module.script:
                        self.load(inner)
            return bound
        base = _absolute(node, module)
        self._check(base, module, trying)
        for alias in node.names:
            if alias.name == "*":
                bound += self._star(base, module)
            else:
                eager = trying or module.script
                value = self._maybe(Lazy(base, alias.name), eager)
                bound.append((alias.asname or alias.name, value))
        return bound

    def _maybe(self, lazy: Lazy, eager: bool) -> Any:
        if eager and self.reads(lazy.module.partition(".")[0]):
            return self.resolve(lazy)
        return lazy

    def _check(self, name: str, importer: Module, trying: bool) -> None:
        """Raise ImportError where an import would fail, as far as somebody waits for that."""
        top = name.partition(".")[0]
        if _is_standard(top):
            return
        self._consider(top, importer)
        if self.reads(top):
            if self.find(name) is None:
                self.machine.error(ImportError, name)
        elif trying and self._given and importer.own and top not in self._required():
            # Where somebody names the library, the packages beside this program are not those of
            # the app. So it is not known whether this one is there, and both ways are read.
            self.machine.doubts += 1
        elif self.tree(top) is None and not self._is_compiled(top):
            self.missing.append(top)
            if trying:
                self.machine.error(ImportError, name)

    def _required(self) -> set[str]:
        """The packages that the libraries which somebody has named require."""
        from faceplate.source.requirement import parsed

        trees = [tree for tree in self._trees.values() if tree and tree.name in self._given]
        names = {one.name for tree in trees for one in parsed(tree.requires) if not one.marker}
        return {name.lower().replace("-", "_") for name in names}

    def _is_compiled(self, name: str) -> bool:
        for folder in self.search_path:
            try:
                found = os.listdir(folder or os.curdir)
            except OSError:
                continue
            if any(one == name or one.startswith(f"{name}.") for one in found):
                return True
        return False

    def _star(self, base: str, importer: Module) -> list[tuple[str, Any]]:
        module = self.find(base)
        if module is None:
            stated = contracts.names(base)
            importer.unread |= stated is None
            return [(name, Lazy(base, name)) for name in stated or []]
        self.load(module)
        names = module.names.get("__all__")
        if not isinstance(names, (list, tuple)) or not all(isinstance(one, str) for one in names):
            names = [one for one in module.names if not one.startswith("_")]
        return [(name, Lazy(base, name)) for name in names]


def parse(content: bytes, name: str) -> ast.Module:
    """The syntax tree of a file.

    Raises:
        SyntaxError: If it is no Python.
        ValueError: If it is none for another reason.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(content, name)
        except (RecursionError, MemoryError):
            raise ValueError("it is too large, or nested too deeply") from None


def _content(tree: Tree, file: str) -> bytes:
    try:
        return tree.read(file)
    except ValueError:
        return b""


def _package(module: Module) -> str:
    return module.name if module.is_package else module.name.rpartition(".")[0]


def _absolute(node: ast.ImportFrom, module: Module) -> str:
    if not node.level:
        return node.module or ""
    parts = _package(module).split(".")
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, *([node.module] if node.module else [])])


def _is_standard(name: str) -> bool:
    return name in sys.stdlib_module_names
