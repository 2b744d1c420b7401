"""What the probes share. They run in the environment of the library, with Python's own modules.

A probe says which classes are components, under which names users reach them, and what each offers;
here that is held against the manifest. A default is compared by its value: the source that the
manifest shows is evaluated in the module that declares the class.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

MISSING = object()
Rows = list[tuple[str, str, str, str, Any, Any]]


def read() -> tuple[str, dict[str, Any]]:
    return sys.argv[1], json.load(sys.stdin)


def write(rows: Rows) -> None:
    json.dump(rows, sys.stdout, default=str)


def public_names(
    library: str, wanted: Callable[[Any], bool], depth: int = 2
) -> dict[int, tuple[Any, list[str]]]:
    """Return what users reach under a public name: object by identity, with all its names."""
    names: dict[int, tuple[Any, list[str]]] = {}
    waiting = [(library, importlib.import_module(library))]
    seen: set[str] = set()
    while waiting:
        path, module = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        listed = getattr(module, "__all__", None) or list(dir(module))
        for name in listed:
            if name.startswith("_"):
                continue
            try:
                value = getattr(module, name)
            except Exception:
                continue
            if inspect.ismodule(value):
                if value.__name__ == f"{path}.{name}" and path.count(".") + 1 < depth:
                    waiting.append((f"{path}.{name}", value))
            elif wanted(value):
                names.setdefault(id(value), (value, []))[1].append(f"{path}.{name}")
        if hasattr(module, "__path__") and path.count(".") + 1 < depth:
            for entry in pkgutil.iter_modules(module.__path__):
                if entry.ispkg and not entry.name.startswith("_"):
                    inner = f"{path}.{entry.name}"
                    try:
                        waiting.append((inner, importlib.import_module(inner)))
                    except Exception:
                        continue
    return names


def pages(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the pages of a manifest by every path that they state."""
    paths: dict[str, dict[str, Any]] = {}
    for page in manifest["components"]:
        for path in [page["path"], *page["aliases"], page["canonical_path"]]:
            paths.setdefault(path, page)
    return paths


def page_of(
    value: Any, names: Iterable[str], paths: dict[str, dict[str, Any]]
) -> tuple[dict[str, Any] | None, str]:
    """Return the page of an object, and whether it stands under one of its public names."""
    for name in names:
        if name in paths:
            page = paths[name]
            return page, "agrees" if page["path"] in names else "another path"
    own = f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '')}"
    if own in paths:
        return paths[own], "another path"
    return None, "no page"


def evaluated(source: str, place: Any, thing: Any = None) -> Iterator[Any]:
    """Yield the values of a default, one for each module that may declare it and gives one.

    A call such as `_default_size()` may be that of a method of an object, `thing`.
    """
    method = getattr(thing, source.removesuffix("()"), None) if source.endswith("()") else None
    if inspect.ismethod(method):
        yield method()
    for module in scopes(place):
        try:
            yield eval(source, dict(vars(module)))
        except Exception:
            continue


def scopes(place: Any) -> Iterator[Any]:
    if inspect.ismodule(place):
        yield place
        return
    for owner in getattr(place, "__mro__", [place]):
        module = sys.modules.get(getattr(owner, "__module__", ""))
        if module is not None:
            yield module
        yield from [owner] if isinstance(owner, type) else []


def same(ours: Any, theirs: Any) -> bool:
    if ours is theirs:
        return True
    if ours is MISSING:
        return False
    try:
        if type(ours) is type(theirs) and bool(ours == theirs):
            return True
    except Exception:
        pass
    if callable(ours) and callable(theirs):
        codes = [getattr(each, "__code__", None) for each in (ours, theirs)]
        return bool(codes[0] and codes[1] and codes[0].co_code == codes[1].co_code)
    plain = (str, int, float, bool, type(None), list, dict, tuple, set)
    if isinstance(theirs, plain) or isinstance(ours, plain):
        return repr(ours) == repr(theirs)
    # Two objects that are made by the same expression, each time anew.
    return type(ours) is type(theirs)


def compare_default(source: str | None, theirs: Any, place: Any, thing: Any = None) -> str:
    """Say whether a default is the one at run time."""
    if source is None:
        return "agrees" if theirs is MISSING else "default unknown"
    values = list(evaluated(source, place, thing))
    if not values:
        return "default not evaluated"
    return "agrees" if any(same(value, theirs) for value in values) else "wrong default"
