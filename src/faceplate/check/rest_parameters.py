"""Parameters such as `*args` and `**options`, and whether a docstring has to describe them."""

from __future__ import annotations

import re

from faceplate.check.codebase import Codebase, Unit
from faceplate.model import Parameter

REST = "what takes the rest is often left out"
"""Why it is no certain fault that such a parameter has no entry."""

# Names that say nothing: they are left out unless the library describes them elsewhere.
_USUAL = {"args", "kwargs", "kw", "kwds", "kwarg", "arg", "varargs", "keywords"}
# A name that says that nothing is done with it: `unused_kwargs`.
_UNUSED = re.compile(r"(?:^|_)(?:unused|ignored?|dummy)(?:_|$)")
# "further keyword arguments", "the `kwargs`", "**options"
_SPOKEN = re.compile(
    r"\b(?:kw)?args\b(?!:)|\*\w"
    r"|(?i:\b(?:keyword|positional|additional|further|other|extra|remaining|optional)s?[ \n]+"
    r"(?:keyword[ \n]+|positional[ \n]+|named[ \n]+)?(?:arguments?|parameters?|options?|args)\b)",
)
# "The arguments are passed on.", which may be said of what an entry describes.
_SPOKEN_OF = re.compile(
    r"\b(?:arguments|options|parameters)[ \n]+(?:are|to|of|for|passed|accepted|supported)\b",
    re.IGNORECASE,
)
_FEWEST = 3
"""How many a library must describe before that is its custom."""


def is_due(parameter: Parameter, unit: Unit) -> bool:
    """Return whether a docstring that describes all the rest leaves such a parameter out.

    Args:
        parameter: The parameter.
        unit: The function, the method or the class.
    """
    name = parameter.name
    if (
        name[0] == "_"
        or _UNUSED.search(name)
        or name in unit.signature.owners
        or unit.unpacked is not None
    ):
        return False
    described = {entry.name for _, entry, documented in unit.documented() if documented is not None}
    others = [
        each.name
        for each in unit.named.values()
        if not each.kind.startswith("var_") and each.name[0] != "_"
    ]
    if not others or not described.issuperset(others):
        return False
    if any(documented is None for _, _, documented in unit.documented()):
        # Its own entry with stars, or one of what it takes.
        return False
    if any(
        _SPOKEN.search(docstring.fact.text) or _SPOKEN_OF.search(docstring.outside({"parameters"}))
        for docstring in unit.docstrings
    ):
        return False
    return name not in _USUAL or _describes_usual(unit.codebase)


def _describes_usual(codebase: Codebase) -> bool:
    """Return whether most docstrings of a library that could describe such parameters do so."""

    def count() -> bool:
        described = silent = 0
        for unit in codebase.units:
            if not _declares_usual(unit):
                continue
            if not any(documented is not None for _, _, documented in unit.documented()):
                continue
            for parameter in unit.parameters:
                if parameter.kind.startswith("var_") and parameter.name in _USUAL:
                    described += bool(parameter.description)
                    silent += not parameter.description
        return described >= _FEWEST and described > silent

    return codebase.once("describes usual names", count)


def _declares_usual(unit: Unit) -> bool:
    """Return whether such a parameter stands in the header of a function or of a constructor."""
    function = unit.constructor.function if unit.constructor is not None else unit.symbol.function
    return function is not None and any(
        parameter.kind.startswith("var_") and parameter.name in _USUAL
        for parameter in function.parameters
    )
