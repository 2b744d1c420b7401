"""The libraries of fields, in the order in which they are asked, and the class that one makes."""

from __future__ import annotations

from typing import NamedTuple

from faceplate.link.fields.attrs import Attrs
from faceplate.link.fields.dataclass import Dataclasses
from faceplate.link.fields.field import FieldLibrary, FieldOptions
from faceplate.link.fields.marked import MarkedClasses
from faceplate.link.fields.msgspec import Structs
from faceplate.link.fields.named_tuples import NamedTuples
from faceplate.link.fields.pydantic import Models
from faceplate.link.fields.sqlmodel import TableModels
from faceplate.link.fields.typed_dictionaries import TypedDictionaries
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol

# What is found by a decorator comes before what is found by a base: it is applied to the class.
# A mark comes last, since the library that it stands in for is known better by its own rules.
LIBRARIES: tuple[FieldLibrary, ...] = (
    Attrs(),
    Dataclasses(),
    NamedTuples(),
    TypedDictionaries(),
    Structs(),
    TableModels(),
    Models(),
    MarkedClasses(),
)


class Making(NamedTuple):
    """Which library makes a class, and how the class is handed to it."""

    library: FieldLibrary
    options: FieldOptions


def making(owner: Symbol, ancestry: Ancestry) -> Making | None:
    """Return the library of fields that makes a class; None for a plain class."""
    return ancestry.once(f"field library {owner.path}", lambda: _making(owner, ancestry))


def _making(owner: Symbol, ancestry: Ancestry) -> Making | None:
    for library in (*ancestry.makers, *LIBRARIES):
        options = library.options(owner, ancestry)
        if options is not None:
            return Making(library, options)
    return None
