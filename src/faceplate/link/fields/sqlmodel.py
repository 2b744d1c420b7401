"""Models of SQLModel: those of pydantic, but for what its relationships declare."""

from __future__ import annotations

from typing import ClassVar

from faceplate.link.fields.field import FieldOptions
from faceplate.link.fields.pydantic import Models, base_among
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol

_BASES = frozenset({"sqlmodel.SQLModel", "sqlmodel.main.SQLModel"})


class TableModels(Models):
    """Heirs of `SQLModel`, tables and plain models alike."""

    bases: ClassVar[frozenset[str]] = Models.bases | _BASES
    specifiers: ClassVar[frozenset[str]] = Models.specifiers | {
        "sqlmodel.Field",
        "sqlmodel.main.Field",
    }
    others: ClassVar[frozenset[str]] = Models.others | {
        "sqlmodel.Relationship",
        "sqlmodel.main.Relationship",
    }

    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return which base it is that makes a class a model of SQLModel."""
        path = base_among(_BASES, owner, ancestry)
        return None if path is None else FieldOptions(path, {})
