"""Classes of attrs, in the old spelling (`attr.s`, `attr.ib`) and the new one (`attrs.define`).

A field is passed by its alias, which is its name without leading underscores unless it states
another. A field that is declared anew moves to its new place, and which of two bases counts depends
on `collect_by_mro`.
"""

from __future__ import annotations

import ast

from faceplate.facts.declarations import ClassFact
from faceplate.link.expressions import dotted_name, literal_string, parsed
from faceplate.link.fields import arguments
from faceplate.link.fields.field import (
    Constructor,
    Field,
    FieldLibrary,
    FieldOptions,
    in_order,
    unread,
)
from faceplate.link.fields.references import Application, application, declared_by, path_in
from faceplate.link.fields.statements import Statement, statements
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol

_OLD = {
    "attr.s", "attr.attrs", "attr.attributes", "attr.dataclass", "attr._make.attrs",
}  # fmt: skip
_NEW = {
    f"{package}.{name}"
    for package in ("attr", "attrs", "attr._next_gen")
    for name in ("define", "mutable", "frozen")
}
_FIELD = frozenset(
    {
        "attr.ib", "attr.attrib", "attr.attr", "attr._make.attrib",
        "attr.field", "attrs.field", "attr._next_gen.field",
    }
)  # fmt: skip
_FACTORY = {"attr.Factory", "attrs.Factory", "attr._make.Factory"}


class Attrs(FieldLibrary):
    """Classes that attrs decorates."""

    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return the arguments of the decorator."""
        assert isinstance(owner.fact, ClassFact)
        for decorator in owner.fact.decorators:
            applied = application(owner, decorator)
            if applied is not None and applied.path in _OLD | _NEW:
                doubts = ("its decorator is given options that are computed",)
                return FieldOptions(
                    applied.path, applied.keywords, doubts=doubts if applied.is_open else ()
                )
        return None

    def constructor(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> Constructor | None:
        """Return the `__init__` that attrs generates, or None where the class keeps its own."""
        is_new = options.path in _NEW
        has_own = owner.member("__init__") is not None
        if options.flag("auto_detect", is_new) and has_own and "init" not in options.arguments:
            return None
        if not options.flag("init", True):
            return None
        fields = list(self._collected(owner, options, ancestry))
        doubts = [*options.doubts, *options.unclear("init", "kw_only"), *unread(owner, ancestry)]
        if not arguments.is_missing(hook := options.arguments.get("field_transformer")) and not (
            isinstance(hook, ast.Constant) and hook.value is None
        ):
            doubts.append("`field_transformer` may change its fields")
        return Constructor(in_order(fields), doubts=tuple(doubts))

    def _collected(self, owner: Symbol, options: FieldOptions, ancestry: Ancestry) -> list[Field]:
        key = f"attrs fields {owner.path}"
        return ancestry.once(key, lambda: self._collect(owner, options, ancestry))

    def _collect(self, owner: Symbol, options: FieldOptions, ancestry: Ancestry) -> list[Field]:
        own = self._own(owner, options)
        inherited = self._inherited(owner, options, ancestry, {field.attribute for field in own})
        is_new = options.path in _NEW
        # The old spelling makes inherited fields keyword-only, too; the new one only its own.
        if options.flag("kw_only", False) and options.flag("force_kw_only", not is_new):
            own = [field._replace(kind="keyword_only") for field in own]
            inherited = [field._replace(kind="keyword_only") for field in inherited]
        return [*inherited, *own]

    def _inherited(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry, taken: set[str]
    ) -> list[Field]:
        above = ancestry.order(owner)[1:]
        by_order = options.flag("collect_by_mro", options.path in _NEW)
        unique: dict[str, Field] = {}
        for base in reversed(above) if by_order else above:
            nearest, inherited = self._nearest(base, ancestry)
            if nearest is None or inherited is None:
                continue
            for field in self._collected(nearest, inherited, ancestry):
                if field.attribute in taken:
                    continue
                if not by_order:
                    unique.setdefault(field.attribute, field)
                elif field.owner.path == nearest.path:
                    # What is declared last counts, at the place where it is declared.
                    unique.pop(field.attribute, None)
                    unique[field.attribute] = field
        return list(unique.values())

    def _nearest(
        self, base: Symbol, ancestry: Ancestry
    ) -> tuple[Symbol | None, FieldOptions | None]:
        for source in ancestry.order(base):
            options = self.options(source, ancestry)
            if options is not None:
                return source, options
        return None, None

    def _own(self, owner: Symbol, options: FieldOptions) -> list[Field]:
        keyword_only = options.flag("kw_only", False)
        these = options.arguments.get("these")
        if isinstance(these, ast.Dict):
            return self._listed(owner, these, keyword_only)
        candidates = [
            (statement, declared_by(owner, statement.value, _FIELD))
            for statement in statements(owner)
            if "ClassVar" not in statement.qualifiers
        ]
        by_annotation = options.flag("auto_attribs", options.path == "attr.dataclass")
        if options.path in _NEW and "auto_attribs" not in options.arguments:
            # A field without annotation says that annotations do not make the fields.
            by_annotation = all(
                statement.is_annotated for statement, call in candidates if call is not None
            )
        return [
            _field(statement, call, keyword_only)
            for statement, call in candidates
            if (statement.is_annotated if by_annotation else call is not None)
        ]

    def _listed(self, owner: Symbol, these: ast.Dict, keyword_only: bool) -> list[Field]:
        fields = []
        for key, value in zip(these.keys, these.values, strict=True):
            name = literal_string(key)
            if name is not None:
                source = ast.unparse(value)
                statement = Statement(
                    owner, name, None, frozenset(), False, False, source, True, (), []
                )
                fields.append(_field(statement, declared_by(owner, source, _FIELD), keyword_only))
        return fields


def _field(statement: Statement, call: Application | None, keyword_only: bool) -> Field:
    stated = arguments.flag(call, "kw_only")
    default = statement.value if statement.has_value and call is None else None
    annotation = statement.annotation
    if call is not None:
        first = call.path.rpartition(".")[2] != "field"
        default = arguments.default_of(call, first=first)
        annotation = annotation or _type_of(call)
    default = _factory_call(statement.owner, default)
    if default is None and "default-method" in statement.labels:
        default = "..."
    alias = literal_string(call.keywords.get("alias")) if call is not None else None
    within = [application(statement.owner, ast.unparse(node)) for node in statement.metadata]
    return Field(
        statement.owner,
        statement.name,
        alias or statement.name.lstrip("_"),
        "keyword_only" if (keyword_only if stated is None else stated) else "positional_or_keyword",
        annotation,
        default,
        default is None,
        arguments.flag(call, "init") is not False,
        arguments.text_of([call]),
        arguments.constraints_of(within),
    )


def _type_of(call: Application) -> str | None:
    stated = call.keywords.get("type")
    return None if stated is None else ast.unparse(stated)


def _factory_call(owner: Symbol, default: str | None) -> str | None:
    """Return the call that `Factory(list)` makes; any other default as it is."""
    node = parsed(default) if default and "Factory(" in default else None
    if not isinstance(node, ast.Call) or not node.args:
        return default
    name = dotted_name(node.func)
    if name is None or path_in(owner, name)[0] not in _FACTORY:
        return default
    return arguments.made_by(node.args[0])
