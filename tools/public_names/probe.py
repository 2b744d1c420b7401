"""Run by the Python of an environment: imports a package and prints its public names as JSON.

A name is public if `__all__` of its module lists it, or, where there is none, if it has no leading
underscore; a module is public if no part of its path has one.
"""

from __future__ import annotations

import functools
import importlib
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

# Modules that are not for users: private ones, and the tests of the package.
UNSEEN = re.compile(r"_|tests$|test_|conftest$")


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
        within = [found.name for found in pkgutil.iter_modules(getattr(module, "__path__", ()))]
        pending += [
            f"{name}.{part}" for part in within if part.isidentifier() and not UNSEEN.match(part)
        ]
    return imported


def public_names(module: types.ModuleType) -> list[str]:
    """Return the public names of a module."""
    listed = getattr(module, "__all__", None)
    if listed is None:
        return [name for name in dir(module) if not name.startswith("_")]
    return [name for name in listed if isinstance(name, str)]


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


def compiled_objects(top: str) -> set[int]:
    """Return the identities of what the compiled modules of a package hold."""
    return {
        id(value)
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] == top and not _source(name)
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


def objects(top: str, imported: dict[str, types.ModuleType]) -> list[dict[str, typing.Any]]:
    """Return each public class and function of a package once, with all its public paths."""
    rows: dict[int, dict[str, typing.Any]] = {}
    compiled = compiled_objects(top)
    for path, module in imported.items():
        for name in public_names(module):
            try:
                value = getattr(module, name)
                kind, home = kind_of(value), getattr(value, "__module__", None)
            except Exception:
                continue
            if kind is None or not isinstance(home, str) or home.partition(".")[0] != top:
                continue
            row = rows.setdefault(
                id(value),
                {
                    "kind": kind,
                    "canonical": f"{home}.{value.__qualname__}",
                    "paths": [],
                    "listed": False,
                    "made": type(value).__name__,
                    "compiled": id(value) in compiled and not is_declared(home, value.__name__),
                    "signature": taken(value),
                },
            )
            row["paths"].append(f"{path}.{name}")
            row["listed"] |= hasattr(module, "__all__")
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
    told = {
        "failed": failed,
        "modules": list(imported),
        "objects": objects(top, imported),
        "unresolved": [path for path in asked if not resolves(path)],
    }
    answer.write(json.dumps(told))
    answer.flush()
    os._exit(0)  # some packages leave threads behind


main()
