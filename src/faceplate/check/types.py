"""Types as docstrings spell them against types as signatures spell them.

Both are taken apart into alternatives: `Optional[str]`, `str | None`, `"str"` and "str or None" are
the same two. What is not understood, such as a type of a package that was not read, makes the
answer unknown rather than different.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from faceplate.facts.declarations import AttributeFact, ClassFact
from faceplate.link.expressions import dotted_name, parsed
from faceplate.link.inheritance import Ancestry, is_harmless
from faceplate.link.library import Library, Symbol
from faceplate.link.names import resolve

_DEEPEST = 12
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
_ANYTHING = {"Any", "object", "any", "Incomplete"}
_UNWRAPPED = {"Annotated", "ClassVar", "Final", "NotRequired", "Required", "ReadOnly"}
_SCALARS = {"str", "int", "float", "bool", "bytes", "None", "complex"}
_CONTAINERS = {"list", "dict", "tuple", "set", "frozenset", "type", "callable"}
PLAIN = _SCALARS | _CONTAINERS
"""The types that Python itself has, by name."""

_ABSTRACT = {
    "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Collection", "Container",
    "Coroutine", "Generator", "Hashable", "Iterable", "Iterator", "Mapping", "MutableMapping",
    "MutableSequence", "MutableSet", "Sequence", "Sized", "AbstractSet", "Reversible", "KeysView",
    "ItemsView", "ValuesView", "SupportsInt", "SupportsFloat", "SupportsIndex", "Buffer",
}  # fmt: skip
_ROLE = re.compile(r":[\w:]+:`~?!?\.?([^`<]+?)`|`{1,2}~?([^`]+)`{1,2}")
_OF = re.compile(
    r"\b(list|tuple|set|sequence|iterable|dict)s? of (?:an? )?([\w.]+(?:\[[^\]]*\])?)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^(?:optional|required|keyword[- ]only|positional[- ]only|default\b.*|defaults? to\b.*)$",
    re.IGNORECASE,
)


class Alternative(NamedTuple):
    """One of the types that a union holds.

    Attributes:
        head: A plain type by its name; the path of a known class; None where it is not known.
        arguments: The alternatives of each type argument; empty where none are stated.
        spelled: How it is written.
        class_: The class where it is one of the library.
    """

    head: str | None
    arguments: tuple[tuple[Alternative, ...], ...]
    spelled: str
    class_: Symbol | None = None


class Comparison(NamedTuple):
    """How a stated type differs from an annotation.

    Attributes:
        refused: What is stated and not accepted.
        unstated: What is accepted and not stated, None apart.
    """

    refused: list[str]
    unstated: list[str]


def stated_source(stated: str) -> str | None:
    """Bring a type as a docstring states it into the form of an annotation.

    Args:
        stated: The text, such as `list of str, optional`.

    Returns:
        Source of an expression, or None if it is prose.
    """
    text = _ROLE.sub(lambda match: match[1] or match[2], stated.strip()).strip()
    parts = [part.strip() for part in _split(text) if not _ASIDE.match(part.strip())]
    kept = ", ".join(part for part in parts if part)
    if kept.startswith("{") and kept.endswith("}"):
        kept = f"Literal[{kept[1:-1]}]"
    elif len(parts) > 1:
        return None
    kept = _OF.sub(lambda match: f"{match[1].lower()}[{match[2]}]", kept)
    kept = re.sub(r"\s+or\s+", " | ", kept)
    kept = re.sub(r"^an? ", "", kept)
    return kept if kept and parsed(kept) is not None else None


def _split(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for index, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def alternatives(source: str, symbol: Symbol, stated: bool = False) -> list[Alternative] | None:
    """Take a type apart.

    Args:
        source: Source of an expression.
        symbol: The declaration it stands at.
        stated: Whether a docstring states it, where words such as "string" are types.

    Returns:
        Its alternatives; None if it cannot be taken apart.
    """
    node = parsed(source)
    return None if node is None else _alternatives(node, symbol, stated, 0)


def _alternatives(
    node: ast.expr, symbol: Symbol, stated: bool, depth: int
) -> list[Alternative] | None:
    if depth > _DEEPEST:
        return None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        left = _alternatives(node.left, symbol, stated, depth + 1)
        right = _alternatives(node.right, symbol, stated, depth + 1)
        return None if left is None or right is None else [*left, *right]
    if isinstance(node, ast.Constant):
        if node.value is None:
            return [Alternative("None", (), "None")]
        if isinstance(node.value, str) and (inner := parsed(node.value)) is not None:
            return _alternatives(inner, symbol, stated, depth + 1)
        return None
    if isinstance(node, ast.Subscript):
        return _subscripted(node, symbol, stated, depth)
    name = dotted_name(node)
    return None if name is None else _named(name, (), ast.unparse(node), symbol, stated, depth)


def _subscripted(
    node: ast.Subscript, symbol: Symbol, stated: bool, depth: int
) -> list[Alternative] | None:
    name = dotted_name(node.value)
    if name is None:
        return None
    short = name.rpartition(".")[2]
    elements = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if short == "Literal":
        found = []
        for element in elements:
            value = element.operand if isinstance(element, ast.UnaryOp) else element
            if not isinstance(value, ast.Constant):
                return None
            head = "None" if value.value is None else type(value.value).__name__
            found.append(Alternative(head, (), ast.unparse(element)))
        return found
    if short in _UNWRAPPED:
        return _alternatives(elements[0], symbol, stated, depth + 1)
    if short in ("Optional", "Union"):
        found = [] if short == "Union" else [Alternative("None", (), "None")]
        for element in elements:
            inner = _alternatives(element, symbol, stated, depth + 1)
            if inner is None:
                return None
            found += inner
        return found
    arguments: tuple[tuple[Alternative, ...], ...] = ()
    if _plain(name, stated) not in ("callable", "type"):
        made = [
            _alternatives(element, symbol, stated, depth + 1) or [_UNKNOWN] for element in elements
        ]
        arguments = tuple(tuple(one) for one in made)
    return _named(name, arguments, ast.unparse(node), symbol, stated, depth)


_UNKNOWN = Alternative(None, (), "?")


def _plain(name: str, stated: bool) -> str | None:
    """Give the plain type that a name stands for, or None."""
    short = name.rpartition(".")[2]
    if stated and short.lower() in _WORDS:
        return _WORDS[short.lower()]
    if short in _TYPING:
        return _TYPING[short]
    return short if short in PLAIN and "." not in name else None


def _named(
    name: str,
    arguments: tuple[tuple[Alternative, ...], ...],
    spelled: str,
    symbol: Symbol,
    stated: bool,
    depth: int,
) -> list[Alternative] | None:
    short = name.rpartition(".")[2]
    found = resolve(symbol.library, symbol.module, name)
    if found is None and short in _ANYTHING:
        return [Alternative("any", (), spelled)]
    if found is None:
        plain = _plain(name, stated)
        if plain is not None:
            return [Alternative(plain, arguments, spelled)]
        if short in _ABSTRACT:
            return [Alternative(f"abstract {short}", arguments, spelled)]
        return [Alternative(None, (), spelled)]
    if isinstance(found.fact, ClassFact):
        return [Alternative(found.path, (), spelled, found)]
    if isinstance(found.fact, AttributeFact) and found.fact.value is not None and not arguments:
        value = parsed(found.fact.value) if _is_bound_once(found) else None
        if value is not None and not isinstance(value, ast.Call | ast.Constant):
            inner = _alternatives(value, found, False, depth + 1)
            if inner is not None:
                return inner
    return [Alternative(None, (), spelled)]


def _is_bound_once(symbol: Symbol) -> bool:
    """Say whether a module binds a name in one place, and not to one thing or another."""
    name = re.escape(symbol.name.encode())
    binding = re.compile(rb"^[ \t]*%s[ \t]*(?::[^=\n]+)?=(?!=)" % name, re.MULTILINE)
    return len(binding.findall(symbol.library.source(symbol.module))) < 2


def compare(stated: str, annotation: str, symbol: Symbol, ancestry: Ancestry) -> Comparison | None:
    """Hold a type that a docstring states against an annotation.

    Args:
        stated: The text of the docstring.
        annotation: Source of the annotation.
        symbol: The declaration they stand at.
        ancestry: The linearisations of the library.

    Returns:
        How they differ, with two empty lists where they do not; None if that is not known.
    """
    source = stated_source(stated)
    said = alternatives(source, symbol, stated=True) if source else None
    meant = alternatives(annotation, symbol)
    if said is None or meant is None:
        return None
    if any(one.head in (None, "any") for one in said + meant) or not said or not meant:
        return None
    refused = [one.spelled for one in said if _none_fits(one, meant, ancestry)]
    unstated = [
        one.spelled for one in meant if one.head != "None" and _none_fits(one, said, ancestry)
    ]
    return Comparison(list(dict.fromkeys(refused)), list(dict.fromkeys(unstated)))


def _none_fits(one: Alternative, others: list[Alternative], ancestry: Ancestry) -> bool:
    return all(_fits(one, other, ancestry) is False for other in others)


def _fits(one: Alternative, other: Alternative, ancestry: Ancestry) -> bool | None:
    """Say whether two alternatives may be meant to be the same; None where it is not known."""
    heads = {one.head, other.head}
    if None in heads or "any" in heads:
        return None
    if one.head == other.head:
        if not one.arguments or not other.arguments or len(one.arguments) != len(other.arguments):
            return True
        for left, right in zip(one.arguments, other.arguments, strict=True):
            if not any(_fits(a, b, ancestry) is not False for a in left for b in right):
                return False
        return True
    if heads == {"int", "float"}:
        # A float is asked for where both are fine; an int is not said where a float is.
        return True
    if any(head is not None and head.startswith("abstract ") for head in heads):
        plain = next((head for head in heads if head in PLAIN), None)
        return False if plain in ("None", "bool", "int", "float") else None
    if one.class_ is not None and other.class_ is not None:
        return None if _related(one.class_, other.class_, ancestry) else False
    known = one.class_ or other.class_
    if known is not None:
        plain = next(head for head in heads if head != known.path)
        closed = not ancestry.unknown_bases(known)
        return False if closed and plain in _SCALARS - {"complex"} else None
    return False


def _related(one: Symbol, other: Symbol, ancestry: Ancestry) -> bool:
    first = {each.path for each in ancestry.order(one)}
    second = {each.path for each in ancestry.order(other)}
    if ancestry.unread_bases(one) or ancestry.unread_bases(other):
        return True
    bases = {*ancestry.unknown_bases(one), *ancestry.unknown_bases(other)}
    if any(path.rpartition(".")[2] == "Protocol" for path in bases):
        return True
    return one.path in second or other.path in first


def accepts(annotation: str, wanted: str, symbol: Symbol, ancestry: Ancestry) -> bool | None:
    """Say whether an annotation accepts a plain type.

    Args:
        annotation: Source of the annotation.
        wanted: `None`, `bool`, `str`, `callable`, ...
        symbol: The declaration it stands at.
        ancestry: The linearisations of the library.

    Returns:
        Whether it does; None if that is not known.
    """
    meant = alternatives(annotation, symbol)
    if meant is None or not meant:
        return None
    given = Alternative(wanted, (), wanted)
    answers = [_accepts(one, given, ancestry) for one in meant]
    if True in answers:
        return True
    return None if None in answers else False


def _accepts(one: Alternative, given: Alternative, ancestry: Ancestry) -> bool | None:
    if one.head in ("any", "complex"):
        return True
    if one.head in ("int", "float") and given.head in ("bool", "int"):
        return True
    if one.class_ is not None and given.head == "callable":
        ways = ancestry.member(one.class_, "__call__") is not None
        return True if ways else None if ancestry.unknown_bases(one.class_) else False
    if one.class_ is not None and given.head == "None":
        # Whatever its bases, None is an object of no class but its own; protocols ask for less.
        bases = ancestry.unknown_bases(one.class_)
        return None if any(path.endswith("Protocol") for path in bases) else False
    if one.head == "type" and given.head == "callable":
        return True
    return _fits(one, given, ancestry)


def literals(annotation: str, symbol: Symbol) -> tuple[list[str], bool] | None:
    """Give the strings that an annotation lists.

    Args:
        annotation: Source of the annotation.
        symbol: The declaration it stands at.

    Returns:
        The strings, and whether no others are accepted; None if it lists none.
    """
    known = _LISTED.setdefault(symbol.library, {})
    key = (symbol.module, annotation)
    if key not in known:
        known[key] = _literals(annotation, symbol)
    return known[key]


_LISTED: WeakKeyDictionary[Library, dict[tuple[str, str], tuple[list[str], bool] | None]] = (
    WeakKeyDictionary()
)


def _literals(annotation: str, symbol: Symbol) -> tuple[list[str], bool] | None:
    values: list[str] = []
    closed = True
    for node, place in _members(annotation, symbol, 0):
        name = dotted_name(node.value) if isinstance(node, ast.Subscript) else None
        if name is not None and name.rpartition(".")[2] == "Literal":
            assert isinstance(node, ast.Subscript)
            elements = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            values += [
                one.value
                for one in elements
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
        else:
            known = _alternatives(node, place, False, 0)
            closed = (
                closed
                and known is not None
                and all(one.head not in (None, "any", "str") for one in known)
            )
    return (values, closed) if values else None


def _members(source: str, symbol: Symbol, depth: int) -> list[tuple[ast.expr, Symbol]]:
    """Give the members of a union, names of unions of the library followed."""
    node = parsed(source)
    if node is None or depth > _DEEPEST:
        return []
    found: list[tuple[ast.expr, Symbol]] = []
    waiting = [node]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, ast.BinOp) and isinstance(one.op, ast.BitOr):
            waiting = [one.left, one.right, *waiting]
            continue
        if isinstance(one, ast.Subscript):
            name = (dotted_name(one.value) or "").rpartition(".")[2]
            if name in ("Optional", "Union"):
                inner = one.slice.elts if isinstance(one.slice, ast.Tuple) else [one.slice]
                waiting = [*inner, *waiting]
                continue
        path = dotted_name(one)
        target = resolve(symbol.library, symbol.module, path) if path else None
        fact = target.fact if target else None
        if target is not None and isinstance(fact, AttributeFact) and fact.value:
            found += _members(fact.value, target, depth + 1) or [(one, symbol)]
        else:
            found.append((one, symbol))
    return found


def is_builtin(name: str) -> bool:
    """Say whether a name is one that Python itself binds."""
    return hasattr(builtins, name)


def takes(annotation: str, node: ast.expr, symbol: Symbol, ancestry: Ancestry) -> bool | None:
    """Say whether an annotation accepts the value that an expression writes out.

    Args:
        annotation: Source of the annotation.
        node: The expression.
        symbol: The declaration that the annotation stands at.
        ancestry: The linearisations of the library.

    Returns:
        Whether it does; None if that is not known, as for anything but a literal.
    """
    meant = alternatives(annotation, symbol)
    return None if not meant else _any_takes(meant, node, ancestry, 0)


_DISPLAYS: dict[type[ast.expr], str] = {
    ast.List: "list",
    ast.Tuple: "tuple",
    ast.Set: "set",
    ast.Dict: "dict",
    ast.Lambda: "callable",
    ast.JoinedStr: "str",
}


def _any_takes(
    meant: Sequence[Alternative], node: ast.expr, ancestry: Ancestry, depth: int
) -> bool | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
        node = node.operand
    if isinstance(node, ast.Constant):
        head = "None" if node.value is None else type(node.value).__name__
    else:
        head = _DISPLAYS.get(type(node), "")
    if not head or head == "ellipsis" or depth > _DEEPEST:
        return None
    answers = [_takes(one, head, node, ancestry, depth) for one in meant]
    if True in answers:
        return True
    return None if None in answers else False


def _takes(
    one: Alternative, head: str, node: ast.expr, ancestry: Ancestry, depth: int
) -> bool | None:
    if one.class_ is not None and head in ("list", "tuple", "set"):
        # A row is an object of none of the classes that fields or a body of their own make.
        bases = set(ancestry.unknown_bases(one.class_))
        return False if all(_is_row_of_nothing(path) for path in bases) else None
    if one.spelled[:1] in "\"'" and one.head == "str" and isinstance(node, ast.Constant):
        return one.spelled[1:-1] == node.value if isinstance(node.value, str) else False
    answer = _accepts(one, Alternative(head, (), head), ancestry)
    if answer is not True or not one.arguments or one.head != head:
        return answer
    elements = _elements(one, node)
    answers = [_any_takes(meant, each, ancestry, depth + 1) for meant, each in elements]
    if False in answers:
        return False
    return None if None in answers else True


def _elements(one: Alternative, node: ast.expr) -> list[tuple[tuple[Alternative, ...], ast.expr]]:
    """Pair the elements of a display with what they have to be."""
    if isinstance(node, ast.List | ast.Set) and len(one.arguments) == 1:
        return [(one.arguments[0], each) for each in node.elts]
    if isinstance(node, ast.Dict) and len(one.arguments) == 2:
        keys = [(one.arguments[0], key) for key in node.keys if key is not None]
        return [*keys, *((one.arguments[1], value) for value in node.values)]
    if isinstance(node, ast.Tuple) and len(one.arguments) == len(node.elts):
        return list(zip(one.arguments, node.elts, strict=True))
    return []


def _is_row_of_nothing(path: str) -> bool:
    return (is_harmless(path) and not hasattr(builtins, path)) or path.endswith(_WITH_FIELDS)


_WITH_FIELDS = ("typing.TypedDict", "typing_extensions.TypedDict", "pydantic.BaseModel")
