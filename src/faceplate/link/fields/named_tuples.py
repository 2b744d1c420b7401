"""Named tuples: classes below `NamedTuple`, and what a call of it or of `namedtuple` makes."""

from __future__ import annotations

import ast
import keyword

from faceplate.facts.declarations import ClassFact
from faceplate.link.expressions import literal_string, source_of
from faceplate.link.fields.field import Constructor, Field, FieldLibrary, FieldOptions
from faceplate.link.fields.references import Application, application
from faceplate.link.fields.statements import statements
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol

_TYPED = {"typing.NamedTuple", "typing_extensions.NamedTuple"}
_CALLED = _TYPED | {"collections.namedtuple"}


class NamedTuples(FieldLibrary):
    """Classes that state `NamedTuple` as their base, or what a call of it makes."""

    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return how the fields are stated: in the body, or by the call."""
        assert isinstance(owner.fact, ClassFact)
        for source in owner.fact.bases:
            applied = application(owner, source)
            if applied is None:
                continue
            if "(" in source and applied.path in _CALLED:
                return FieldOptions(applied.path, {"call": _call(source)})
            if applied.path in _TYPED:
                return FieldOptions(applied.path, {})
        return None

    def constructor(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> Constructor | None:
        """Return the `__new__` of a named tuple, unless a class above a called one has its own."""
        call = options.arguments.get("call")
        if call is None:
            fields = [
                _field(
                    owner,
                    statement.name,
                    statement.annotation,
                    statement.value if statement.has_value else None,
                )
                for statement in statements(owner)
                if statement.is_annotated
            ]
            return Constructor(fields)
        if owner.member("__new__") is not None or owner.member("__init__") is not None:
            return None
        applied = application(owner, source_of(call))
        return None if applied is None else _called(owner, applied)


def _called(owner: Symbol, applied: Application) -> Constructor:
    stated = applied.arguments[1:2] or tuple(
        value for name, value in applied.keywords.items() if name in ("field_names", "fields")
    )
    pairs = _pairs(stated[0]) if stated else []
    if pairs is None:
        return Constructor([], doubts=("the names of its fields are computed",))
    rename = applied.keywords.get("rename")
    if isinstance(rename, ast.Constant) and rename.value is True:
        pairs = _renamed(pairs)
    defaults = getattr(applied.keywords.get("defaults"), "elts", [])
    fields = []
    for index, (name, annotation) in enumerate(pairs):
        place = index - len(pairs) + len(defaults)
        default = source_of(defaults[place]) if place >= 0 and defaults else None
        fields.append(_field(owner, name, annotation, default))
    given = applied.keywords.get("defaults")
    doubts: tuple[str, ...] = ()
    if (
        given is not None
        and not isinstance(given, ast.Tuple | ast.List)
        and not (isinstance(given, ast.Constant) and given.value is None)
    ):
        doubts = ("its defaults are computed",)
    return Constructor(fields, doubts=doubts)


def _pairs(node: ast.expr) -> list[tuple[str, str | None]] | None:
    """Return the names and types of a list of fields; None where they are not literal."""
    text = literal_string(node)
    if text is not None:
        return [(name, None) for name in text.replace(",", " ").split()]
    if not isinstance(node, ast.List | ast.Tuple):
        return None
    pairs: list[tuple[str, str | None]] = []
    for element in node.elts:
        name, annotation = literal_string(element), None
        if isinstance(element, ast.Tuple) and len(element.elts) == 2:
            name, annotation = literal_string(element.elts[0]), source_of(element.elts[1])
        if name is None:
            return None
        pairs.append((name, annotation))
    return pairs


def _renamed(pairs: list[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Return fields with `_1`, `_2` in place of names that cannot be one."""
    renamed: list[tuple[str, str | None]] = []
    seen: set[str] = set()
    for index, (name, annotation) in enumerate(pairs):
        is_name = name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_")
        renamed.append((name if is_name and name not in seen else f"_{index}", annotation))
        seen.add(name)
    return renamed


def _field(owner: Symbol, name: str, annotation: str | None, default: str | None) -> Field:
    required = default is None
    return Field(owner, name, name, "positional_or_keyword", annotation, default, required)


def _call(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body
