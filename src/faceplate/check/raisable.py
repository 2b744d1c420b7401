"""What a function may raise, as far as the code that it reaches is read.

A function reaches what it calls by name, wherever in the library something has that name, and so
on. Where that code speaks of an exception, or does what may raise it unseen, nothing is certain.
"""

from __future__ import annotations

import ast
import builtins
import re
import textwrap
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.check.codebase import Codebase, Unit
from faceplate.check.names_in_code import code_lines
from faceplate.facts.declarations import AttributeFact, ClassFact, FunctionFact
from faceplate.facts.nodes import walked
from faceplate.link.library import Symbol
from faceplate.link.names import resolve_from

# What stands among the calls for one of a variable, and for code that no call shows.
_VARIABLE, _SILENT = "a variable", "no call"
_MOST = 200
"""How many functions are looked at before what they raise counts as unknown."""

# Calls that raise nothing that a docstring speaks of, whatever is passed within reason.
_QUIET = {
    "abs", "all", "any", "append", "bool", "callable", "copy", "endswith", "enumerate",
    "extend", "filter", "frozenset", "get", "getattr", "hasattr", "id", "info", "debug",
    "isinstance", "isdigit", "issubclass", "items", "keys", "len", "list", "lower", "lstrip", "map",
    "print", "replace", "repr", "reversed", "rstrip", "set", "setdefault", "sorted",
    "splitlines", "startswith", "str", "strip", "super", "title", "tuple", "type", "upper",
    "values", "vars", "warn", "warning", "join", "add",
}  # fmt: skip
# Exceptions that may come at any time, or that say what is to be written yet.
_UNSEEN = {
    "Exception", "BaseException", "MemoryError", "RecursionError", "KeyboardInterrupt",
    "StopIteration", "StopAsyncIteration", "GeneratorExit", "SystemExit", "NameError",
    "UnboundLocalError", "NotImplementedError",
}  # fmt: skip
# What expressions and statements raise by themselves: `knobs["first"]`, `angle / speed`.
_BY_NODE: dict[type[ast.AST], set[str]] = {
    ast.Subscript: {"KeyError", "IndexError", "LookupError"},
    ast.Div: {"ZeroDivisionError", "ArithmeticError"},
    ast.FloorDiv: {"ZeroDivisionError", "ArithmeticError"},
    ast.Mod: {"ZeroDivisionError", "ArithmeticError", "ValueError", "KeyError"},
    ast.Pow: {"ZeroDivisionError", "ArithmeticError", "OverflowError"},
    ast.Mult: {"OverflowError", "ArithmeticError"},
    ast.LShift: {"OverflowError", "ArithmeticError", "ValueError"},
    ast.Attribute: {"AttributeError"},
    ast.Assert: {"AssertionError"},
    ast.Tuple: {"ValueError"},
    ast.List: {"ValueError"},
    ast.FormattedValue: {"ValueError"},
    ast.BinOp: {"TypeError"},
    ast.Compare: {"TypeError"},
    ast.Call: {"TypeError"},
    ast.For: {"TypeError"},
    ast.comprehension: {"TypeError"},
}


_OPERATORS = {
    f"__{side}{name}__"
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor",
                 "lshift", "rshift", "matmul", "neg", "pos", "invert")
    for side in ("", "r", "i")
}  # fmt: skip
_COMPARISONS = {f"__{name}__" for name in ("eq", "ne", "lt", "le", "gt", "ge", "contains", "hash")}
_ITERATION = {f"__{name}__" for name in ("iter", "next", "aiter", "anext", "len", "bool")}
_TEXTS = {"__str__", "__repr__", "__format__"}
# The methods that run where no call shows them: `knobs["first"]` runs `__getitem__`.
_RUN_BY_NODE: dict[type[ast.AST], set[str]] = {
    ast.Subscript: {"__getitem__", "__setitem__", "__delitem__", "__missing__"},
    ast.Attribute: {"__getattr__", "__getattribute__", "__setattr__", "__get__", "__set__"},
    ast.BinOp: _OPERATORS,
    ast.UnaryOp: _OPERATORS | _ITERATION,
    ast.AugAssign: _OPERATORS,
    ast.Compare: _COMPARISONS,
    ast.BoolOp: _ITERATION,
    ast.If: _ITERATION,
    ast.While: _ITERATION,
    ast.For: _ITERATION,
    ast.AsyncFor: _ITERATION,
    ast.comprehension: _ITERATION,
    ast.Starred: _ITERATION,
    ast.JoinedStr: _TEXTS,
    ast.With: {"__enter__", "__exit__"},
    ast.AsyncWith: {"__aenter__", "__aexit__"},
    ast.Await: {"__await__"},
    ast.Call: {"__call__", "__new__", "__post_init__", *_ITERATION, *_TEXTS, *_COMPARISONS},
}


# What brings names in or hands them on: imports, in brackets or not, and `__all__ = [...]`.
_BRINGING = re.compile(
    r"^[ \t]*(?:from[ \t]+[\w.]+[ \t]+import[ \t]*(?:\([^()]*\)|[^\n]*)"
    r"|__all__[ \t]*\+?=[ \t]*[\[(][^\[\]()]*[\])])",
    re.MULTILINE,
)
# With these a class may raise itself, or be found without its name.
_MAKING = {"__init_subclass__", "__new__", "throw", "raise_"}


