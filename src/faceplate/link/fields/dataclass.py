"""Dataclasses: those of the standard library, of pydantic, and of what `typing` marks as alike.

What is collected, and in which order, is what `dataclasses` does when a module runs. A decorator,
base or metaclass marked with `dataclass_transform` (PEP 681) is held to the same rules, with the
defaults and field specifiers that it states.
"""

from __future__ import annotations

import ast

from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.link.fields import arguments
from faceplate.link.fields.field import (
    Constructor,
    Field,
    FieldLibrary,
    FieldOptions,
    in_order,
    unread,
)
from faceplate.link.fields.pydantic_names import ALIASED, passed_name
from faceplate.link.fields.references import Application, application, declared_by
from faceplate.link.fields.statements import Statement, statements
from faceplate.link.fields.transforms import STANDARD, transformed
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.model import ParameterKind

PYDANTIC = {
    "pydantic.dataclasses.dataclass",
    "pydantic.v1.dataclasses.dataclass",
}
_FIELD = {"dataclasses.field"}
_DECORATORS = STANDARD | PYDANTIC
# Where the fields of a class are collected, they are kept under this name.
_QUESTION = "dataclass fields"


class Dataclasses(FieldLibrary):
    """Classes with a decorator that generates an `__init__` from annotations."""

    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return the arguments of the decorator, or of the class statement below a marked base."""
        assert isinstance(owner.fact, ClassFact)
        for decorator in owner.fact.decorators:
            applied = application(owner, decorator)
            if applied is None:
                continue
            if applied.path in _DECORATORS:
                return _stated(applied, applied.path)
            options = transformed(applied)
            if options is not None:
                return options
        return None

    def constructor(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> Constructor | None:
        """Return the `__init__` that is generated, unless the class has its own or wants none."""
        if not options.flag("init", True) or owner.member("__init__") is not None:
            return None
        passed = in_order(list(self.collected(owner, options, ancestry).values()))
        doubts = (*options.doubts, *options.unclear("init", "kw_only"), *unread(owner, ancestry))
        return Constructor(passed, doubts=doubts)

    def collected(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> dict[str, Field]:
        """Return all fields of a class by attribute, inherited ones first.

        Args:
            owner: The class.
            options: What `options` returned for it.
            ancestry: The linearisations of the library.
        """
        key = f"{_QUESTION} {owner.path}"
        return ancestry.once(key, lambda: self._collected(owner, options, ancestry))

    def _collected(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> dict[str, Field]:
        fields: dict[str, Field] = {}
        for base in reversed(ancestry.order(owner)[1:]):
            # As `getattr` does, a class that is none itself gives those of its nearest ancestor.
            for source in ancestry.order(base):
                inherited = self.options(source, ancestry)
                if inherited is not None:
                    fields.update(self.collected(source, inherited, ancestry))
                    break
        keyword_only = options.flag("kw_only", False)
        for statement in statements(owner):
            if "KW_ONLY" in statement.qualifiers:
                keyword_only = True
            elif statement.is_annotated and not _is_class_variable(statement):
                fields[statement.name] = self._field(statement, options, keyword_only, ancestry)
            elif "ClassVar" in statement.qualifiers:
                # It keeps its place among the fields, and a heir may make it one of them.
                field = self._field(statement, options, keyword_only, ancestry)
                fields[statement.name] = field._replace(is_passed=False)
        return fields

    def _field(
        self, statement: Statement, options: FieldOptions, keyword_only: bool, ancestry: Ancestry
    ) -> Field:
        specifiers = frozenset(_FIELD) | options.specifiers
        if options.path in PYDANTIC:
            specifiers |= ALIASED
        call = declared_by(statement.owner, statement.value, specifiers)
        stated = arguments.flag(call, "kw_only")
        kind: ParameterKind = (
            "keyword_only"
            if (keyword_only if stated is None else stated)
            else "positional_or_keyword"
        )
        if call is not None:
            # Only pydantic's own states the default without a name.
            first = call.path not in _FIELD and call.path not in options.specifiers
            default = arguments.default_of(call, first=first)
        elif statement.has_value:
            default = statement.value or "..."
        else:
            default = self._inherited(statement, ancestry)
        name = statement.name
        if options.path in PYDANTIC:
            name = passed_name(call) or name
        elif call is not None and isinstance(alias := call.keywords.get("alias"), ast.Constant):
            name = str(alias.value)
        return Field(
            statement.owner,
            statement.name,
            name,
            kind,
            statement.annotation,
            default,
            default is None,
            arguments.flag(call, "init") is not False,
            arguments.text_of([call]),
            arguments.constraints_of([call, *_metadata(statement)]),
        )

    def _inherited(self, statement: Statement, ancestry: Ancestry) -> str | None:
        """Return the value that a base class has for a field that is only annotated anew."""
        for base in ancestry.order(statement.owner)[1:]:
            options = self.options(base, ancestry)
            fact = (
                base.fact.members.get(statement.name) if isinstance(base.fact, ClassFact) else None
            )
            if options is not None and isinstance(fact, AttributeFact) and fact.annotation:
                field = self.collected(base, options, ancestry).get(statement.name)
                if field is None or field.default is None:
                    continue
                # A factory, and a slot, leave no value at the class.
                if options.flag("slots", False) or _has_factory(base, fact, options):
                    continue
                return field.default
            if isinstance(fact, AttributeFact) and "class-attribute" in fact.labels:
                return fact.value
        return None


def _stated(applied: Application, path: str) -> FieldOptions:
    doubts = ("its decorator is given options that are computed",) if applied.is_open else ()
    return FieldOptions(path, applied.keywords, doubts=doubts)


def _has_factory(owner: Symbol, fact: AttributeFact, options: FieldOptions) -> bool:
    call = declared_by(owner, fact.value, frozenset(_FIELD) | options.specifiers | ALIASED)
    return call is not None and bool({"default_factory", "factory"} & call.keywords.keys())


def _is_class_variable(statement: Statement) -> bool:
    # Within a postponed annotation, a string is a string to `dataclasses`.
    return "ClassVar" in statement.qualifiers and not statement.is_quoted


def _metadata(statement: Statement) -> list[Application | None]:
    return [application(statement.owner, ast.unparse(node)) for node in statement.metadata]
