"""Which dialect a library is read with.

A dialect may be named; else each is asked, those of plug-ins first, and the one that is surest is
taken; `plain` takes what nobody else recognises. A plug-in is a class behind the entry point group
`faceplate.dialects`; one that cannot be imported, or that fails when it is asked, is passed over
with a problem in the manifest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from faceplate.cache.code import plug_ins
from faceplate.cache.store import Store
from faceplate.dialects.dash import DashDialect
from faceplate.dialects.dialect import Certainty, Dialect, Recognition
from faceplate.dialects.flet import FletDialect
from faceplate.dialects.gradio import GradioDialect
from faceplate.dialects.nicegui import NiceguiDialect
from faceplate.dialects.param import ParamDialect
from faceplate.dialects.plain import PlainDialect
from faceplate.dialects.reflex import ReflexDialect
from faceplate.dialects.shiny import ShinyDialect
from faceplate.dialects.solara import SolaraDialect
from faceplate.dialects.streamlit import StreamlitDialect
from faceplate.dialects.textual import TextualDialect
from faceplate.dialects.traitlets import TraitletsDialect
from faceplate.errors import UsageError, clean
from faceplate.link.library import Library
from faceplate.model import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "faceplate.dialects"
"""The entry point group of plug-ins: name of the dialect to its class."""

_ORDER: dict[Certainty, int] = {"certain": 0, "likely": 1, "fallback": 2}

BUILT_IN: tuple[type[Dialect], ...] = (
    GradioDialect,
    ParamDialect,
    TraitletsDialect,
    TextualDialect,
    NiceguiDialect,
    FletDialect,
    DashDialect,
    StreamlitDialect,
    SolaraDialect,
    ShinyDialect,
    ReflexDialect,
    PlainDialect,
)


class Choice(NamedTuple):
    """The dialect of a library.

    Attributes:
        dialect: The dialect.
        reason: What decided on it, as a sentence.
        problems: What went wrong with plug-ins on the way.
    """

    dialect: type[Dialect]
    reason: str
    problems: list[Problem]


def choose(library: Library, name: str | None = None) -> Choice:
    """Choose the dialect of a library: the surest, and of equals the one that is asked first.

    Args:
        library: The library.
        name: The dialect wanted, or None to look at the library.

    Raises:
        UsageError: If no dialect has that name, or its plug-in cannot be used.
    """
    if name is not None:
        return Choice(_named(name, library.store), "It was asked for.", [])
    problems: list[Problem] = []
    surest: tuple[type[Dialect], Recognition] | None = None
    for dialect, recognition in _asked(library, problems):
        if surest is None or _ORDER[recognition.certainty] < _ORDER[surest[1].certainty]:
            surest = dialect, recognition
    assert surest is not None, "the dialect plain takes every library"
    reason = clean(surest[1].reason)
    return Choice(surest[0], f"{reason[:1].upper()}{reason[1:]}.", problems)


def _asked(
    library: Library, problems: list[Problem]
) -> Iterator[tuple[type[Dialect], Recognition]]:
    """Yield the dialects that recognise a library, those of plug-ins first."""
    for entry in _plug_ins(library.store):
        try:
            dialect = _loaded(entry)
            recognition = dialect.recognises(library)
            if recognition is not None and not isinstance(recognition, Recognition):
                raise TypeError("recognises gives neither a Recognition nor None")
        except Exception as error:
            problems.append(Problem("", None, _failure(entry.name, error)))
        else:
            if recognition is not None:
                yield dialect, recognition
    for dialect in BUILT_IN:
        recognition = dialect.recognises(library)
        if recognition is not None:
            yield dialect, recognition
            if recognition.certainty == "certain":
                return


def _named(name: str, store: Store) -> type[Dialect]:
    for dialect in BUILT_IN:
        if dialect.name == name:
            return dialect
    names = {dialect.name for dialect in BUILT_IN}
    for entry in _plug_ins(store):
        names.add(entry.name)
        if entry.name == name:
            try:
                return _loaded(entry)
            except Exception as error:
                raise UsageError(_failure(name, error)) from None
    raise UsageError(
        f"there is no dialect {clean(name)!r}: take one of {', '.join(sorted(names))}, "
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