class Reached(NamedTuple):
    """What the code that a function reaches does.

    Attributes:
        words: All names in it, those in its texts included, and the exceptions of Python's that it
            may raise without naming them.
        calls: The names that it calls.
        raises_objects: Whether it raises what it does not name, such as `raise error`.
    """

    words: frozenset[str]
    calls: frozenset[str]
    raises_objects: bool


def is_out_of_reach(name: str, unit: Unit) -> bool:
    """Return whether nothing that a function reaches can raise an exception.

    Args:
        name: The exception: one of Python's, or of the library.
        unit: The function, the method or the class.
    """
    codebase = unit.codebase
    symbol = unit.constructor if unit.is_class else unit.symbol
    meant = _meant(name, unit)
    if symbol is None or not meant or name in _UNSEEN:
        return False
    reached = _reached(symbol, codebase)
    if reached is None or meant & reached.words:
        return False
    functions = _functions(codebase)
    followed = {*functions, *_QUIET}
    others = {call for call in reached.calls if call not in followed and call[:2] != "__"}
    if hasattr(builtins, name):
        return not others
    # Other packages raise it no more than they call what is kept in a variable or an attribute.
    return _VARIABLE not in others and not others & _kept(codebase)


def is_raised_nowhere(name: str, unit: Unit) -> bool:
    """Return whether the library declares an exception, and no code of it speaks of that again.

    What imports it, and lists of exported names, are no such code. Of an exception of another
    library nothing is known, nor of what a function leaves to heirs, which other packages have.

    Args:
        name: The exception.
        unit: The function, the method or the class whose docstring names it.
    """
    codebase = unit.codebase
    symbol = None if hasattr(builtins, name) else resolve_from(unit.symbol, name)
    if symbol is None or symbol.library is not codebase.library:
        return False
    if not isinstance(symbol.fact, ClassFact) or symbol.fact.members.keys() & _MAKING:
        return False
    word = re.compile(rf"\b{re.escape(symbol.name)}\b")

    def search() -> bool:
        return any(
            word.search(line)
            for module, file in codebase.library.modules.items()
            if codebase.sources.holds(file, symbol.name.lower())
            for line in _spoken_lines(codebase, module, symbol.name)
        )

    if codebase.once(f"spoken of {symbol.path}", search):
        return False
    called = unit.constructor if unit.is_class else unit.symbol
    return called is not None and None not in _followed(called, codebase)


def _spoken_lines(codebase: Codebase, module: str, name: str) -> list[str]:
    """Return the code of a module without what declares, imports or exports a name."""
    text = "\n".join(line.partition("#")[0] for line in code_lines(codebase, module))
    declaration = re.compile(rf"^[ \t]*class[ \t]+{re.escape(name)}\b", re.MULTILINE)
    return _BRINGING.sub("", declaration.sub("", text)).split("\n")


def _meant(name: str, unit: Unit) -> set[str]:
    """Return the names of an exception and of those that inherit from it; empty if unknown."""
    codebase = unit.codebase
    if hasattr(builtins, name) and not _is_pythons_exception(name):
        return set()
    if not hasattr(builtins, name):
        symbol = resolve_from(unit.symbol, name)
        if symbol is None or symbol.library is not codebase.library:
            return set()
    ancestry = codebase.linker.ancestry

    def heirs() -> dict[str, set[str]]:
        listed: dict[str, set[str]] = {}
        for each in codebase.units:
            short = each.symbol.name.rpartition(".")[2]
            line = ancestry.order(each.symbol) if each.is_class else []
            above = {ancestor.name.rpartition(".")[2] for ancestor in line}
            for path in ancestry.unknown_bases(each.symbol) if each.is_class else ():
                base = getattr(builtins, path.rpartition(".")[2], None)
                above |= (
                    {kind.__name__ for kind in base.__mro__} if isinstance(base, type) else set()
                )
            for ancestor in above:
                listed.setdefault(ancestor, set()).add(short)
        return listed

    names = {
        key
        for key, value in vars(builtins).items()
        if isinstance(value, type)
        and isinstance(getattr(builtins, name, None), type)
        and issubclass(value, getattr(builtins, name))
    }
    return {name, *names, *codebase.once("heirs by name", heirs).get(name, ())}


def _functions(codebase: Codebase) -> dict[str, list[Symbol]]:
    """Return all functions and methods of the library by their last names, classes by theirs."""

    def collect() -> dict[str, list[Symbol]]:
        named: dict[str, list[Symbol]] = {}
        for unit in codebase.units:
            short = unit.symbol.name.rpartition(".")[2]
            own = unit.constructor if unit.is_class else unit.symbol
            named.setdefault(short, []).extend([own] if own is not None else [])
            for name in _property_names(unit):
                property_ = unit.symbol.member(name)
                named.setdefault(name, []).extend([property_] if property_ is not None else [])
        return named

    return codebase.once("functions by name", collect)


