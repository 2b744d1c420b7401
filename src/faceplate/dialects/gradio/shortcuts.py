"""Strings that stand for a component: its own name, and those of its templates.

A template is a direct subclass that says `is_template = True`; the label `Sets:` of its docstring
tells which arguments it presets. A component that says `allow_string_shortcut = False` has none.
Older releases look a string up among public names, newer ones among all subclasses.
"""

from __future__ import annotations

from collections.abc import Iterable

from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.link.library import Library, Symbol
from faceplate.link.pages import Linker
from faceplate.model import Shortcut

_DEFAULTS = "default values"


def templates(symbols: Iterable[Symbol], linker: Linker) -> dict[str, list[Symbol]]:
    """Find the templates among some classes.

    Returns:
        Canonical path of a class to its direct subclasses that are templates.
    """
    subclasses: dict[str, list[Symbol]] = {}
    for symbol in symbols:
        if isinstance(symbol.fact, ClassFact) and _says(symbol, "is_template", "True", linker):
            for base in linker.ancestry.links(symbol):
                listed = subclasses.setdefault(base.path, [])
                if all(template.path != symbol.path for template in listed):
                    listed.append(symbol)
    return subclasses


def finds_all(library: Library) -> bool:
    """Say whether strings stand for components that have no public name, too."""
    return bool(library.holding(b"def get_all_components("))


def shortcuts(symbol: Symbol, presets: Iterable[Symbol], linker: Linker) -> list[Shortcut]:
    """Give the shortcuts of a component.

    Args:
        symbol: The component's class.
        presets: Its templates.
        linker: What knows paths and docstrings.
    """
    if _says(symbol, "allow_string_shortcut", "False", linker):
        return []
    return [
        _shortcut(symbol, _DEFAULTS, linker),
        *(
            _shortcut(
                preset, linker.docstring(preset.docstring).tags.get("sets", _DEFAULTS), linker
            )
            for preset in presets
        ),
    ]


def _shortcut(symbol: Symbol, sets: str, linker: Linker) -> Shortcut:
    name = symbol.name.rpartition(".")[2]
    return Shortcut(class_=linker.path(symbol), string=name.lower(), initialization=f"Uses {sets}")


def _says(symbol: Symbol, name: str, value: str, linker: Linker) -> bool:
    member = linker.ancestry.member(symbol, name)
    fact = member.fact if member else None
    return isinstance(fact, AttributeFact) and fact.value == value
