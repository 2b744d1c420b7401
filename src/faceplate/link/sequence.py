"""The order in which importing a library would run its modules.

That is the order in which decorators register what they decorate, and so the order of the pages; a
module that importing never reaches registers nothing. Nothing is imported to find this out: import
statements are followed as Python would follow them. Those at the margin of a module are found
by a search; the facts of a module know the others, and are asked where somebody needed them anyway.
"""

from __future__ import annotations

from faceplate.facts.declarations import ImportFact, Member
from faceplate.link.library import Library


def import_order(library: Library) -> dict[str, int]:
    """Number the modules that importing a library runs, in the order in which they finish.

    Args:
        library: The library.

    Returns:
        Module to number; modules that are never reached are left out.
    """
    order: dict[str, int] = {}
    if library.name not in library.modules:
        return order
    begun = {library.name}
    paths: dict[str, list[str]] = {}
    stack = [(library.name, iter(_imported(library, library.name, paths)))]
    while stack:
        name, targets = stack[-1]
        for target in targets:
            if target not in begun:
                begun.add(target)
                stack.append((target, iter(_imported(library, target, paths))))
                break
        else:
            order[name] = len(order)
            stack.pop()
    return order


def is_hidden(library: Library, package: str, name: str, member: Member) -> bool:
    """Say whether a submodule takes the place of what its package binds to the same name.

    Python binds a submodule in its package when it is imported for the first time, so it hides what
    was bound before, and what is bound after hides it.

    Args:
        library: The library.
        package: Dotted name of the package.
        name: The name of both.
        member: What the package binds.
    """
    submodule = f"{package}.{name}"
    if isinstance(member, ImportFact):
        target = library.absolute(package, member.target)
        if target == submodule or target.startswith(f"{submodule}."):
            return False  # it is the module, or was bound after its import
    paths: dict[str, list[str]] = {}
    begun = {package}
    for line, target in _placed_targets(library, package):
        waiting = _modules_of(library, library.absolute(package, target))
        while waiting:
            module = waiting.pop()
            if module == submodule:
                return line > member.line
            if module not in begun:
                begun.add(module)
                waiting += _imported(library, module, paths)
    return False


def _imported(library: Library, module: str, paths: dict[str, list[str]]) -> list[str]:
    """Return the modules that a module imports as it runs, packages before what they hold.

    Args:
        library: The library.
        module: The module that imports.
        paths: The modules on the way to each path asked for before.
    """
    imported: list[str] = []
    for target in dict.fromkeys(_targets(library, module)):
        path = library.absolute(module, target)
        if path not in paths:
            paths[path] = _modules_of(library, path)
        imported += paths[path]
    return list(dict.fromkeys(imported))


def _modules_of(library: Library, path: str) -> list[str]:
    """Return the modules on the way to a path, from the package down."""
    if not library.holds(path):
        return []
    parts = path.split(".")
    names = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    return [name for name in names if name in library.modules]


def _targets(library: Library, module: str) -> list[str]:
    """Return the targets of a module's import statements that may stay, in order, as written."""
    return [target for _, target in _placed_targets(library, module)]


def _placed_targets(library: Library, module: str) -> list[tuple[int, str]]:
    """Return line and target of each import statement that may stay, in order, as written."""
    targets = library.imported_at_margin(module)
    if library.is_loaded(module):
        facts = library.module(module)
        inner = [
            (member.line, member.target)
            for member in (facts.members.values() if facts else ())
            if isinstance(member, ImportFact)
            and not member.type_checking
            and member.target.startswith((".", library.name))
        ]
        targets = sorted([*targets, *inner], key=lambda placed: placed[0])
    return targets
