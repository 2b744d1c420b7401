"""The endpoints that an app's script declares, as far as reading it tells.

Which calls make one, the dialect of the library says. What it is called and who sees it is known
where the script writes it out; anything that is put together at run time is unknown, and stays so.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from faceplate.check.checked_app import CheckedApp
from faceplate.check.examples.referents import ExampleCall, passed
from faceplate.dialects.dialect import Dialect

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuideBlock, GuidePage

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


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
    return [
        endpoint for block in page.blocks for endpoint in _of_block(block, page.codebase.dialect)
    ]


def _of_block(block: GuideBlock, dialect: Dialect) -> Iterator[Declared]:
    definitions = _definitions(block.tree)
    for called in block.reader.calls:
        if any(keyword.arg is None for keyword in called.node.keywords):
            continue
        if any(isinstance(argument, ast.Starred) for argument in called.node.args):
            continue
        made = dialect.endpoint(
            _given(called), {each.name for each in called.parameters}, called.listener is not None
        )
        if made is None:
            continue
        function = made.function
        candidates = definitions.get(function.id, []) if isinstance(function, ast.Name) else []
        definition = candidates[0] if len(candidates) == 1 and _is_plain(function, block) else None
        yield Declared(block, called, made.name, made.visibility, function, definition, made.inputs)


def _given(called: ExampleCall) -> dict[str, ast.expr]:
    """Return the arguments of a call by name.

    An older spelling is not among the parameters of a newer release, and is given all the same.
    """
    keywords = {word.arg: word.value for word in called.node.keywords if word.arg is not None}
    return {parameter.name: value for parameter, value in passed(called)} | keywords


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
