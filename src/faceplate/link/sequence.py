"""The order in which importing a library would run its modules.

That is the order in which decorators register what they decorate, and so the order of the pages; a
module that importing never reaches registers nothing. Nothing is imported to find this out: import
statements are followed as Python would follow them. Those at the margin of a module are looked for
in its source, which does not take a parser; the facts of a module know the others, and are asked
where somebody needed them anyway.
"""

from __future__ import annotations

import re

from faceplate.facts.declarations import ImportFact
from faceplate.link.library import Library

_STATEMENT = re.compile(
    rb"\n(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([^\n]*))"
)
_COMMENT = re.compile(r"#[^\n]*")
_IMPORTED = re.compile(r"([\w.]+|\*)(?:[ \t]+as[ \t]+\w+)?")


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


def _imported(library: Library, module: str, paths: dict[str, list[str]]) -> list[str]:
    """Give the modules that a module imports as it runs, packages before what they hold.

    Args:
        library: The library.
        module: The module that imports.
        paths: The modules on the way to each path asked for before.
    """
    imported: list[str] = []
    for target in _targets(library, module):
        if target.startswith((".", library.name)):
            path = library.absolute(module, target)
            if path not in paths:
                paths[path] = _modules_of(library, path)
            imported += paths[path]
    return list(dict.fromkeys(imported))


def _modules_of(library: Library, path: str) -> list[str]:
    """Give the modules on the way to a path, from the package down."""
    if not library.holds(path):
        return []
    parts = path.split(".")
    names = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    return [name for name in names if name in library.modules]


def _targets(library: Library, module: str) -> list[str]:
    """Give the targets of a module's import statements, in order, as they are written."""
    found = _scanned(library.source(module), library.name.encode())
    if library.is_loaded(module):
        facts = library.module(module)
        found += [
            (member.line, member.target)
            for member in (facts.members.values() if facts else ())
            if isinstance(member, ImportFact) and not member.type_checking
        ]
        found.sort(key=lambda one: one[0])
    return [target for _, target in found]


def _statements(text: bytes) -> list[re.Match[bytes]]:
    """Find the statements at the margin; looking for plain bytes is what makes it quick."""
    found: list[re.Match[bytes]] = []
    for keyword in (b"\nfrom", b"\nimport"):
        position = text.find(keyword)
        while position >= 0:
            match = _STATEMENT.match(text, position)
            if match is not None:
                found.append(match)
            position = text.find(keyword, position + 1)
    return sorted(found, key=lambda match: match.start())


def _scanned(source: bytes, package: bytes) -> list[tuple[int, str]]:
    """Give the targets of the statements at the margin that may stay in a package, by line."""
    targets: list[tuple[int, str]] = []
    text = b"\n" + source
    line = position = 0
    for match in _statements(text):
        if not (match[1] or b".").startswith((b".", package)):
            continue
        line += text.count(b"\n", position, match.start() + 1)
        position = match.start() + 1
        origin, names, plain = (
            part.decode("utf-8", "replace") if part else "" for part in match.groups()
        )
        separator = "." if origin and not origin.endswith(".") else ""
        targets += [
            (line, origin if name == "*" else f"{origin}{separator}{name}")
            for name in _IMPORTED.findall(_COMMENT.sub("", names or plain))
        ]
    return targets
