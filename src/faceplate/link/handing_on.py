"""What a wrapper takes: what the function does that it hands on to, and what it names itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from faceplate.facts.declarations import ParameterFact
from faceplate.facts.expressions import text_of
from faceplate.link.expressions import dotted_name
from faceplate.model import ParameterKind


class Wrapper(NamedTuple):
    """What stands in the place of a function that a decorator was given.

    Attributes:
        is_kept: Whether `inspect` shows the signature of the function; a call may take `parameters`
            all the same.
        is_transparent: Whether a call takes what the function takes, whatever `inspect` shows.
        parameters: What it takes of its own, where it takes nothing of the function; else None.
        added: Names that it takes beside.
        filled: Names that it passes by itself.
        places: The positions of arguments that it passes by itself.
        is_opaque: Whether a call may leave out or pass something else than `inspect` shows, since
            the wrapper does not hand on what it is given as it is.
    """

    is_kept: bool = False
    is_transparent: bool = False
    parameters: tuple[ParameterFact, ...] | None = None
    added: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()
    places: tuple[int, ...] = ()
    is_opaque: bool = False


# Methods of a dictionary that change it.
_CHANGING = {"clear", "pop", "popitem", "setdefault", "update"}
KEPT = Wrapper(is_kept=True, is_transparent=True)
UNKNOWN = Wrapper()


def handed_on(arguments: ast.arguments, body: ast.AST, first: str | None) -> Wrapper:
    """Return what a wrapper takes: what the function does, or only what it names itself.

    Args:
        arguments: Its parameters.
        body: The wrapper.
        first: The name by which it knows the function.
    """
    rest = arguments.vararg.arg if arguments.vararg else None
    keywords = arguments.kwarg.arg if arguments.kwarg else None
    own = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    call = next(_calls(body, rest, keywords, first), None)
    if rest is None and keywords is None:
        return Wrapper(parameters=tuple(parameters_of(arguments)))
    if call is None:
        return UNKNOWN._replace(is_opaque=True)
    named = {*own, *(argument.arg for argument in arguments.kwonlyargs)}
    passed = [dotted_name(node) for node in call.args if not isinstance(node, ast.Starred)]
    # `signature.bind(*args, **kwargs)` looks at what is given, and something else is handed on.
    looks = first is not None and dotted_name(call.func) != first and first not in passed
    if first in passed:
        # `pool.submit(function, *rest)`
        passed = passed[passed.index(first) + 1 :]
    filled = {
        keyword.arg
        for keyword in call.keywords
        if keyword.arg and dotted_name(keyword.value) not in named
    }
    return Wrapper(
        is_transparent=True,
        added=frozenset(named.difference(passed)),
        filled=frozenset(filled),
        places=tuple(place for place, name in enumerate(passed) if name not in named),
        is_opaque=looks or _changes(body, {rest, keywords} - {None}),
    )


def _changes(body: ast.AST, names: set[str | None]) -> bool:
    """Return whether a wrapper changes what it was given before it hands it on.

    It binds the name anew, sets a key, or calls a method: `kwargs.setdefault("speed", 1)`.
    """
    for node in ast.walk(body):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load) and node.id in names:
            return True
        if (
            isinstance(node, ast.Subscript)
            and not isinstance(node.ctx, ast.Load)
            and dotted_name(node.value) in names
        ):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            changing = node.func.attr in _CHANGING
            if changing and dotted_name(node.func.value) in names:
                return True
    return False


def _calls(
    body: ast.AST, rest: str | None, keywords: str | None, first: str | None
) -> Iterator[ast.Call]:
    """Yield the calls that hand on `*args, **kwargs`, those of the function itself first."""
    calls = []
    for node in ast.walk(body):
        if not isinstance(node, ast.Call):
            continue
        starred = {
            dotted_name(argument.value) for argument in node.args
            if isinstance(argument, ast.Starred)
        }  # fmt: skip
        doubled = {dotted_name(keyword.value) for keyword in node.keywords if not keyword.arg}
        if (rest is None or rest in starred) and (keywords is None or keywords in doubled):
            calls.append(node)
    yield from sorted(calls, key=lambda node: dotted_name(node.func) != first)


def parameters_of(arguments: ast.arguments) -> list[ParameterFact]:
    """Return the parameters of a function that stands in another one."""
    ahead = len(arguments.posonlyargs)
    positional = [*arguments.posonlyargs, *arguments.args]
    required = len(positional) - len(arguments.defaults)
    facts = []

    def add(argument: ast.arg | None, kind: ParameterKind, default: ast.expr | None = None) -> None:
        if argument is not None:
            annotation = text_of(argument.annotation) if argument.annotation is not None else None
            stated = text_of(default) if default is not None else None
            facts.append(ParameterFact(argument.arg, kind, annotation, stated, 0, 0))

    for index, argument in enumerate(positional):
        default = arguments.defaults[index - required] if index >= required else None
        add(argument, "positional_only" if index < ahead else "positional_or_keyword", default)
    add(arguments.vararg, "var_positional")
    for argument, stated in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        add(argument, "keyword_only", stated)
    add(arguments.kwarg, "var_keyword")
    return facts
