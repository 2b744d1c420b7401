"""Packages that a folder of the search path only points to: development installs.

There are three ways to point: a line of a `.pth` file with a folder, a module that maps names to
folders for a finder (PEP 660), and the address of the project in the metadata (PEP 610). All of
them are read as text; no line and no finder is run.
"""

from __future__ import annotations

import os
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# No `.pth` file and no finder comes near it.
_LARGEST = 1024 * 1024

# The names under which finders keep their map, in the order of how often they are met.
_MAPS = ("MAPPING", "NAMESPACES")


def folders(entry: str) -> Iterator[str]:
    """Give the folders that `.pth` files in a folder add to the search path, in order.

    Args:
        entry: Absolute path of the folder.
    """
    for name in _names(entry):
        if name.endswith(".pth"):
            for line in _text(os.path.join(entry, name)).splitlines():
                path = os.path.join(entry, line.strip())
                is_path = line.strip() and not line.startswith(("import ", "import\t", "#"))
                if is_path and os.path.exists(path):
                    yield os.path.normpath(path)


def mapped(entry: str, name: str) -> str | None:
    """Return where the finders in a folder say that a package lies.

    Args:
        entry: Absolute path of the folder.
        name: Import name of the package.

    Returns:
        Path of its folder, or of the module's file; None if none knows the name.
    """
    for file in _names(entry):
        if file.startswith("__editable__") and file.endswith(".py"):
            source = _text(os.path.join(entry, file))
            if repr(name) in source or f'"{name}"' in source:
                path = _maps(source).get(name)
                if path is not None and os.path.exists(path):
                    return path
                if path is not None and os.path.isfile(f"{path}.py"):
                    return f"{path}.py"
    return None


def projects(entry: str) -> Iterator[tuple[str, str]]:
    """Give the projects that are installed in a folder for development.

    Args:
        entry: Absolute path of the folder.

    Yields:
        Path of the project's folder, and of its metadata in the entry.
    """
    for name in _names(entry):
        if name.endswith(".dist-info"):
            record = os.path.join(entry, name)
            text = _text(os.path.join(record, "direct_url.json"))
            if '"editable"' in text:
                path = _project(text)
                if path is not None and os.path.isdir(path):
                    yield path, record


def _project(text: str) -> str | None:
    import json

    try:
        stated = json.loads(text)
        parts = urlsplit(stated["url"])
        if parts.scheme != "file" or stated["dir_info"]["editable"] is not True:
            return None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return url2pathname(parts.path if os.name == "nt" else unquote(parts.path))


def _maps(source: str) -> dict[str, str]:
    """Read the literal maps of a finder, from names to paths."""
    import ast

    found: dict[str, str] = {}
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return found
    for statement in statements:
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        elif isinstance(statement, ast.Assign):
            targets = statement.targets  # type: ignore[assignment]
        else:
            continue
        if statement.value and any(
            isinstance(each, ast.Name) and each.id in _MAPS for each in targets
        ):
            try:
                value = ast.literal_eval(statement.value)
            except (ValueError, RecursionError, MemoryError):
                continue
            if isinstance(value, dict):
                for name, path in value.items():
                    first = path[0] if isinstance(path, list) and path else path
                    if isinstance(name, str) and isinstance(first, str):
                        found.setdefault(name, first)
    return found


def _names(entry: str) -> list[str]:
    try:
        return sorted(os.listdir(entry))
    except OSError:
        return []


def _text(file: str) -> str:
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            return stream.read(_LARGEST)
    except OSError:
        return ""
