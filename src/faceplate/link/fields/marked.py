"""Classes whose base or metaclass is marked with `dataclass_transform` (PEP 681)."""

from __future__ import annotations

from faceplate.facts.declarations import ClassFact
from faceplate.link.expressions import parsed
from faceplate.link.fields.dataclass import Dataclasses
from faceplate.link.fields.field import Constructor, FieldOptions
from faceplate.link.fields.transforms import mark_of, marked
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Symbol
from faceplate.link.names import origin


class MarkedClasses(Dataclasses):
    """Classes that a marked base or metaclass makes by the rules of dataclasses."""

    def options(self, owner: Symbol, ancestry: Ancestry) -> FieldOptions | None:
        """Return the keywords of the class statement, over the defaults of the mark."""
        assert isinstance(owner.fact, ClassFact)
        source = _marked_above(owner, ancestry)
        mark = mark_of(source)
        if source is None or mark is None:
            return None
        stated = owner.fact.keywords.items()
        return marked(source, mark, {name: node for name, text in stated if (node := parsed(text))})

    def constructor(
        self, owner: Symbol, options: FieldOptions, ancestry: Ancestry
    ) -> Constructor | None:
        """Return what type checkers take for the `__init__` of the class."""
        constructor = super().constructor(owner, options, ancestry)
        if constructor is None:
            return None
        doubt = f"it is what `{options.path}` promises with `dataclass_transform`"
        return constructor._replace(doubts=(*constructor.doubts, doubt))


def _marked_above(owner: Symbol, ancestry: Ancestry) -> Symbol | None:
    order = ancestry.order(owner)
    for base in order[1:]:
        if mark_of(base) is not None:
            return base
    for base in order:
        metaclass = metaclass_of(base)
        for above in ancestry.order(metaclass) if metaclass is not None else ():
            if mark_of(above) is not None:
                return above
    return None


def metaclass_of(owner: Symbol) -> Symbol | None:
    """Return the metaclass that a class statement names, where it is known."""
    assert isinstance(owner.fact, ClassFact)
    stated = owner.fact.keywords.get("metaclass")
    metaclass = origin(owner.library, owner.module, stated)[1] if stated else None
    return metaclass if metaclass is not None and isinstance(metaclass.fact, ClassFact) else None
