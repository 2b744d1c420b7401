"""An endpoint whose inputs, function, docstring and descriptor do not agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from faceplate.check.checked_app import CheckedApp
from faceplate.check.endpoints import Declared, FunctionNode, declared
from faceplate.check.examples.referents import ExampleObject
from faceplate.check.finding import Violation
from faceplate.check.rule import Rule
from faceplate.facts.declarations import Docstring
from faceplate.link.library import Symbol

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage

# What a descriptor calls a parameter without a name.
_MADE_UP = re.compile(r"param_\d+")


def check(checked: CheckedApp) -> Iterator[Violation]:
    """Hold inputs, docstrings and descriptors against the functions of a script."""
    page = checked.page
    if page is None:
        return
    listed = declared(checked)
    for endpoint in listed:
        if endpoint.definition is None or endpoint.definition.decorator_list:
            continue
        if endpoint.inputs is not None:
            message = _miscounted(endpoint, endpoint.inputs)
            if message:
                yield page.violation(message, page.at(endpoint.block, endpoint.called.node))
        yield from _docstring(endpoint.definition, endpoint, checked, page)
        if sum(1 for other in listed if _named(other) == _named(endpoint)) == 1:
            yield from _descriptor(endpoint.definition, endpoint, checked)


def _named(endpoint: Declared) -> str | None:
    return endpoint.name or (endpoint.definition.name if endpoint.definition is not None else None)


def _given(function: FunctionNode, endpoint: Declared) -> tuple[list[ast.arg], int, bool]:
    """Return the parameters that inputs fill, how many are needed, and if there may be more.

    What is annotated as, or defaults to, something of the library that is not a value of an input,
    such as a request, is filled in by the library.
    """
    spec = function.args
    listed = [*spec.posonlyargs, *spec.args]
    defaults = [None] * (len(listed) - len(spec.defaults)) + list(spec.defaults)
    taken = []
    needed = 0
    for argument, default in zip(listed, defaults, strict=True):
        if _is_filled_in(argument.annotation, endpoint) or _is_filled_in(default, endpoint):
            continue
        taken.append(argument)
        needed += default is None
    # Whether a release passes further inputs by keyword is not for the script to say.
    return taken, needed, bool(spec.vararg or spec.kwonlyargs)


def _is_filled_in(node: ast.expr | None, endpoint: Declared) -> bool:
    if node is None:
        return False
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            node = ast.parse(node.value, mode="eval").body
        except (SyntaxError, ValueError):
            return True
    return any(
        isinstance(endpoint.block.reader.referent(inner), Symbol | ExampleObject)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name | ast.Attribute | ast.Call)
    )


def _miscounted(endpoint: Declared, inputs: int) -> str | None:
    assert endpoint.definition is not None
    taken, needed, anything = _given(endpoint.definition, endpoint)
    if any(each.arg in ("self", "cls") for each in taken[:1]):
        return None
    name = endpoint.definition.name
    stated = f"the endpoint has {inputs} input{'' if inputs == 1 else 's'}, and `{name}`"
    if inputs < needed:
        return f"{stated} needs {needed}"
    if inputs > len(taken) and not anything:
        return f"{stated} takes {len(taken)}"
    return None


def _docstring(
    function: FunctionNode, endpoint: Declared, checked: CheckedApp, page: GuidePage
) -> Iterator[Violation]:
    text = ast.get_docstring(function)
    if not text:
        return
    spec = function.args
    names = {each.arg for each in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]}
    if spec.vararg or spec.kwarg:
        return
    first = function.body[0]
    assert isinstance(first, ast.Expr)
    docstring = Docstring(text, first.lineno, first.end_lineno or first.lineno)
    for name in checked.codebase.linker.docstring(docstring).parameters:
        bare = name.lstrip("*")
        if bare.isidentifier() and bare not in names:
            yield page.violation(
                f"the docstring of `{function.name}`, which an endpoint tells, describes `{bare}`, "
                "and the function has no such parameter",
                page.at(endpoint.block, first.value),
            )


def _descriptor(
    function: FunctionNode, declared: Declared, checked: CheckedApp
) -> Iterator[Violation]:
    endpoint = checked.app.endpoint(f"/{_named(declared)}")
    if endpoint is None or function.args.vararg or endpoint.name is None:
        return
    spec = function.args
    names = {each.arg for each in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]}
    for parameter in endpoint.parameters:
        name = parameter.name
        if name is not None and name not in names and not _MADE_UP.fullmatch(name):
            yield checked.violation(
                f"`{endpoint.name}` takes `{name}` in the descriptor, and `{function.name}` of the "
                "script has no such parameter",
                endpoint.name,
            )


MODULE = '''\
"""A library of one interface."""


class Interface:
    """An app around a function.

    Args:
        fn: The function.
        inputs: Its inputs.
        outputs: Its outputs.
    """

    def __init__(self, fn, inputs, outputs) -> None:
        self.fn = fn
'''

RULE = Rule(
    code="FP904",
    name="endpoint-parameter",
    severity="warning",
    summary="An endpoint has other inputs than its function takes, its docstring describes, or its "
    "descriptor states.",
    reason="The call fails, or the page of the app tells clients of a parameter that is not there.",
    advice="Let inputs, function and docstring agree, and write the descriptor anew. The script is "
    "read and not run: functions that are decorated, bound twice or taken from elsewhere are left "
    "alone.",
    form="script",
    module=MODULE,
    bad='''\
import knobs


def turn(angle):
    """Turn the knob."""


demo = knobs.Interface(turn, ["number", "number"], None)
''',
    good='''\
import knobs


def turn(angle, speed):
    """Turn the knob."""


demo = knobs.Interface(turn, ["number", "number"], None)
''',
    app=check,
    needs="calls that make endpoints",
)