def _reached(symbol: Symbol, codebase: Codebase) -> Reached | None:
    """Return what a function and all that it calls do; None where that is too much, or unread."""
    words: set[str] = set()
    calls: set[str] = set()
    for number, does in enumerate(_followed(symbol, codebase)):
        if does is None or does.raises_objects or number >= _MOST:
            return None
        words |= does.words
        calls |= does.calls
    return Reached(frozenset(words), frozenset(calls), False)


def _followed(symbol: Symbol, codebase: Codebase) -> Iterator[Reached | None]:
    """Yield what a function does, and what all do that it calls; None for what heirs do."""
    functions = _functions(codebase)
    # A method of an heir raises what the docstring of the ancestor says.
    owner, _, short = symbol.name.rpartition(".")
    alike = functions.get(short, []) if owner and not short.startswith("__") else []
    waiting = [symbol, *(method for method in alike if "." in method.name)]
    seen: set[str] = set()
    calls: set[str] = set()
    while waiting:
        each = waiting.pop()
        key = f"{each.path} {getattr(each.fact, 'line', 0)}"
        if key in seen:
            continue
        seen.add(key)
        does = _does_once(each, codebase)
        is_abstract = "abstractmethod" in getattr(each.fact, "labels", ())
        if does is None or is_abstract or "NotImplementedError" in does.words:
            # Heirs, which other packages have, do the work.
            yield None
            continue
        yield does
        for call in does.calls - calls:
            waiting.extend(functions.get(call, ()))
        calls |= does.calls


def _kept(codebase: Codebase) -> set[str]:
    """Return the names of all attributes that any code of the library sets."""

    def collect() -> set[str]:
        library = codebase.library
        pattern = re.compile(rb"\.(\w+)[ \t]*(?::[^=\n]+)?=(?!=)")
        return {
            name.decode()
            for module in library.modules
            for name in pattern.findall(library.source(module))
        }

    return codebase.once("kept attributes", collect)


def _does_once(symbol: Symbol, codebase: Codebase) -> Reached | None:
    if not isinstance(symbol.fact, AttributeFact | FunctionFact):
        return None
    key = f"does {symbol.path} {symbol.fact.line}"
    return codebase.lately(key, lambda: _does(symbol, codebase))


def _does(symbol: Symbol, codebase: Codebase) -> Reached | None:
    fact = symbol.fact
    assert isinstance(fact, AttributeFact | FunctionFact)
    text = "\n".join(codebase.sources.lines(symbol.source.file)[fact.line - 1 : fact.end_line])
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(textwrap.dedent(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    nodes = walked(tree)
    words: set[str] = set()
    calls: set[str] = set()
    raises_objects = False
    own = {node.arg for node in nodes if isinstance(node, ast.arg)} | {
        node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    documented = {id(docstring) for docstring in _docstrings(nodes)}
    for node in nodes:
        words |= _raised_by(node)
        calls |= _RUN_BY_NODE.get(type(node), set())
        if isinstance(node, ast.Name):
            words.add(node.id)
        elif isinstance(node, ast.Attribute):
            words.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.update(() if id(node) in documented else re.findall(r"\w+", node.value))
        elif isinstance(node, ast.Raise):
            raises_objects |= not _names_class(node)
        if isinstance(node, ast.Call):
            called = _last(node.func)
            if _is_pythons_exception(called):
                continue
            is_local = isinstance(node.func, ast.Name) and called in own
            calls.add(_VARIABLE if is_local or not called else called)
        elif isinstance(node, ast.With | ast.AsyncWith | ast.Await | ast.Import | ast.ImportFrom):
            calls.add(_SILENT)
    # A property is read, and its code runs.
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    calls |= read & _properties(codebase)
    return Reached(frozenset(words), frozenset(calls), raises_objects)


def _raised_by(node: ast.AST) -> set[str]:
    """Return what a node may raise without a call; of tuples and lists only those unpacked to."""
    if isinstance(node, ast.Tuple | ast.List) and not isinstance(node.ctx, ast.Store):
        return set()
    return _BY_NODE.get(type(node), set())


def _properties(codebase: Codebase) -> set[str]:
    def collect() -> set[str]:
        return {name for unit in codebase.units for name in _property_names(unit)}

    return codebase.once("properties by name", collect)


def _property_names(unit: Unit) -> list[str]:
    fact = unit.fact
    members = fact.members if isinstance(fact, ClassFact) else {}
    return [name for name, member in members.items() if "property" in getattr(member, "labels", ())]


def _docstrings(nodes: list[ast.AST]) -> list[ast.expr]:
    return [
        node.body[0].value
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and isinstance(node.body[0], ast.Expr)
    ]


def _is_pythons_exception(name: str) -> bool:
    value = getattr(builtins, name, None)
    return isinstance(value, type) and issubclass(value, BaseException)


def _names_class(node: ast.Raise) -> bool:
    """Return whether a statement names the class that it raises; a bare one raises what came."""
    if node.exc is None:
        return True
    called = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    last = _last(called)
    return last[:1].isupper()


def _last(node: ast.expr) -> str:
    """Return the last part of a dotted name; empty for any other expression."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
