"""Where faults can be put: the functions and classes of a library with what is written of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mutations.docstrings import Doc, Entry, read
from mutations.modules import Function, Module, statements

_NOT_OURS = {"tests", "test", "conftest.py", "vendor", "_vendor", "vendored", "_vendored"}


@dataclass
class Unit:
    """A function, or a class with its constructor, and the docstring that describes it.

    Attributes:
        module: The file that it stands in.
        name: Its qualified name.
        node: The function, or the class.
        function: The function whose parameters are described; None for a class without one.
        doc: The docstring with its sections, of the class or of its constructor.
        owner: The class of a method.
        overloads: The further signatures that `@overload` states for it.
    """

    module: Module
    name: str
    node: Function | ast.ClassDef
    function: Function | None
    doc: Doc | None
    owner: ast.ClassDef | None
    overloads: list[Function]

    @property
    def short(self) -> str:
        """Its name without that of its class."""
        return self.name.rpartition(".")[2]

    @property
    def place(self) -> str:
        """Its file and its name, as `knobs/knob.py:Knob.turn`."""
        return f"{self.module.file}:{self.name}"

    @cached_property
    def decorators(self) -> list[str]:
        """The last names of its decorators."""
        names = [ast.unparse(node).partition("(")[0] for node in self.node.decorator_list]
        return [name.rpartition(".")[2] for name in names]

    @property
    def is_property(self) -> bool:
        """Whether it is read like an attribute."""
        return any("property" in name for name in self.decorators)

    @cached_property
    def parameters(self) -> list[ast.arg]:
        """What a call may name, in order."""
        return parameters_of(self.function, self.owner is not None or self.is_class)

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return isinstance(self.node, ast.ClassDef)

    @cached_property
    def defaults(self) -> dict[str, ast.expr]:
        """The defaults by parameter."""
        return defaults_of(self.function)

    @cached_property
    def rest(self) -> bool:
        """Whether it takes keywords of any name."""
        return self.function is not None and self.function.args.kwarg is not None

    @cached_property
    def entries(self) -> list[Entry]:
        """What its docstring says of parameters, apart from `*args` and `**kwargs`."""
        stated = self.function.args if self.function else None
        rest = {one.arg for one in (stated.vararg, stated.kwarg) if one} if stated else set()
        entries = self.doc.entries("parameters") if self.doc else []
        return [entry for entry in entries if entry.name.lstrip("*") not in rest]

    @cached_property
    def described(self) -> list[Entry]:
        """The entries of parameters that are there, if the docstring has each once."""
        names = [entry.name for entry in self.entries]
        taken = {argument.arg for argument in self.parameters}
        return [
            entry for entry in self.entries if entry.name in taken and names.count(entry.name) == 1
        ]

    @cached_property
    def is_complete(self) -> bool:
        """Whether its docstring has just the parameters that it takes, each once."""
        names = sorted(argument.arg for argument in self.parameters)
        return bool(names) and sorted(entry.name for entry in self.entries) == names

    @cached_property
    def is_ordered(self) -> bool:
        """Whether it is complete, and entries stand in the order of the signature."""
        names = [argument.arg for argument in self.parameters]
        return self.is_complete and [entry.name for entry in self.entries] == names

    def argument(self, name: str) -> ast.arg:
        """Return a parameter."""
        return next(argument for argument in self.parameters if argument.arg == name)

    def uses(self, name: str) -> list[ast.Name] | None:
        """Return the places of the body that name a parameter; None if that is not simple.

        It is not where a function within has the name too, or where the place is within a string.
        """
        if self.function is None:
            return None
        uses = []
        for statement in self.function.body:
            for node in ast.walk(statement):
                if isinstance(node, ast.arg) and node.arg == name:
                    return None
                if isinstance(node, ast.Nonlocal | ast.Global) and name in node.names:
                    return None
                if isinstance(node, ast.ExceptHandler) and node.name == name:
                    return None
                if isinstance(node, ast.Name) and node.id == name:
                    if self.module.source(node) != name:
                        return None
                    uses.append(node)
        return uses

    @property
    def prose(self) -> str:
        """The text of the docstring."""
        if self.doc is None:
            return ""
        return "\n".join(self.module.lines[self.doc.first : self.doc.last + 1])


def parameters_of(function: Function | None, is_bound: bool) -> list[ast.arg]:
    """Return what a call of a function may name, in order."""
    if function is None:
        return []
    stated = function.args
    arguments = [*stated.posonlyargs, *stated.args, *stated.kwonlyargs]
    static = any(ast.unparse(node) == "staticmethod" for node in function.decorator_list)
    return arguments[1:] if is_bound and not static else arguments


def defaults_of(function: Function | None) -> dict[str, ast.expr]:
    """Return the defaults of a function by parameter."""
    if function is None:
        return {}
    stated = function.args
    places = [*stated.posonlyargs, *stated.args]
    ahead = places[len(places) - len(stated.defaults) :]
    defaults = dict(zip([one.arg for one in ahead], stated.defaults, strict=True))
    for argument, default in zip(stated.kwonlyargs, stated.kw_defaults, strict=True):
        if default is not None:
            defaults[argument.arg] = default
    return defaults


@dataclass
class Library:
    """An unpacked package.

    Attributes:
        folder: The folder that holds it.
        name: The package.
        modules: Its files.
        stubs: Its stub files.
    """

    folder: Path
    name: str
    modules: list[Module]
    stubs: list[Module]

    @cached_property
    def units(self) -> list[Unit]:
        """All functions, methods and classes, in the order of the files."""
        return [unit for module in self.modules for unit in _units(module)]

    @cached_property
    def prose(self) -> str:
        """All docstrings of the package in one text."""
        return "\n".join(
            ast.get_docstring(node, clean=False) or ""
            for module in self.modules
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        )

    @cached_property
    def bases(self) -> set[str]:
        """The last names of all bases of all classes."""
        return {
            ast.unparse(base).rpartition(".")[2]
            for module in self.modules
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ClassDef)
            for base in node.bases
        }

    @cached_property
    def classes(self) -> dict[str, list[Unit]]:
        """Its classes by their last names."""
        classes: dict[str, list[Unit]] = {}
        for unit in self.units:
            if unit.is_class:
                classes.setdefault(unit.short, []).append(unit)
        return classes

    @cached_property
    def style(self) -> str:
        """The style that most of its docstrings with sections are in."""
        counts = self.styles
        return max(counts, key=lambda style: counts[style]) if counts else ""

    @cached_property
    def styles(self) -> dict[str, int]:
        """How many docstrings that describe parameters are in each style."""
        counts: dict[str, int] = {}
        for unit in self.units:
            if unit.doc is not None and unit.doc.section("parameters"):
                counts[unit.doc.style] = counts.get(unit.doc.style, 0) + 1
        return counts


def library(folder: Path, name: str) -> Library:
    """Read the files of a package.

    Args:
        folder: The folder that holds it.
        name: The package.
    """
    return Library(folder, name, _modules(folder, name, "py"), _modules(folder, name, "pyi"))


def _modules(folder: Path, name: str, ending: str) -> list[Module]:
    modules = []
    for path in sorted((folder / name).rglob(f"*.{ending}")):
        file = path.relative_to(folder)
        if _NOT_OURS & {*file.parts}:
            continue
        if not all((folder / one / "__init__.py").exists() for one in list(file.parents)[:-1]):
            continue
        try:
            text = path.read_bytes().decode("utf-8")
            ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            continue
        # Other ends of lines and form feeds would need a way of counting of their own.
        if not re.search(r"[\r\f]", text):
            modules.append(Module(file.as_posix(), text))
    return modules


def _units(module: Module) -> Iterator[Unit]:
    yield from _within(module, module.tree.body, "", None)


def _within(
    module: Module, body: list[ast.stmt], prefix: str, owner: ast.ClassDef | None
) -> Iterator[Unit]:
    nodes = [node for node in statements(body) if isinstance(node, Function | ast.ClassDef)]
    for node in nodes:
        name = prefix + node.name
        same = [other for other in nodes if other.name == node.name]
        if isinstance(node, Function):
            overloads = [other for other in same if isinstance(other, Function) and _states(other)]
            others = [other for other in same if other not in overloads]
            # The first of a getter and its setter stands for both; of other names, each once.
            if (owner is None or node.name != "__init__") and others[:1] == [node]:
                doc = read(module.lines, node)
                yield Unit(module, name, node, node, doc, owner, overloads)
        elif len(same) == 1:
            made = next(
                (one for one in node.body if isinstance(one, Function) and one.name == "__init__"),
                None,
            )
            docs = [read(module.lines, one) for one in (node, made) if one is not None]
            described = [one for one in docs if one and one.section("parameters")]
            rest = [one for one in docs if one]
            doc = described[0] if len(described) == 1 else rest[0] if rest else None
            doc = doc if len(described) < 2 else None
            yield Unit(module, name, node, made, doc, None, [])
            yield from _within(module, node.body, f"{name}.", node)


def _states(function: Function) -> bool:
    return any(ast.unparse(node).endswith("overload") for node in function.decorator_list)
