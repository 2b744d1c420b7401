"""Where faults can be put: the functions and classes of a library with what is written of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mutations.docstrings import Doc, Entry, read
from mutations.mutant import Edit

_NOT_OURS = {"tests", "test", "testing", "vendor", "_vendor", "vendored", "external", "conftest.py"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Module:
    """A file of a library.

    Attributes:
        file: Its path, relative to the folder that holds the package.
        text: Its text.
    """

    file: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        return self.text.split("\n")

    @cached_property
    def words(self) -> set[str]:
        """All words in it."""
        return set(re.findall(r"\w+", self.text))

    @cached_property
    def starts(self) -> list[int]:
        """The index of the first character of each line."""
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line) + 1
        return starts

    @cached_property
    def tree(self) -> ast.Module:
        """What it parses to."""
        return ast.parse(self.text)

    def offset(self, line: int, column: int) -> int:
        """Give the index of a place as `ast` counts: lines from 1, columns in bytes."""
        text = self.lines[line - 1]
        if not text.isascii():
            column = len(text.encode()[:column].decode(errors="ignore"))
        return self.starts[line - 1] + column

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Give the indices where a node begins and ends."""
        start = self.offset(node.lineno, node.col_offset)  # type: ignore[attr-defined]
        return start, self.offset(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def source(self, node: ast.AST) -> str:
        """Give the text of a node."""
        start, end = self.span(node)
        return self.text[start:end]

    def replace(self, node: ast.AST, text: str) -> Edit:
        """Give the edit that puts a text in the place of a node."""
        return Edit(*self.span(node), text)

    def change(self, number: int, old: str, new: str, after: int = 0) -> Edit | None:
        """Give the edit of the first occurrence of a text on a line."""
        at = self.lines[number].find(old, after)
        start = self.starts[number] + at
        return None if at < 0 else Edit(start, start + len(old), new)

    def line_edit(self, first: int, last: int, lines: list[str]) -> Edit:
        """Give the edit that puts lines in the place of others; of none if the last is before."""
        start = self.starts[first]
        end = self.starts[last + 1] if last + 1 < len(self.starts) else len(self.text)
        return Edit(start, end if last >= first else start, "".join(one + "\n" for one in lines))


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
    """

    module: Module
    name: str
    node: Function | ast.ClassDef
    function: Function | None
    doc: Doc | None
    owner: ast.ClassDef | None

    @cached_property
    def parameters(self) -> list[ast.arg]:
        """What a call may name, in order."""
        if self.function is None:
            return []
        stated = self.function.args
        found = [*stated.posonlyargs, *stated.args, *stated.kwonlyargs]
        bound = self.owner is not None or isinstance(self.node, ast.ClassDef)
        static = any(
            isinstance(one, ast.Name) and one.id == "staticmethod"
            for one in self.function.decorator_list
        )
        return found[1:] if bound and not static else found

    @cached_property
    def defaults(self) -> dict[str, ast.expr]:
        """The defaults by parameter."""
        if self.function is None:
            return {}
        stated = self.function.args
        places = [*stated.posonlyargs, *stated.args]
        found = dict(
            zip(
                [one.arg for one in places[len(places) - len(stated.defaults) :]],
                stated.defaults,
                strict=True,
            )
        )
        for argument, default in zip(stated.kwonlyargs, stated.kw_defaults, strict=True):
            if default is not None:
                found[argument.arg] = default
        return found

    @cached_property
    def rest(self) -> bool:
        """Whether it takes keywords of any name."""
        return self.function is not None and self.function.args.kwarg is not None

    @cached_property
    def entries(self) -> list[Entry]:
        """What its docstring says of parameters, apart from `*args` and `**kwargs`."""
        stated = self.function.args if self.function else None
        rest = {one.arg for one in (stated.vararg, stated.kwarg) if one} if stated else set()
        found = self.doc.entries("parameters") if self.doc else []
        return [one for one in found if one.name.lstrip("*") not in rest]

    @cached_property
    def sound(self) -> bool:
        """Whether its docstring describes just what it takes, each once and in order."""
        names = [one.arg for one in self.parameters]
        return bool(names) and [one.name for one in self.entries] == names

    def argument(self, name: str) -> ast.arg:
        """Give a parameter."""
        return next(one for one in self.parameters if one.arg == name)

    def uses(self, name: str) -> list[ast.Name] | None:
        """Give the places of the body that read a parameter; None if that is not simple.

        It is not where it is set, where a function within has the name too, or where the place is
        within a string.
        """
        if self.function is None:
            return None
        found = []
        for statement in self.function.body:
            for node in ast.walk(statement):
                if isinstance(node, ast.arg) and node.arg == name:
                    return None
                if isinstance(node, ast.Nonlocal | ast.Global) and name in node.names:
                    return None
                if isinstance(node, ast.Name) and node.id == name:
                    if not isinstance(node.ctx, ast.Load) or self.module.source(node) != name:
                        return None
                    found.append(node)
        return found

    @property
    def spoken(self) -> str:
        """The text of the docstring."""
        if self.doc is None:
            return ""
        return "\n".join(self.module.lines[self.doc.first : self.doc.last + 1])


@dataclass
class Library:
    """An unpacked library.

    Attributes:
        folder: The folder that holds the package.
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
        return [one for module in self.modules for one in _units(module)]

    @cached_property
    def prose(self) -> str:
        """All docstrings of the library in one text."""
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
        if _NOT_OURS & {*file.parts} or any("template" in one for one in file.parts):
            continue
        if not all((folder / one / "__init__.py").exists() for one in list(file.parents)[:-1]):
            continue
        text = path.read_bytes().decode("utf-8")
        if not re.search(r"[\r\f\t]", text):
            modules.append(Module(file.as_posix(), text))
    return modules


def _units(module: Module) -> Iterator[Unit]:
    yield from _within(module, module.tree.body, "", None)


def _within(
    module: Module, body: list[ast.stmt], prefix: str, owner: ast.ClassDef | None
) -> Iterator[Unit]:
    names = [getattr(node, "name", None) for node in body]
    for node in body:
        name = prefix + getattr(node, "name", "")
        if isinstance(node, Function) and names.count(node.name) == 1:
            if owner is None or node.name != "__init__":
                plain = all(
                    re.search(r"setter|property|overload", ast.unparse(one)) is None
                    for one in node.decorator_list
                )
                if plain:
                    yield Unit(module, name, node, node, read(module.lines, node), owner)
        elif isinstance(node, ast.ClassDef):
            made = next(
                (one for one in node.body if isinstance(one, Function) and one.name == "__init__"),
                None,
            )
            docs = [read(module.lines, one) for one in (node, made) if one is not None]
            described = [one for one in docs if one and one.section("parameters")]
            others = [one for one in docs if one]
            doc = described[0] if len(described) == 1 else others[0] if others else None
            yield Unit(module, name, node, made, doc if len(described) < 2 else None, None)
            yield from _within(module, node.body, f"{name}.", node)
