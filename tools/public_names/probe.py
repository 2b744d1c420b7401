"""Run by the Python of an environment: imports a package and prints its public names as JSON.

A name is public if `__all__` of its module lists it, or, where there is none, if it has no leading
underscore; a module is public if no part of its path has one, and it is not for the tests of the
package. What belongs to the package is what the files of its distribution hold.
"""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import inspect
import io
import json
import os
import pkgutil
import re
import sys
import types
import typing
import warnings

# Modules that are not for users: private ones, and what a package holds for its makers.
UNSEEN = re.compile(r"_|(?:tests|conftest|setup)$")


def modules(top: str, failed: dict[str, str]) -> dict[str, types.ModuleType]:
    """Import a package and all its public modules.

    Args:
        top: Its import name.
        failed: Filled with the modules that cannot be imported, and why.
    """
    imported: dict[str, types.ModuleType] = {}
    pending = [top]
    while pending:
        name = pending.pop(0)
        try:
            module = importlib.import_module(name)
        except BaseException as reason:
            failed[name] = f"{type(reason).__name__}: {str(reason)[:200]}"
            continue
        imported[name] = module
        within = parts_of(module)
        if name.endswith(".test") and any(part.startswith("test_") for part in within):
            del imported[name]  # a folder of tests
            continue
        pending += [
            f"{name}.{part}" for part in within if part.isidentifier() and not UNSEEN.match(part)
        ]
    return imported


def parts_of(module: types.ModuleType) -> list[str]:
    """Return the names of the modules in a package, folders without `__init__.py` included."""
    folders = list(getattr(module, "__path__", ()))
    parts = dict.fromkeys(found.name for found in pkgutil.iter_modules(folders))
    for folder in filter(os.path.isdir, folders):
        for entry in os.scandir(folder):
            if entry.is_dir() and any(name.endswith(".py") for name in holds(entry.path)):
                parts.setdefault(entry.name)
    return list(parts)


def holds(folder: str) -> list[str]:
    """Return the names of the files in a folder and in those below it."""
    return [name for _, _, files in os.walk(folder) for name in files]


def public_names(module: types.ModuleType) -> list[str]:
    """Return the public names of a module."""
    listed = getattr(module, "__all__", None)
    if listed is None:
        # Some libraries keep what they make in a module, under names that nobody can write.
        return [name for name in dir(module) if name.isidentifier() and not name.startswith("_")]
    return [name for name in listed if isinstance(name, str)]


def own_files(top: str) -> set[str]:
    """Return the files of the distribution that a package belongs to; none if there is no list."""
    home = getattr(sys.modules[top], "__file__", None) or next(iter(sys.modules[top].__path__))
    for distribution in importlib.metadata.distributions():
        files = {os.path.realpath(file.locate()) for file in distribution.files or ()}
        if any(file.startswith(os.path.realpath(home)) for file in files):
            return files
    return set()


def belongs(home: str, top: str, files: set[str]) -> bool:
    """Say whether a module is one of the distribution."""
    if home == top or home.startswith(f"{top}."):
        return True
    file = getattr(sys.modules.get(home), "__file__", None)
    return file is not None and os.path.realpath(file) in files


def kind_of(value: object) -> str | None:
    """Say whether a value is a class or a function; None if it is neither."""
    if inspect.isclass(value) and not isinstance(value, types.GenericAlias):
        return "class"
    if isinstance(value, (typing.NewType, typing.TypeVar, type(typing.Any))):
        return None
    if callable(value) and isinstance(getattr(value, "__qualname__", None), str):
        return "function"
    return None


def taken(value: typing.Any) -> list[list[typing.Any]] | None:
    """Return name, kind and whether it is required of each parameter; None if that is unknown."""
    try:
        parameters = inspect.signature(value).parameters.values()
    except (TypeError, ValueError, NameError, AttributeError, RecursionError):
        return None
    return [
        [row.name, row.kind.name.lower(), row.default is row.empty and "VAR" not in row.kind.name]
        for row in parameters
    ]


def compiled_objects(top: str, files: set[str]) -> set[int]:
    """Return the identities of what the compiled modules of a package hold."""
    return {
        id(value)
        for name, module in list(sys.modules.items())
        if isinstance(module, types.ModuleType) and belongs(name, top, files) and not _source(name)
        for value in vars(module).values()
    }


def is_declared(home: str, name: str) -> bool:
    """Say whether the source of a module has a class or function of that name."""
    return bool(
        re.search(rf"^\s*(?:class|(?:async )?def)\s+{re.escape(name)}\b", _source(home), re.M)
    )


@functools.cache
def _source(name: str) -> str:
    """Return the source of a module; empty where it has none in Python."""
    file = getattr(sys.modules.get(name), "__file__", None)
    if file is None or not file.endswith(".py"):
        return ""
    with open(file, encoding="utf-8", errors="replace") as stream:
        return stream.read()


def objects(
    top: str, imported: dict[str, types.ModuleType], values: list[str], foreign: list[str]
) -> list[dict[str, typing.Any]]:
    """Return each public class and function of a package once, with all its public paths.

    Args:
        top: Its import name.
        imported: Its public modules.
        values: Filled with the public names of everything else that is not a module.
        foreign: Filled with those of classes and functions of other packages.
    """
    rows: dict[int, dict[str, typing.Any]] = {}
    files = own_files(top)
    kept = []  # so that no identity is used twice
    for path, module in imported.items():
        for name in public_names(module):
            try:
                value = getattr(module, name)
                kind, home = kind_of(value), getattr(value, "__module__", None)
            except Exception:
                continue
            if kind is None and not inspect.ismodule(value):
                values.append(f"{path}.{name}")
            if kind is None:
                continue
            if not isinstance(home, str) or not belongs(home, top, files):
                foreign.append(f"{path}.{name}")
                continue
            kept.append(value)
            row = rows.setdefault(
                id(value),
                {
                    "kind": kind,
                    "canonical": f"{home}.{value.__qualname__}",
                    "paths": [],
                    "listed": False,
                    "made": type(value).__name__,
                    "compiled": not is_declared(home, value.__name__),
                    "signature": taken(value),
                },
            )
            row["paths"].append(f"{path}.{name}")
            row["listed"] |= hasattr(module, "__all__")
    # Modules that are loaded on demand are there only now.
    compiled = compiled_objects(top, files)
    for identity, row in rows.items():
        row["compiled"] = row["compiled"] and identity in compiled
    return list(rows.values())


def resolves(path: str) -> bool:
    """Say whether a dotted path leads to something at run time."""
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        module = sys.modules.get(".".join(parts[:length]))
        if module is not None:
            value: typing.Any = module
            for part in parts[length:]:
                try:
                    value = getattr(value, part)
                except Exception:
                    return False
            return True
    return False


def main() -> None:
    """Print what the package named first says of itself, and which of the paths given resolve."""
    warnings.simplefilter("ignore")
    answer, sys.stdout = sys.stdout, io.StringIO()
    top, asked = sys.argv[1], json.loads(sys.stdin.read())
    failed: dict[str, str] = {}
    imported = modules(top, failed)
    values: list[str] = []
    foreign: list[str] = []
    told = {
        "failed": failed,
        "modules": {
            name: getattr(module, "__file__", None) or "" for name, module in imported.items()
        },
        "objects": objects(top, imported, values, foreign) if top in imported else [],
        "values": values,
        "foreign": foreign,
        "unresolved": [path for path in asked if not resolves(path)],
    }
    answer.write(json.dumps(told))
    answer.flush()
    os._exit(0)  # some packages leave threads behind


main()
