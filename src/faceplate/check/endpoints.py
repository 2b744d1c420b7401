"""The endpoints that an app's script declares, as far as reading it tells.

A call that takes a function and its inputs, as an event listener or an interface does, makes an
endpoint. What it is called and who sees it is known where the script writes it out; anything that
is put together at run time is unknown, and stays so.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from faceplate.check.checked_app import CheckedApp
from faceplate.check.examples.referents import ExampleCall, passed

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuideBlock, GuidePage

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
_TAKEN = {"fn", "inputs"}


class Declared(NamedTuple):
    """An endpoint that a script declares.

    Attributes:
        block: The code that it stands in.
        called: The call that makes it.
        name: Its name without a slash, where the script states it; None where it does not.
        visibility: `public`, `undocumented` or `private`; None where that is not known.
        function: What stands for its function in the call.
        definition: The function, where the script defines it.
        inputs: How many inputs it has; None where that is not known.
    """

    block: GuideBlock
    called: ExampleCall
    name: str | None
    visibility: str | None
    function: ast.expr
    definition: FunctionNode | None
    inputs: int | None


def declared(checked: CheckedApp) -> list[Declared]:
    """Return the endpoints that the script of an app declares."""
    if checked.page is None:
        return []
    return _declared(checked.page)


@cache
def _declared(page: GuidePage) -> list[Declared]:
    return [endpoint for block in page.blocks for endpoint in _of_block(block)]


def _of_block(block: GuideBlock) -> Iterator[Declared]:
    definitions = _definitions(block.tree)
    for called in block.reader.calls:
        if not {each.name for each in called.parameters} >= _TAKEN:
            continue
        if any(keyword.arg is None for keyword in called.node.keywords):
            continue
        if any(isinstance(argument, ast.Starred) for argument in called.node.args):
            continue
        given = {parameter.name: value for parameter, value in passed(called)}
        function = given.get("fn")
        if function is None:
            continue
        # An older spelling of visibility is not among the parameters of a newer release.
        given |= {
            keyword.arg: keyword.value
            for keyword in called.node.keywords
            if keyword.arg is not None
        }
        candidates = definitions.get(function.id, []) if isinstance(function, ast.Name) else []
        definition = candidates[0] if len(candidates) == 1 and _is_plain(function, block) else None
        yield Declared(
            block,
            called,
            _name(given),
            _visibility(given),
            function,
            definition,
            None if "inputs_kwargs" in given else _count(given.get("inputs"), called),
        )


def _definitions(tree: ast.Module) -> dict[str, list[FunctionNode]]:
    definitions: dict[str, list[FunctionNode]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            definitions.setdefault(node.name, []).append(node)
    return definitions


def _is_plain(function: ast.expr, block: GuideBlock) -> bool:
    """Return whether nothing but its definition binds the name of a function."""
    if not isinstance(function, ast.Name):
        return False
    return len(block.reader.bindings.get(function.id, [])) == 1


def _name(given: dict[str, ast.expr]) -> str | None:
    stated = given.get("api_name")
    if isinstance(stated, ast.Constant) and isinstance(stated.value, str) and stated.value.strip():
        return stated.value
    return None


def _visibility(given: dict[str, ast.expr]) -> str | None:
    """Say who sees an endpoint, in each spelling that releases have for it."""
    stated = given.get("api_visibility")
    if stated is not None:
        value = stated.value if isinstance(stated, ast.Constant) else None
        return value if isinstance(value, str) else None
    shows = given.get("show_api")
    name = given.get("api_name")
    if isinstance(name, ast.Constant) and name.value is False:
        return "private"
    if shows is not None:
        if not isinstance(shows, ast.Constant):
            return None
        return "public" if shows.value else "undocumented"
    return "public" if name is None or isinstance(name, ast.Constant) else None


def _count(inputs: ast.expr | None, called: ExampleCall) -> int | None:
    """Return how many inputs a call lists; None where they are not written out."""
    if inputs is None:
        return 0 if called.listener is not None else None
    if isinstance(inputs, ast.Constant):
        return (0 if called.listener is not None else None) if inputs.value is None else 1
    if isinstance(inputs, ast.List | ast.Tuple):
        spread = any(isinstance(element, ast.Starred) for element in inputs.elts)
        return None if spread else len(inputs.elts)
    return None
