"""Which dialect a library is read with.

A dialect may be named; else each is asked, those of plug-ins first, and `plain` takes what nobody
else recognises. A plug-in is a class behind the entry point group `faceplate.dialects`; one that
cannot be imported, or that fails when it is asked, is passed over with a problem in the manifest.
"""

from __future__ import annotations

from faceplate.cache.code import plug_ins
from faceplate.cache.store import Store
from faceplate.dialects.dialect import Dialect
from faceplate.dialects.gradio import GradioDialect
from faceplate.dialects.plain import PlainDialect
from faceplate.errors import UsageError, clean
from faceplate.link.library import Library
from faceplate.model import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "faceplate.dialects"
"""The entry point group of plug-ins: name of the dialect to its class."""

BUILT_IN: tuple[type[Dialect], ...] = (GradioDialect, PlainDialect)


def choose(library: Library, name: str | None = None) -> tuple[type[Dialect], list[Problem]]:
    """Choose the dialect of a library.

    Args:
        library: The library.
        name: The dialect wanted, or None to look at the library.

    Returns:
        The dialect, and what went wrong with plug-ins on the way.

    Raises:
        UsageError: If no dialect has that name, or its plug-in cannot be used.
    """
    if name is not None:
        return _named(name, library.store), []
    problems: list[Problem] = []
    for entry in _plug_ins(library.store):
        try:
            dialect = _loaded(entry)
            if dialect.recognises(library):
                return dialect, problems
        except Exception as error:
            problems.append(Problem("", None, _failure(entry.name, error)))
    return next(one for one in BUILT_IN if one.recognises(library)), problems


def _named(name: str, store: Store) -> type[Dialect]:
    for dialect in BUILT_IN:
        if dialect.name == name:
            return dialect
    known = {dialect.name for dialect in BUILT_IN}
    for entry in _plug_ins(store):
        known.add(entry.name)
        if entry.name == name:
            try:
                return _loaded(entry)
            except Exception as error:
                raise UsageError(_failure(name, error)) from None
    raise UsageError(
        f"there is no dialect {clean(name)!r}: take one of {', '.join(sorted(known))}, "
        "or install the package that provides it"
    )


def _plug_ins(store: Store) -> list[EntryPoint]:
    """Return the entry points of plug-ins; their reader is imported only if there are any."""
    if not plug_ins(store):
        return []
    from importlib.metadata import entry_points

    return sorted(entry_points(group=GROUP), key=lambda entry: entry.name)


def _loaded(entry: EntryPoint) -> type[Dialect]:
    loaded = entry.load()
    if not (isinstance(loaded, type) and issubclass(loaded, Dialect)):
        raise TypeError(f"{entry.value} is no Dialect")
    return loaded


def _failure(name: str, error: Exception) -> str:
    return clean(f"the dialect {name!r} of a plug-in was passed over: {error!r}")
