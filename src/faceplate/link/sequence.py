"""The order in which importing a library would run its declarations.

That is the order in which decorators register what they decorate, and so the order of the pages.
Nothing is imported to find it: the import statements of the modules that were read are followed as
Python would follow them.
"""

from __future__ import annotations

from faceplate.facts.declarations import ImportFact
from faceplate.link.library import Library


def import_order(library: Library) -> dict[str, int]:
    """Number the modules read so far in the order in which they would finish importing.

    Args:
        library: The library.

    Returns:
        Module to number. Modules that nothing imports come last, in the order of their files.
    """
    loaded = dict(library.loaded())
    order: dict[str, int] = {}
    begun: set[str] = set()

    def follow(module: str) -> None:
        stack = [(module, iter(_imported(library, module)))]
        begun.add(module)
        while stack:
            name, targets = stack[-1]
            for target in targets:
                if target not in begun and target in loaded:
                    begun.add(target)
                    stack.append((target, iter(_imported(library, target))))
                    break
            else:
                order[name] = len(order)
                stack.pop()

    if library.name in loaded:
        follow(library.name)
    for module in loaded:
        if module not in begun:
            follow(module)
    return order


def _imported(library: Library, module: str) -> list[str]:
    """Give the modules that a module imports as it runs, packages before what they hold."""
    facts = library.module(module)
    imported: list[str] = []
    statements = [
        member
        for member in (facts.members.values() if facts else ())
        if isinstance(member, ImportFact) and not member.type_checking
    ]
    for statement in sorted(statements, key=lambda one: one.line):
        parts = library.absolute(module, statement.target).split(".")
        if parts[0] != library.name:
            continue
        for length in range(1, len(parts) + 1):
            name = ".".join(parts[:length])
            if name in library.modules:
                imported.append(name)
    return imported
