"""Defaults of a project: the table `[tool.faceplate]` of its `pyproject.toml`.

The file is looked for in the current folder and above, up to the folder of the repository. Options
of the command line come before what it says. Nothing is parsed where the table is not mentioned.
"""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean

_FILE = "pyproject.toml"
_TABLE = b"[tool.faceplate"
_STYLES = ("google", "numpy", "sphinx")
_LARGEST = 4 * 1024 * 1024


def defaults(folder: str = os.curdir) -> dict[str, str | list[str]]:
    """Read the defaults that hold in a folder.

    Args:
        folder: Where to look first.

    Returns:
        Those of `dialect`, `docstring_style` and `search_path` (absolute folders) that are set.

    Raises:
        UsageError: If the file is not TOML, or the table says what it cannot say.
    """
    file = _find(os.path.abspath(folder))
    if file is None:
        return {}
    try:
        with open(file, "rb") as stream:
            content = stream.read(_LARGEST)
    except OSError:
        return {}
    if _TABLE not in content:
        return {}
    import tomllib

    try:
        table = tomllib.loads(content.decode()).get("tool", {}).get("faceplate", {})
    except ValueError as error:
        raise UsageError(clean(f"{file}: not TOML: {error}")) from None
    return _checked(table, file)


def _find(folder: str) -> str | None:
    while True:
        file = os.path.join(folder, _FILE)
        if os.path.isfile(file):
            return file
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = parent


def _checked(table: object, file: str) -> dict[str, str | list[str]]:
    place = f"{file}: [tool.faceplate]"
    if not isinstance(table, dict):
        raise UsageError(clean(f"{place} is no table"))
    found: dict[str, str | list[str]] = {}
    for key, value in table.items():
        if key == "dialect" and isinstance(value, str):
            found["dialect"] = value
        elif key == "docstring-style" and value in _STYLES:
            found["docstring_style"] = str(value)
        elif key == "search-path" and _is_strings(value):
            found["search_path"] = [os.path.join(os.path.dirname(file), one) for one in value]
        else:
            raise UsageError(
                clean(
                    f"{place}: {key} = {value!r} cannot be used; it takes dialect (a name), "
                    f"docstring-style (one of {', '.join(_STYLES)}) and search-path (a list)"
                )
            )
    return found


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
