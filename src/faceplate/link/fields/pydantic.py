"""Models of pydantic: what a call takes by their fields, aliases and settings.

The signature of a model is the one that pydantic itself makes: parameters of an `__init__` in the
source first, then each field by its alias where that is a name, by keyword only. Release 1 differs
in a few places, which `_is_first` tells apart.
"""

from __future__ import annotations

import ast
import keyword as keywords_of_python
from collections.abc import Container
from typing import ClassVar, NamedTuple

from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.link.expressions import literal_string, name_of, parsed, source_of
from faceplate.link.fields import arguments
from faceplate.link.fields.field import Constructor, Field, FieldLibrary, FieldOptions, unread
from faceplate.link.fields.pydantic_names import ALIASED, generated_name, passed_name
from faceplate.link.fields.references import Application, application, declared_by, path_in
from faceplate.link.fields.statements import Statement, statements
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol

_ROOTS = {"pydantic.RootModel", "pydantic.root_model.RootModel"}
_FIRST = {"pydantic.v1.BaseModel", "pydantic.v1.main.BaseModel", "pydantic.v1.BaseSettings"}
_MODELS = {
    "pydantic.BaseModel",
    "pydantic.main.BaseModel",
    "pydantic.generics.GenericModel",
}
_SETTINGS = {
    "pydantic.BaseSettings",
    "pydantic_settings.BaseSettings",
    "pydantic_settings.main.BaseSettings",
}
_PRIVATE = frozenset({"pydantic.PrivateAttr", "pydantic.fields.PrivateAttr"})


class _Settings(NamedTuple):
    """What the configuration of a model says of the names that a call passes.

    Attributes:
        generator: Dotted path of what makes aliases of names, or None.
        by_alias: Whether a call passes aliases.
        takes_more: Whether any other keyword may be passed.
        doubts: Why that may be otherwise.
    """

    generator: str | None = None
    by_alias: bool = True
    takes_more: bool = False
    doubts: tuple[str, ...] = ()


