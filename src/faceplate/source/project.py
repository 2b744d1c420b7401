"""Name, version and requirements of a distribution, from the files of its project.

People write them for one build tool or another: in `pyproject.toml`, by the standard or as Poetry
has it, in `setup.cfg`, or in `setup.py`, which is a program. Nothing is run, so only what is
written out counts.
"""

from __future__ import annotations

from faceplate.source.layout import normalised
from faceplate.source.listing import Listing, join
from faceplate.source.metadata import NOTHING, Metadata, listed, parsed, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator
    from typing import Any

# A longer file is not a list of requirements.
_LARGEST = 256 * 1024

# `^1.2`, `>= 1.2`, `1.*` in a constraint of Poetry.
_BOUND = r"(\^|~=|~|==|!=|>=|<=|>|<|)\s*((?:\d+!)?[^\s,<>=!~^]+)"

# What `^` and `~` count on: `1.2.3` of `1.2.3rc1`. No honest part has more digits.
_RELEASE = r"(?:\d+!)?\d{1,9}(?:\.\d{1,9})*"


def declared(listing: Listing, folder: str) -> Metadata:
    """Return what a project's folder states of the distribution made from it.

    Args:
        listing: Where the folder lies.
        folder: Path of the project's folder.
    """
    stated = NOTHING
    names = set(listing.names(folder))
    for file, read in _READERS.items():
        if file in names and not (stated.name and stated.version and stated.requires):
            stated = stated.completed(read(listing.optional(join(folder, file))))
    return stated if stated.requires else stated.completed(_recorded(listing, folder, stated.name))


def pyproject(data: bytes) -> Metadata:
    """Read the `[project]` table of pyproject.toml, and what Poetry reads instead of one.

    Args:
        data: The file.

    Returns:
        What it states; what is computed is not stated.
    """
    if b"[project]" not in data and b"poetry" not in data:
        return NOTHING
    import tomllib

    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return NOTHING
    project, poetry = _table(table, "project"), _table(table, "tool", "poetry")
    stated = _stated(project, project.get("dependencies"))
    return stated.completed(_stated(poetry, list(_of_poetry(_table(poetry, "dependencies")))))


def setup_cfg(data: bytes) -> Metadata:
    """Read the metadata and the requirements that setup.cfg states."""
    import configparser

    parser = configparser.RawConfigParser()
    try:
        parser.read_string(data[:_LARGEST].decode("utf-8", "replace"))
    except configparser.Error:
        return NOTHING
    metadata = dict(parser["metadata"]) if parser.has_section("metadata") else {}
    text = parser.get("options", "install_requires", fallback="")
    # `attr: lib.version` and `file: requirements.txt` say where a value is to be found.
    values = {name: value for name, value in metadata.items() if ":" not in value.split("\n")[0]}
    # On one line a semicolon parts requirements; where each has its line, it begins a marker.
    lines = text.splitlines() if "\n" in text else text.split(";")
    return _stated(values, [] if text.startswith("file:") else lines)


def setup_py(data: bytes) -> Metadata:
    """Read what setup.py hands to `setup(...)`, where that is written out in the file."""
    if b"setup(" not in data or len(data) > _LARGEST:
        return NOTHING
    import ast
    import warnings

    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return NOTHING
    assigned = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("setup") | ast.Attribute(attr="setup")):
                values = {
                    keyword.arg: _literal(keyword.value, assigned)
                    for keyword in node.keywords
                    if keyword.arg in ("name", "version", "install_requires")
                }
                return _stated(values, values.get("install_requires"))
    return NOTHING


def _literal(node: ast.expr, assigned: dict[str, ast.expr]) -> object:
    """Return what an expression or a name for it stands for; None if it is computed."""
    import ast

    if isinstance(node, ast.Name):
        node = assigned.get(node.id, node)
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return None
    return list(value) if isinstance(value, tuple) else value


_READERS = {
    "PKG-INFO": parsed,
    "pyproject.toml": pyproject,
    "setup.cfg": setup_cfg,
    "setup.py": setup_py,
}


def _recorded(listing: Listing, folder: str, name: str) -> Metadata:
    """Return the requirements that an older build tool left in the folder."""
    for holder in (folder, join(folder, "src")):
        for entry in listing.names(holder):
            if entry.endswith(".egg-info") and normalised(entry[:-9]) == normalised(name):
                requires = listing.optional(join(holder, f"{entry}/requires.txt"))
                return Metadata(requires=listed(requires))
    return NOTHING


def _stated(values: dict[str, Any], requires: object) -> Metadata:
    lines = requires if isinstance(requires, list) else []
    texts = (line.partition(" #")[0].strip() for line in lines if isinstance(line, str))
    return Metadata(
        plain(values.get("name")) or "",
        plain(values.get("version")),
        tuple(text for text in texts if text and text[0] != "#"),
    )


def _table(table: dict[str, Any], *path: str) -> dict[str, Any]:
    inner: Any = table
    for key in path:
        inner = inner.get(key) if isinstance(inner, dict) else None
    return inner if isinstance(inner, dict) else {}


def _of_poetry(table: dict[str, Any]) -> Iterator[str]:
    """Yield the dependencies of Poetry as requirements: `lib = "^1.2"`, or a table or a list."""
    for name, stated in table.items():
        for entry in stated if isinstance(stated, list) else [stated]:
            entry = entry if isinstance(entry, dict) else {"version": entry}
            if name != "python" and entry.get("optional") is not True:
                marker = entry.get("markers")
                specifier = _specifier(str(entry.get("version", "")))
                yield f"{name}{specifier} ; {marker}" if marker else f"{name}{specifier}"


def _specifier(constraint: str) -> str:
    """Return a constraint of Poetry as a specifier; '' for a choice of several, which has none."""
    if "|" in constraint:
        return ""
    import re

    bounds = []
    for sign, version in re.findall(_BOUND, constraint):
        release = re.match(_RELEASE, version, re.ASCII)
        if sign in ("^", "~") and release:
            bounds.append(f">={version},<{_beyond(sign, release[0])}")
        elif version != "*":
            bounds.append(f"{sign or '=='}{version}")
    return ",".join(bounds)


def _beyond(sign: str, release: str) -> str:
    """Return the first release that `^` or `~` excludes: `^0.2.3` and `~0.2.3` end at 0.3."""
    epoch, mark, numbers = release.rpartition("!")
    parts = [int(part) for part in numbers.split(".")]
    place = min(1, len(parts) - 1)
    if sign == "^":
        # The first part that is not 0 stays as it is; the last, if all are 0.
        place = next((index for index, part in enumerate(parts) if part), len(parts) - 1)
    kept = [*parts[:place], parts[place] + 1]
    return f"{epoch}{mark}{'.'.join(map(str, kept))}"
