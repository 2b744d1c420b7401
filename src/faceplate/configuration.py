"""Defaults of a project: the table `[tool.faceplate]` of its `pyproject.toml`, and those in it.

The file is looked for in the current folder and above, up to the folder of the repository. Options
of the command line come before what it says. Nothing is parsed where the table is not mentioned.
"""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_FILE = "pyproject.toml"
_TABLE = b"[tool.faceplate"
_STYLES = ("google", "numpy", "sphinx")
_LARGEST = 4 * 1024 * 1024


def defaults(folder: str = os.curdir) -> dict[str, str | list[str]]:
    """Read the defaults that hold in a folder.

    Args:
        folder: Where to look first.

    Returns:
        Those of `dialect`, `docstring_style`, `python_version`, `platform` and `search_path`
        (absolute folders) that are set.

    Raises:
        UsageError: If the file is not TOML, or the table says what it cannot say.
    """
    file, table = _table(folder)
    return _checked(table, file)


def checking(folder: str = os.curdir) -> dict[str, Any]:
    """Read the table `[tool.faceplate.check]` that holds in a folder.

    Args:
        folder: Where to look first.

    Returns:
        Those of `targets`, `select`, `ignore` (lists), `severity` (a table of texts), `per_file`,
        `per_symbol` (tables of lists), `baseline` (an absolute path), `docs` (absolute paths),
        `since` (a target) and `apps` (a table from names to lists of absolute paths) that are set.
        Targets that are paths of folders or files are absolute.

    Raises:
        UsageError: If the file is not TOML, or the table says what it cannot say.
    """
    file, table = _table(folder)
    stated = table.get("check", {}) if isinstance(table, dict) else {}
    place = f"{file}: [tool.faceplate.check]"
    if not isinstance(stated, dict):
        raise UsageError(clean(f"{place} is no table"))
    home = os.path.dirname(file)
    found: dict[str, Any] = {}
    for key, value in stated.items():
        name = _CHECKING.get(key)
        if name is None:
            raise UsageError(
                clean(f"{place}: {key} cannot be used; it takes {', '.join(_CHECKING)}")
            )
        wanted, fits = _FORMS[name]
        if not fits(value):
            raise UsageError(clean(f"{place}: {key} = {value!r} cannot be used; give {wanted}"))
        found[name] = value
    if "baseline" in found:
        found["baseline"] = os.path.join(home, found["baseline"])
    if "targets" in found:
        found["targets"] = [_from(home, one) for one in stated["targets"]]
    if "docs" in found:
        found["docs"] = [os.path.join(home, one) for one in found["docs"]]
    if "since" in found:
        found["since"] = _from(home, found["since"])
    if "apps" in found:
        found["apps"] = {
            name: [os.path.join(home, one) for one in ([files] if _is_text(files) else files)]
            for name, files in found["apps"].items()
        }
    return found


def _from(home: str, target: str) -> str:
    path = os.path.join(home, target)
    return path if os.path.exists(path) else target


def _table(folder: str) -> tuple[str, object]:
    """Give the file that holds in a folder, and the table in it; an empty one if there is none."""
    file = _find(os.path.abspath(folder))
    if file is None:
        return "", {}
    try:
        with open(file, "rb") as stream:
            content = stream.read(_LARGEST)
    except OSError:
        return file, {}
    if _TABLE not in content:
        return file, {}
    import tomllib

    try:
        return file, tomllib.loads(content.decode()).get("tool", {}).get("faceplate", {})
    except ValueError as error:
        raise UsageError(clean(f"{file}: not TOML: {error}")) from None


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
        elif key in ("python-version", "platform") and isinstance(value, str):
            found[key.replace("-", "_")] = value
        elif key == "docstring-style" and value in _STYLES:
            found["docstring_style"] = str(value)
        elif key == "search-path" and _is_strings(value):
            found["search_path"] = [os.path.join(os.path.dirname(file), one) for one in value]
        elif key == "check":
            continue
        else:
            raise UsageError(
                clean(
                    f"{place}: {key} = {value!r} cannot be used; it takes dialect (a name), "
                    f"docstring-style (one of {', '.join(_STYLES)}), python-version and platform "
                    "(texts such as '3.12' and 'win32'), search-path (a list) and check (a table)"
                )
            )
    return found


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())


def _is_lists(value: object) -> bool:
    return isinstance(value, dict) and all(_is_strings(one) for one in value.values())


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_files(value: object) -> bool:
    return isinstance(value, dict) and all(
        _is_text(one) or _is_strings(one) for one in value.values()
    )


_CHECKING = {
    "targets": "targets",
    "select": "select",
    "ignore": "ignore",
    "severity": "severity",
    "per-file-ignores": "per_file",
    "per-symbol-ignores": "per_symbol",
    "baseline": "baseline",
    "docs": "docs",
    "since": "since",
    "apps": "apps",
}
_FORMS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "targets": ("a list of targets", _is_strings),
    "select": ("a list of rules", _is_strings),
    "ignore": ("a list of rules", _is_strings),
    "severity": ("a table from rules to error, warning or note", _is_texts),
    "per_file": ("a table from patterns of paths to lists of rules", _is_lists),
    "per_symbol": ("a table from patterns of dotted paths to lists of rules", _is_lists),
    "baseline": ("the path of a file", _is_text),
    "docs": ("a list of folders and files", _is_strings),
    "since": ("a target, such as name==version", _is_text),
    "apps": ("a table from names of apps to files, or to lists of two", _is_files),
}
