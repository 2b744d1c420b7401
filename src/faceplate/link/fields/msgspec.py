"""Structs of msgspec: a call passes the names of the attributes, however JSON calls them."""

from __future__ import annotations

import ast

from faceplate.facts.declarations import ClassFact
from faceplate.link.fields import arguments
from faceplate.link.fields.field import (
    Constructor,
    Field,
    FieldLibrary,
    FieldOptions,
    in_order,
    unread,
)
from faceplate.link.fields.references import application, declared_by
from faceplate.link.fields.statements import Statement, statements
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol

_BASES = {"msgspec.Struct"}
_FIELD = frozenset({"msgspec.field"})


class Structs(FieldLibrary):
    """Heirs of `msgspec.Struct`."""

    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return the keywords of the class statement."""
        for base in ancestry.order(owner):
            if any(link.path in _BASES for link in ancestry.links(base)):
                assert isinstance(owner.fact, ClassFact)
                return FieldOptions("msgspec.Struct", _parsed(owner.fact.keywords))
        return None

    def constructor(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> Constructor | None:
        """Return what a struct takes; it cannot have an `__init__` of its own."""
        fields = list(self._collected(owner, options, ancestry).values())
        doubts = (*options.unclear("kw_only"), *unread(owner, ancestry))
        return Constructor(in_order(fields), doubts=doubts)

    def _collected(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> dict[str, Field]:
        key = f"struct fields {owner.path}"
        return ancestry.once(key, lambda: self._collect(owner, options, ancestry))

    def _collect(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> dict[str, Field]:
        fields: dict[str, Field] = {}
        for link in reversed(ancestry.links(owner)):
            inherited = self.options(link.symbol, ancestry) if link.symbol is not None else None
            if link.symbol is not None and inherited is not None:
                fields.update(self._collected(link.symbol, inherited, ancestry))
        keyword_only = options.flag("kw_only", False)
        for statement in statements(owner):
            if statement.is_annotated and "ClassVar" not in statement.qualifiers:
                fields[statement.name] = _field(statement, keyword_only)
        return fields


def _field(statement: Statement, keyword_only: bool) -> Field:
    call = declared_by(statement.owner, statement.value, _FIELD)
    default = statement.value if statement.has_value else None
    if call is not None:
        default = arguments.default_of(call)
    within = [application(statement.owner, ast.unparse(node)) for node in statement.metadata]
    return Field(
        statement.owner,
        statement.name,
        statement.name,
        "keyword_only" if keyword_only else "positional_or_keyword",
        statement.annotation,
        default,
        default is None,
        True,
        arguments.text_of(within),
        arguments.constraints_of(within),
    )


def _parsed(keywords: dict[str, str]) -> dict[str, ast.expr]:
    from faceplate.link.expressions import parsed

    return {name: node for name, source in keywords.items() if (node := parsed(source))}