class Models(FieldLibrary):
    """Heirs of pydantic's `BaseModel`, through whichever classes.

    Attributes:
        bases: Paths of the bases whose own bodies declare nothing.
        specifiers: Paths of the functions that declare a field.
        others: Paths of the functions that declare what is not a field.
    """

    settings: ClassVar[frozenset[str]] = frozenset({"Config"})
    bases: ClassVar[frozenset[str]] = frozenset(_ROOTS | _FIRST | _MODELS | _SETTINGS)
    specifiers: ClassVar[frozenset[str]] = ALIASED
    others: ClassVar[frozenset[str]] = _PRIVATE

    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return which base it is that makes a class a model."""
        path = base_among(self.bases, owner, ancestry)
        return None if path is None else FieldOptions(path, {})

    def constructor(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> Constructor | None:
        """Return the signature that pydantic gives a model."""
        settings = self._settings(owner, options, ancestry)
        fields = self._fields(owner, options, ancestry)
        passed: list[Field] = []
        doubts = [*settings.doubts, *unread(owner, ancestry)]
        takes_more = settings.takes_more
        for field, call in fields.values():
            name = self._name(field, call, settings)
            if name is None:
                doubts.append(f"`{settings.generator}` makes the names that a call passes")
                name = field.name
            if not name.isidentifier() or keywords_of_python.iskeyword(name):
                takes_more = True
                continue
            passed.append(field._replace(name=name))
        if options.path in _SETTINGS and not self._holds_constructor(owner, ancestry):
            doubts.append(f"`{options.path}`, which was not read, takes more")
        if options.path in _ROOTS:
            passed = [field._replace(kind="positional_or_keyword") for field in passed]
        return Constructor(
            passed,
            self._own_constructor(owner, ancestry),
            "extra_data" if takes_more else None,
            tuple(dict.fromkeys(doubts)),
        )

    def _name(self, field: Field, call: Application | None, settings: _Settings) -> str | None:
        if not settings.by_alias:
            return field.attribute
        stated = call is not None and "alias" in call.keywords
        if settings.generator is None or stated:
            return passed_name(call) or field.attribute
        return generated_name(settings.generator, field.attribute)

    def _own_constructor(self, owner: Symbol, ancestry: Ancestry) -> Symbol | None:
        """Return the nearest `__init__` that is not that of pydantic's own base."""
        function = ancestry.member(owner, "__init__")
        if function is None or not isinstance(function.fact, FunctionFact):
            return None
        holder = function.path.rpartition(".")[0]
        return None if holder in self.bases - _ROOTS - _SETTINGS else function

    def _holds_constructor(self, owner: Symbol, ancestry: Ancestry) -> bool:
        return any(base.path in _SETTINGS for base in ancestry.order(owner))

    def _fields(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> dict[str, tuple[Field, Application | None]]:
        """Return the fields of a model by attribute, with the call that declares each."""
        first = _is_first(options)
        # A class variable keeps its place among the fields, and its value at the class.
        placed: dict[str, tuple[Field, Application | None] | None] = {}
        values: dict[str, str | None] = {}
        for base in reversed(ancestry.order(owner)):
            is_model = self.options(base, ancestry) is not None
            if (base.path in self.bases and base.path not in _ROOTS) or (first and not is_model):
                continue
            for statement in statements(base):
                if not statement.name.startswith("_") and statement.name != "model_config":
                    self._place(statement, is_model, first, placed, values)
        fields = {name: pair for name, pair in placed.items() if pair is not None}
        if options.path in _ROOTS:
            fields |= self._root_field(owner, fields.get("root"), ancestry)
        return fields

    def _place(
        self,
        statement: Statement,
        is_model: bool,
        first: bool,
        placed: dict[str, tuple[Field, Application | None] | None],
        values: dict[str, str | None],
    ) -> None:
        """Take one statement in the body of a class.

        Args:
            statement: The statement.
            is_model: Whether the class is a model.
            first: Whether it is one of the first release.
            placed: Takes the field by its name, or None for a class variable.
            values: Takes the value that a name has at the class.
        """
        name = statement.name
        is_no_field = self._is_no_field(statement, first)
        if statement.has_value and (not is_model or is_no_field):
            values[name] = statement.value
        if not is_no_field:
            if not statement.has_value and name in values:
                statement = statement._replace(value=values[name], has_value=True)
            placed[name] = self._field(statement, first)
        elif statement.is_annotated or "ClassVar" in statement.qualifiers:
            placed[name] = None

    def _root_field(
        self, owner: Symbol, stated: tuple[Field, Application | None] | None, ancestry: Ancestry
    ) -> dict[str, tuple[Field, Application | None]]:
        """Return the one field of a root model, whose type stands in the brackets of its base."""
        root = _root_of(owner, ancestry)
        if root is None:
            return {}
        if stated is None:
            return {
                "root": (
                    Field(owner, "root", "root", "positional_or_keyword", root, None, True),
                    None,
                )
            }
        field, call = stated
        if field.owner.path in _ROOTS or field.annotation is None:
            return {"root": (field._replace(annotation=root), call)}
        return {}

    def _field(self, statement: Statement, first: bool) -> tuple[Field, Application | None]:
        owner = statement.owner
        call = declared_by(owner, statement.value, self.specifiers)
        within = [application(owner, ast.unparse(node)) for node in statement.metadata]
        stated = next(
            (
                applied
                for applied in within
                if applied is not None and applied.path in self.specifiers
            ),
            None,
        )
        if call is not None:
            default = arguments.default_of(call, first=True)
        elif statement.has_value:
            default = None if statement.value == "..." else statement.value or "..."
        else:
            default = arguments.default_of(stated, first=False) if stated else None
        required = default is None
        if first and required and not statement.has_value and _is_optional(statement.annotation):
            default, required = "None", False
        field = Field(
            owner,
            statement.name,
            statement.name,
            "keyword_only",
            statement.annotation,
            default,
            required,
            True,
            arguments.text_of([call, *within]),
            arguments.constraints_of([call, *within]),
        )
        # What the value states goes over what `Annotated` states, argument by argument.
        keywords = {
            name: value
            for applied in (stated, call)
            if applied is not None
            for name, value in applied.keywords.items()
        }
        return field, Application("", (), keywords)

    def _is_no_field(self, statement: Statement, first: bool) -> bool:
        if "ClassVar" in statement.qualifiers:
            return True
        if not statement.is_annotated:
            # Only the first release takes a bare value for a field.
            return not first or not statement.has_value
        if "Final" in statement.qualifiers and statement.has_value and not first:
            call = declared_by(statement.owner, statement.value, self.specifiers)
            return call is None or arguments.default_of(call, first=True) is not None
        return declared_by(statement.owner, statement.value, self.others) is not None

    def _settings(self, owner: Symbol, options: FieldOptions, ancestry: Ancestry) -> _Settings:
        """Return what `model_config`, `class Config` and class keywords say, nearest last."""
        values: dict[str, tuple[Symbol, ast.expr]] = {}
        for base in reversed(ancestry.order(owner)):
            if base.path in self.bases or not isinstance(base.fact, ClassFact):
                continue
            for name, source in _configured(base).items():
                node = parsed(source)
                if node is not None:
                    values[name] = base, node
        generator = self._generator(values.get("alias_generator"))
        more = values.get("extra")
        extra = literal_string(more[1]) if more else None
        if more and extra is None:
            extra = source_of(more[1]).rpartition(".")[2]
        by_alias = values.get("validate_by_alias")
        return _Settings(
            generator,
            not (by_alias and isinstance(by_alias[1], ast.Constant) and by_alias[1].value is False),
            extra == "allow",
        )

    def _generator(self, stated: tuple[Symbol, ast.expr] | None) -> str | None:
        if stated is None or (isinstance(stated[1], ast.Constant) and stated[1].value is None):
            return None
        owner, node = stated
        return path_in(owner, name_of(source_of(node)))[0] or "alias_generator"


def base_among(bases: Container[str], owner: Symbol, ancestry: Ancestry) -> str | None:
    """Return the path of the base that a class is or comes from, nearest first; None for none.

    Args:
        bases: Paths of bases.
        owner: The class.
        ancestry: The linearisations of the library.
    """
    if owner.path in bases:
        return owner.path
    links = (link for base in ancestry.order(owner) for link in ancestry.links(base))
    return next((link.path for link in links if link.path in bases), None)


def _configured(base: Symbol) -> dict[str, str]:
    """Return the settings that the body or the statement of one class makes."""
    assert isinstance(base.fact, ClassFact)
    stated: dict[str, str] = {}
    inner = base.fact.members.get("Config")
    if isinstance(inner, ClassFact):
        for fact in inner.members.values():
            if isinstance(fact, AttributeFact) and fact.value:
                stated[fact.name] = fact.value
    config = base.fact.members.get("model_config")
    node = parsed(config.value) if isinstance(config, AttributeFact) and config.value else None
    if isinstance(node, ast.Call):
        stated |= {
            argument.arg: source_of(argument.value) for argument in node.keywords if argument.arg
        }
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if (name := literal_string(key)) is not None:
                stated[name] = source_of(value)
    return stated | base.fact.keywords


def _is_first(options: FieldOptions) -> bool:
    """Say whether a model is one of the first release of pydantic."""
    return options.path in _FIRST or options.path in (
        "pydantic.BaseSettings",
        "pydantic.generics.GenericModel",
    )


def _is_optional(annotation: str | None) -> bool:
    """Say whether the first release takes a type for one that needs no value: it may be None."""
    node = parsed(annotation) if annotation else None
    if node is None:
        return False
    if isinstance(node, ast.BinOp):
        waiting: list[ast.expr] = [node]
        while waiting:
            part = waiting.pop()
            if isinstance(part, ast.BinOp):
                waiting += [part.left, part.right]
            elif isinstance(part, ast.Constant) and part.value is None:
                return True
        return False
    short = name_of(source_of(node)).rpartition(".")[2]
    if short == "Union" and isinstance(node, ast.Subscript):
        members = getattr(node.slice, "elts", [node.slice])
        return any(isinstance(member, ast.Constant) and member.value is None for member in members)
    return short in ("Optional", "Any")


def _root_of(owner: Symbol, ancestry: Ancestry) -> str | None:
    """Return the type in the brackets behind `RootModel`, that of the nearest class."""
    for base in ancestry.order(owner):
        if not isinstance(base.fact, ClassFact):
            continue
        for source, link in zip(base.fact.bases, ancestry.links(base), strict=True):
            if link.path in _ROOTS:
                node = parsed(source)
                return source_of(node.slice) if isinstance(node, ast.Subscript) else "Any"
    return None
