"""What example code does that the library does not take: arguments, names and values.

The same holds for the code of docstrings and for that of guides.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import get_close_matches

from faceplate.check.codebase import Codebase, Predecessor
from faceplate.check.examples.reader import Reader
from faceplate.check.examples.referents import BY_POSITION, ExampleCall, MissingName, passed
from faceplate.check.types.acceptance import takes
from faceplate.facts.declarations import ClassFact

# A value that is longer than this many characters is cut off in a message.
_LONGEST = 40


def refused(
    called: ExampleCall, who: str, history: Predecessor | None
) -> Iterator[tuple[str, ast.expr | ast.keyword]]:
    """Yield the arguments that a call passes and cannot pass.

    Args:
        called: The call.
        who: What the call stands in, for the message.
        history: An older release of the library, or None. Where there is one, an argument that it
            took by name and that only `**kwargs` takes now is yielded too.

    Yields:
        A message, and the argument.
    """
    kinds = {parameter.kind for parameter in called.parameters}
    names = [
        parameter.name
        for parameter in called.parameters
        if parameter.kind != "positional_only" and not parameter.kind.startswith("var_")
    ]
    anything = "var_keyword" in kinds
    for word in called.node.keywords:
        if word.arg is None or word.arg in names:
            continue
        past = None
        if history is not None:
            symbol, taken = called.symbol, called.parameters
            past = history.argument(symbol, taken, word.arg, called.listener)
        if anything and past:
            message = f"{who} passes `{word.arg}`, which `{called.name}` takes by name no more"
            yield f"{message}; {past}", word
        elif not anything:
            near = get_close_matches(word.arg, names, n=1, cutoff=0.6)
            hint = past or (f"did you mean `{near[0]}`?" if near else "")
            message = f"{who} passes `{word.arg}`, which `{called.name}` does not take"
            yield f"{message}; {hint}" if hint else message, word
    given = called.node.args
    places = sum(1 for parameter in called.parameters if parameter.kind in BY_POSITION)
    spread = any(isinstance(argument, ast.Starred) for argument in given) or _is_cut(called.node)
    if "var_positional" not in kinds and not spread and len(given) > places:
        message = f"{who} passes {len(given)} arguments by position, and `{called.name}` takes "
        yield f"{message}{places}", given[places]


def omissions(tree: ast.Module, reader: Reader) -> Iterator[tuple[ExampleCall, str]]:
    """Yield the calls that leave out what they need, decorators apart.

    Args:
        tree: The code.
        reader: What its names mean.

    Yields:
        The call, and the parameters that it leaves out, as words of a message.
    """
    decorating = {
        id(decorator)
        for node in reader.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for decorator in node.decorator_list
    }
    for called in reader.calls:
        absent = [] if id(called.node) in decorating else left_out(called)
        if absent and not _is_dictionary(called, reader):
            yield called, ", ".join(f"`{name}`" for name in absent)


def _is_dictionary(called: ExampleCall, reader: Reader) -> bool:
    """Return whether a `TypedDict` is made, which Python lets lack what it should have."""
    if not isinstance(called.symbol.fact, ClassFact):
        return False
    bases = reader.codebase.linker.ancestry.unknown_bases(called.symbol)
    return any(path.rpartition(".")[2] == "TypedDict" for path in bases)


def left_out(called: ExampleCall) -> list[str]:
    """Return the parameters that a call has to pass and does not."""
    node = called.node
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return []
    if any(keyword.arg is None for keyword in node.keywords):
        return []
    if _is_cut(node):
        return []
    given = {keyword.arg for keyword in node.keywords}
    places = [parameter.name for parameter in called.parameters if parameter.kind in BY_POSITION]
    given.update(places[: len(node.args)])
    return [
        parameter.name
        for parameter in called.parameters
        if parameter.required and parameter.name not in given
    ]


def _is_cut(node: ast.Call) -> bool:
    """Return whether three dots stand for arguments that an example does not show."""
    return any(
        isinstance(argument, ast.Constant) and argument.value is ... for argument in node.args
    )


def absent(missing: MissingName, who: str, history: Predecessor | None) -> str:
    """Say that a name does not exist.

    Args:
        missing: The name.
        who: What it stands in, for the message.
        history: An older release of the library, or None.
    """
    message = f"{who} uses `{missing.name}`, which `{missing.owner}` does not have"
    past = history.name(missing.owner, missing.name, missing.near) if history is not None else None
    if past:
        return f"{message}; {past}"
    near = get_close_matches(missing.name, missing.near, n=1, cutoff=0.7)
    return f"{message}; did you mean `{near[0]}`?" if near else message


def contradicted(
    called: ExampleCall, who: str, codebase: Codebase
) -> Iterator[tuple[str, ast.expr]]:
    """Yield the literals of a call that an annotation refuses.

    Args:
        called: The call.
        who: What the call stands in, for the message.
        codebase: The library.

    Yields:
        A message, and the literal.
    """
    for parameter, value in passed(called):
        if parameter.annotation is None:
            continue
        owner = codebase.unit(called.symbol).signature.owners
        symbol = owner.get(parameter.name, called.symbol)
        if takes(parameter.annotation, value, symbol, codebase.linker.ancestry) is False:
            shown = ast.unparse(value)
            shown = f"{shown[:_LONGEST]}..." if len(shown) > _LONGEST else shown
            yield (
                f"{who} passes `{shown}` as `{parameter.name}` of `{called.name}`, "
                f"and the annotation is `{parameter.annotation}`",
                value,
            )
