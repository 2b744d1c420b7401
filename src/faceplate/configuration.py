"""Defaults of a project: the table `[tool.faceplate]` of its `pyproject.toml`, and those in it.

The file is looked for in the current folder and above, up to the folder of the repository. Options
of the command line come before what it says. Nothing is parsed where the table is not mentioned.

A repository may come from anybody, so the paths that its file names stay inside of it. Who means
another place says so on the command line.
"""

from __future__ import annotations

import os
import re

from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from typing import Any

_FILE = "pyproject.toml"
_TABLE = b"[tool.faceplate"
_STYLES = ("google", "numpy", "sphinx")
_LEVELS = ("error", "warning", "note")
_LARGEST = 4 * 1024 * 1024
# [tool.facepalte.check] or [ tool . "faceplates" ]: the name of a tool in the header of a table
_HEADER = re.compile(rb"(?m)^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*[\"']?([A-Za-z_-]{7,12})(?![\w-])")
_NAME = "faceplate"


def defaults(folder: str = os.curdir, given: Collection[str] = ()) -> dict[str, str | list[str]]:
    """Read the defaults that hold in a folder.

    Args:
        folder: Where to look first.
        given: Names of those that the command line gives; what the file says of them counts for
            nothing.

    Returns:
        Those of `dialect`, `docstring_style`, `python_version`, `platform` and `search_path`
        (absolute folders) that are set.

    Raises:
        UsageError: If the file is not TOML, or the table says what it cannot say.
    """
    file, table = _table(folder)
    return _checked(table, file, given)


def checking(folder: str = os.curdir, given: Collection[str] = ()) -> dict[str, Any]:
    """Read the table `[tool.faceplate.check]` that holds in a folder.

    Args:
        folder: Where to look first.
        given: Names of those that the command line gives; what the file says of them counts for
            nothing.

    Returns:
        Those of `targets`, `select`, `ignore` (lists), `severity` (a table of texts), `per_file`,
        `per_symbol` (tables of lists), `baseline` (an absolute path), `docs` (absolute paths),
        `since` (a target), `apps` (a table from names to lists of absolute paths), `fail_on` (a
        level) and `nested_functions` (a truth value) that are set. Targets that are paths of
        folders or files are absolute.

    Raises:
        UsageError: If the file is not TOML, the table says what it cannot say, or a path leads out
            of the repository.
    """
    file, table = _table(folder)
    stated = table.get("check", {}) if isinstance(table, dict) else {}
    place = f"{file}: [tool.faceplate.check]"
    if not isinstance(stated, dict):
        raise UsageError(clean(f"{place} is not a table"))
    values: dict[str, Any] = {}
    for key, value in stated.items():
        name = _CHECKING.get(key)
        if name is None:
            near = _nearest(key, _CHECKING)
            hint = f"did you mean {near}?" if near else f"it takes {', '.join(_CHECKING)}"
            raise UsageError(clean(f"{place}: {key} cannot be used; {hint}"))
        wanted, fits = _FORMS[name]
        if not fits(value):
            raise UsageError(clean(f"{place}: {key} = {value!r} cannot be used; give {wanted}"))
        if name not in given:
            values[name] = value
    return values | _with_paths(values, file)


def _with_paths(values: dict[str, Any], file: str) -> dict[str, Any]:
    """Return those values that hold paths, with absolute paths in them."""
    place = f"{file}: [tool.faceplate.check]"

    def inside(path: str, key: str) -> str:
        return _inside(file, path, f"{place}: {key}")

    def target(name: str, key: str) -> str:
        return inside(name, key) if _is_path(file, name) else name

    paths: dict[str, Any] = {}
    if "baseline" in values:
        paths["baseline"] = inside(values["baseline"], "baseline")
    if "targets" in values:
        paths["targets"] = [target(name, "targets") for name in values["targets"]]
    if "docs" in values:
        paths["docs"] = [inside(path, "docs") for path in values["docs"]]
    if "since" in values:
        paths["since"] = target(values["since"], "since")
    if "apps" in values:
        paths["apps"] = {
            name: [inside(path, "apps") for path in ([files] if _is_text(files) else files)]
            for name, files in values["apps"].items()
        }
    return paths


