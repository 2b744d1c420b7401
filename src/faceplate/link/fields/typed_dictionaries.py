"""Typed dictionaries: their keys, as the keywords that a call passes."""

from __future__ import annotations

import ast

from faceplate.facts.declarations import ClassFact
from faceplate.link.expressions import literal_string, source_of
from faceplate.link.fields import arguments
from faceplate.link.fields.field import Constructor, Field, FieldLibrary, FieldOptions, unread
from faceplate.link.fields.references import Application, application
from faceplate.link.fields.statements import statements, unqualified
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol

_BASES = {"typing.TypedDict", "typing_extensions.TypedDict"}


class TypedDictionaries(FieldLibrary):
    """Heirs of `TypedDict`, and what a call of it makes."""

    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return which base it is that makes a class a typed dictionary."""
        for base in ancestry.order(owner):
            for link in ancestry.links(base):
                if link.path in _BASES:
                    return FieldOptions(link.path, {})
        return None

    def constructor(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> Constructor | None:
        """Return its keys, those of its bases first."""
        fields = list(self._collected(owner, ancestry).values())
        return Constructor(fields, doubts=unread(owner, ancestry))

    def _collected(self, owner: Symbol, ancestry: Ancestry) -> dict[str, Field]:
        """Return the keys of the bases as they are listed, which is not the order of look-ups."""

        def collect() -> dict[str, Field]:
            fields: dict[str, Field] = {}
            above = {base.path for base in ancestry.order(owner)}
            for link in ancestry.links(owner):
                if link.symbol is not None and link.path != owner.path and link.path in above:
                    fields.update(self._collected(link.symbol, ancestry))
            return fields | self._own(owner)

        return ancestry.once(f"typed dictionary {owner.path}", collect)

    def _own(self, owner: Symbol) -> dict[str, Field]:
        assert isinstance(owner.fact, ClassFact)
        total = owner.fact.keywords.get("total") != "False"
        fields: dict[str, Field] = {}
        for source in owner.fact.bases:
            applied = application(owner, source) if "(" in source else None
            if applied is not None and applied.path in _BASES:
                fields |= _listed(owner, applied)
        for statement in statements(owner):
            if statement.is_annotated:
                within = [application(owner, ast.unparse(node)) for node in statement.metadata]
                field = _field(
                    owner, statement.name, statement.annotation, statement.qualifiers, total
                )
                fields[statement.name] = field._replace(
                    text=arguments.text_of(within), constraints=arguments.constraints_of(within)
                )
        return fields


def _listed(owner: Symbol, applied: Application) -> dict[str, Field]:
    """Return the keys that `TypedDict("Name", {...}, total=False)` lists."""
    stated = applied.arguments[1] if len(applied.arguments) > 1 else None
    total = arguments.flag(applied, "total") is not False
    fields = {}
    if isinstance(stated, ast.Dict):
        for key, value in zip(stated.keys, stated.values, strict=True):
            name = literal_string(key)
            if name is not None:
                annotation, qualifiers, _ = unqualified(owner, source_of(value))
                fields[name] = _field(owner, name, annotation, frozenset(qualifiers), total)
    return fields


def _field(
    owner: Symbol, name: str, annotation: str | None, qualifiers: frozenset[str], total: bool
) -> Field:
    required = ("Required" in qualifiers) or (total and "NotRequired" not in qualifiers)
    return Field(owner, name, name, "keyword_only", annotation, None, required)


def is_typed_dictionary(owner: Symbol, ancestry: Ancestry) -> bool:
    """Say whether a class is a typed dictionary."""
    return TypedDictionaries().options(owner, ancestry) is not None
