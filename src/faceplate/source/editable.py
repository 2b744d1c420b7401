"""Packages that a folder of the search path only points to: development installs.

There are three ways to point: a line of a `.pth` file with a folder, a module that maps names to
folders for a finder (PEP 660), and the address of the project in the metadata (PEP 610). All of
them are read as text; no line and no finder is run.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

# No `.pth` file and no finder comes near it.
_LARGEST = 1024 * 1024

# The names under which finders keep their map, in the order of how often they are met.
_MAPS = ("MAPPING", "NAMESPACES")


class Pointers:
    """What a folder of the search path points to.

    Args:
        entry: Absolute path of the folder.

    Attributes:
        folders: Folders and archives that `.pth` files add to the search path, in order.
        maps: Import names to the paths that finders map them to.
        projects: Folders of projects that are installed for development.
    """

    def __init__(self, entry: str) -> None:
        self.folders: list[str] = []
        self.maps: dict[str, str] = {}
        self.projects: list[str] = []
        for name in _names(entry):
            file = os.path.join(entry, name)
            if name.endswith(".pth"):
                self.folders += _lines(entry, _text(file))
            elif name.startswith("__editable__") and name.endswith(".py"):
                for package, path in _maps(_text(file)).items():
                    self.maps.setdefault(package, path)
            elif name.endswith(".dist-info"):
                project = _project(_text(os.path.join(file, "direct_url.json")))
                if project is not None and os.path.isdir(project):
                    self.projects.append(project)

    def mapped(self, name: str) -> str | None:
        """Return where a finder says that a package lies: its folder, or the module's file."""
        path = self.maps.get(name)
        if path is None or os.path.exists(path):
            return path
        return f"{path}.py" if os.path.isfile(f"{path}.py") else None


# By folder and when that was changed last: each name that is not found asks for all of them.
_pointers: dict[tuple[str, int], Pointers] = {}


def pointers(entry: str) -> Pointers:
    """Return what a folder points to.

    Args:
        entry: Absolute path of the folder.
    """
    key = (entry, os.stat(entry).st_mtime_ns)
    if key not in _pointers:
        _pointers[key] = Pointers(entry)
    return _pointers[key]


def _lines(entry: str, text: str) -> Iterator[str]:
    for line in text.splitlines():
        path = os.path.join(entry, line.strip())
        is_path = line.strip() and not line.startswith(("import ", "import\t", "#"))
        if is_path and os.path.exists(path):
            yield os.path.normpath(path)


def _project(text: str) -> str | None:
    if '"editable"' not in text:
        return None
    import json
    from urllib.parse import unquote, urlsplit

    try:
        stated = json.loads(text)
        parts = urlsplit(stated["url"])
        if parts.scheme != "file" or stated["dir_info"]["editable"] is not True:
            return None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if os.name != "nt":
        return unquote(parts.path)
    from urllib.request import url2pathname

    return url2pathname(parts.path)


def _maps(source: str) -> dict[str, str]:
    """Read the literal maps of a finder, from names to paths."""
    import ast

    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    paths: dict[str, str] = {}
    for statement in statements:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            if isinstance(target, ast.Name) and target.id in _MAPS:
                paths = {**_literal(statement.value), **paths}
    return paths


def _literal(value: ast.expr) -> dict[str, str]:
    """Read a map of names to a path each, or to a list of paths of which the first counts."""
    import ast

    try:
        entries = ast.literal_eval(value)
    except (ValueError, RecursionError, MemoryError):
        return {}
    if not isinstance(entries, dict):
        return {}
    first = {
        name: path[0] if isinstance(path, list) and path else path for name, path in entries.items()
    }
    return {
        name: path
        for name, path in first.items()
        if isinstance(name, str) and isinstance(path, str)
    }


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