def checkout(folder: str = os.curdir) -> str:
    """Return the folder that the paths of a configuration stay in.

    Args:
        folder: Where the configuration is looked for first.

    Returns:
        The folder of the repository; that of the file where there is no repository.
    """
    file = _find(os.path.abspath(folder))
    return _checkout(file) if file is not None else os.path.realpath(folder)


def _checkout(file: str) -> str:
    home = os.path.dirname(os.path.realpath(file))
    above = home
    while not os.path.exists(os.path.join(above, ".git")):
        parent = os.path.dirname(above)
        if parent == above:
            return home
        above = parent
    return above


def is_inside(path: str, folder: str) -> bool:
    """Return whether a path leads into a folder, links followed.

    Args:
        path: Any path.
        folder: A folder, links followed.
    """
    real = os.path.realpath(path)
    return real == folder or real.startswith(folder.rstrip(os.sep) + os.sep)


def _inside(file: str, path: str, place: str) -> str:
    """Return a path of a configuration as an absolute one, if it stays in the checkout."""
    joined = os.path.join(os.path.dirname(file), path)
    if not is_inside(joined, _checkout(file)):
        raise UsageError(
            clean(
                f"{place}: {path} lies outside of {_checkout(file)}; name it on the command line "
                "if it is meant"
            )
        )
    return joined


def _is_path(file: str, target: str) -> bool:
    """Return whether a target of a configuration is a path rather than an import name."""
    return os.path.exists(os.path.join(os.path.dirname(file), target))


def _nearest(key: str, keys: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return which of some keys is most like one, if any is.

    Args:
        key: What stands there.
        keys: What may stand there.
        likeness: How much of both has to be the same, from 0 to 1.
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(key.lower(), list(keys), n=1, cutoff=likeness)), None)


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
    if _TABLE in content:
        import tomllib

        try:
            tools = tomllib.loads(content.decode()).get("tool", {})
        except ValueError as error:
            raise UsageError(clean(f"{file}: not TOML: {error}")) from None
        if _NAME in tools:
            return file, tools[_NAME]
    _check_names(file, content)
    return file, {}


def _check_names(file: str, content: bytes) -> None:
    """Refuse a file that has no table of faceplate, and one whose name is nearly right."""
    for match in _HEADER.finditer(content):
        name = match[1].decode("ascii")
        # 0.85: one letter that is missing, too many or another, or two that changed places
        if _nearest(name, [_NAME], 0.85) is not None:
            raise UsageError(
                clean(f"{file}: nothing reads [tool.{name}]; did you mean [tool.{_NAME}]?")
            )


def _find(folder: str) -> str | None:
    while True:
        file = os.path.join(folder, _FILE)
        if os.path.isfile(file):
            return file
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return None
        folder = parent


def _checked(table: object, file: str, given: Collection[str]) -> dict[str, str | list[str]]:
    place = f"{file}: [tool.faceplate]"
    if not isinstance(table, dict):
        raise UsageError(clean(f"{place} is not a table"))
    found: dict[str, str | list[str]] = {}
    for key, value in table.items():
        if key == "dialect" and isinstance(value, str):
            found["dialect"] = value
        elif key in ("python-version", "platform") and isinstance(value, str):
            found[key.replace("-", "_")] = value
        elif key == "docstring-style" and value in _STYLES:
            found["docstring_style"] = str(value)
        elif key == "search-path" and _is_strings(value):
            if "search_path" not in given:
                found["search_path"] = [
                    path
                    if "==" in path and not _is_path(file, path)
                    else _inside(file, path, f"{place}: search-path")
                    for path in value
                ]
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
    "fail-on": "fail_on",
    "nested-functions": "nested_functions",
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
    "fail_on": (f"one of {', '.join(_LEVELS)}", lambda value: value in _LEVELS),
    "nested_functions": ("true or false", lambda value: isinstance(value, bool)),
}
