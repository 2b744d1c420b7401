"""The modules of a package, and where its public names lead, by `ast` alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef
Declaration = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

LONGEST_CHAIN = 20


class Package:
    """The modules of a package, parsed when they are asked for.

    Args:
        name: Its import name.
        files: Path to bytes; paths may have folders above the package.
    """

    def __init__(self, name: str, files: dict[str, bytes]) -> None:
        ends = (f"/{name}/__init__.py", f"/{name}.py")
        tops = [path for path in files if f"/{path}".endswith(ends)]
        top = min(tops, key=lambda path: (path.count("/"), path), default="")
        holder = top.removesuffix("/__init__.py").removesuffix(".py").removesuffix(name)
        self.name = name
        self.files: dict[str, str] = {}
        for path in files:
            module = path.removeprefix(holder).removesuffix(".py").replace("/", ".")
            if path.startswith(holder) and module.partition(".")[0] == name:
                self.files[module.removesuffix(".__init__")] = path
        self.packages = {m for m, path in self.files.items() if path.endswith("/__init__.py")}
        self._bytes = files
        self._trees: dict[str, ast.Module | None] = {}

    def tree(self, module: str) -> ast.Module | None:
        """Parse a module; None if there is none that can be parsed."""
        if module not in self._trees:
            try:
                self._trees[module] = ast.parse(self._bytes[self.files[module]])
            except (KeyError, SyntaxError, ValueError):
                self._trees[module] = None
        return self._trees[module]

    def absolute(self, module: str, node: ast.ImportFrom) -> str:
        """Give the module that a `from` names, wherever it stands."""
        if not node.level:
            return node.module or ""
        parts = module.split(".")
        up = node.level - (module in self.packages)
        return ".".join([*parts[: len(parts) - up], *([node.module] if node.module else [])])

    def declaration(self, path: str) -> Declaration | None:
        """Find a class or function by the module that declares it and its name."""
        module, _, name = path.rpartition(".")
        found = None
        for node, _ in statements(self.tree(module)):
            if isinstance(node, Declaration) and node.name == name:
                found = node
        return found

    def resolve(self, module: str, name: str) -> str | None:
        """Follow a name to the class or function of this package that it stands for."""
        for _ in range(LONGEST_CHAIN):
            bound = self.binding(module, name)
            if bound is None or bound[0] not in self.files:
                return None
            if bound[0] == module and bound[1] == name:
                return f"{module}.{name}" if self.declaration(f"{module}.{name}") else None
            module, name = bound
        return None

    def binding(self, module: str, name: str) -> tuple[str, str] | None:
        """Give the module and the name that a name is bound to last; None if it is no such name."""
        last: tuple[str, str] | None = None
        starred: tuple[str, str] | None = None
        for node, _ in statements(self.tree(module)):
            if isinstance(node, Declaration) and node.name == name:
                last = (module, name)
            elif isinstance(node, ast.ImportFrom):
                for one in node.names:
                    if (one.asname or one.name) == name:
                        last = (self.absolute(module, node), one.name)
                    elif one.name == "*" and name in self.public(self.absolute(module, node)):
                        starred = (self.absolute(module, node), name)
            elif isinstance(node, ast.Assign) and name in map(name_of, node.targets):
                last = (module, name_of(node.value)) if name_of(node.value) else None
            elif isinstance(node, ast.Import) and any(
                (one.asname or one.name.partition(".")[0]) == name for one in node.names
            ):
                last = None
        return last or starred

    def public(self, module: str, seen: frozenset[str] = frozenset()) -> list[str]:
        """List the public names of a module: by a literal `__all__`, or without underscore."""
        if module in seen or module not in self.files:
            return []
        listed: list[str] | None = None
        names: dict[str, None] = {}
        for node, checking in statements(self.tree(module)):
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if "__all__" in map(name_of, targets):
                    entries = self._entries(node.value)
                    kept = (listed or []) if isinstance(node, ast.AugAssign) else []
                    listed = None if entries is None else kept + entries
                names.update((one, None) for one in map(name_of, targets) if one)
            elif isinstance(node, Declaration):
                names[node.name] = None
            elif isinstance(node, ast.ImportFrom) and not checking:
                target = self.absolute(module, node)
                for one in node.names:
                    found = [one.asname or one.name]
                    if one.name == "*":
                        found = self.public(target, seen | {module})
                    names.update((name, None) for name in found)
        if listed is not None:
            return listed
        return [name for name in names if not name.startswith("_")]

    def _entries(self, node: ast.expr | None) -> list[str] | None:
        try:
            return [str(one) for one in ast.literal_eval(node)] if node else None
        except (ValueError, TypeError):
            return None


def statements(tree: ast.AST | None, checking: bool = False) -> Iterator[tuple[ast.stmt, bool]]:
    """Yield what a module runs at its top level, and whether it is for type checkers only."""
    for node in ast.iter_child_nodes(tree) if tree else ():
        if isinstance(node, ast.If | ast.Try | ast.With | ast.ExceptHandler):
            typed = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
            yield from statements(node, checking or typed)
        elif isinstance(node, ast.stmt):
            yield node, checking


def name_of(node: ast.AST) -> str:
    """Give the name that an expression is, or an empty string."""
    return node.id if isinstance(node, ast.Name) else ""


def own_function(node: ast.ClassDef, name: str) -> Function | None:
    """Find a method in the body of a class; None if it is bound in another way, or not there."""
    found = [
        one
        for one, checking in statements(node)
        if isinstance(one, Function) and one.name == name and not checking
    ]
    return found[-1] if found else None
