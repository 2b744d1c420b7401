"""The types that Python itself has, and the words and aliases that stand for them."""

from __future__ import annotations

import builtins

_WORDS = {
    "boolean": "bool",
    "booleans": "bool",
    "bools": "bool",
    "dicts": "dict",
    "dictionary": "dict",
    "floats": "float",
    "function": "callable",
    "func": "callable",
    "integer": "int",
    "integers": "int",
    "ints": "int",
    "lists": "list",
    "nonetype": "None",
    "str": "str",
    "string": "str",
    "strings": "str",
    "strs": "str",
    "tuples": "tuple",
}
_TYPING = {
    "AnyStr": None,
    "Callable": "callable",
    "DefaultDict": "dict",
    "Dict": "dict",
    "FrozenSet": "frozenset",
    "List": "list",
    "NoneType": "None",
    "OrderedDict": "dict",
    "Set": "set",
    "Text": "str",
    "Tuple": "tuple",
    "Type": "type",
    "defaultdict": "dict",
}


SCALARS = {"str", "int", "float", "bool", "bytes", "None", "complex"}
_CONTAINERS = {"list", "dict", "tuple", "set", "frozenset", "type", "callable"}
PLAIN = SCALARS | _CONTAINERS
"""The types that Python itself has, by name."""


NUMBERS = {"Hashable", "SupportsFloat", "SupportsIndex", "SupportsInt"}
"""Protocols that numbers follow."""


def plain_type(name: str, stated: bool) -> str | None:
    """Return the plain type that a name stands for, or None."""
    short = name.rpartition(".")[2]
    if stated and short.lower() in _WORDS:
        return _WORDS[short.lower()]
    if short in _TYPING:
        return _TYPING[short]
    return short if short in PLAIN and "." not in name else None


def is_builtin(name: str) -> bool:
    """Return whether a name is one that Python itself binds."""
    return hasattr(builtins, name)
