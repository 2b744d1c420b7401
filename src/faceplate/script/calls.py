"""Calls: how arguments meet parameters, and what calling each kind of thing means."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from faceplate.script import alternatives, border, classes, methods
from faceplate.script.outcomes import Maybe, Return
from faceplate.script.values import (
    DESCRIBING,
    LAUNCH,
    BoundMethod,
    Class,
    Coroutine,
    Either,
    Frame,
    Function,
    Generator,
    Instance,
    Launched,
    Lost,
    Namespace,
    Native,
    Partial,
    RuntimeValue,
    Wrapped,
)

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

_AT_ONCE = "prevent_thread_lock"  # the argument of a launch that does not wait
_AGAIN = 2
_OFTEN = 12
_YIELDS: dict[int, tuple[ast.AST, bool]] = {}


def function(m: Machine, node: Any, frame: Frame) -> Function:
    """The function that a definition or a lambda makes."""
    made = Function(getattr(node, "name", "<lambda>"), node, frame)
    made.defaults = [m.evaluate(one, frame) for one in node.args.defaults]
    for parameter, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
        if default is not None:
            made.keyword_defaults[parameter.arg] = m.evaluate(default, frame)
    return made


def call(
    m: Machine,
    callee: Any,
    arguments: list[Any],
    keywords: dict[str, Any] | None = None,
    loose: Any = False,
) -> Any:
    """The value of a call.

    Args:
        m: The reading.
        callee: What is called.
        arguments: Its positional arguments.
        keywords: Its keyword arguments.
        loose: What further arguments may be; False if there are none.
    """
    if keywords is None:
        keywords = {}
    if type(callee) is Function:
        return _of_function(m, callee, arguments, keywords, loose)
    if type(callee) is Either:
        return alternatives.each(
            m, callee, lambda choice: call(m, choice, arguments, dict(keywords), loose)
        )
    if isinstance(callee, BoundMethod):
        target = callee.function
        if isinstance(target, methods.Unbound):
            if loose:
                raise Lost("the arguments of a call are not known")
            return _of_plain(m, target, callee.owner, arguments, keywords)
        if isinstance(target, Function) and target.name == LAUNCH:
            _launch(m, callee.owner, keywords)
        return call(m, target, [callee.owner, *arguments], keywords, loose)
    if isinstance(callee, Function):
        return _of_function(m, callee, arguments, keywords, loose)
    if isinstance(callee, Class):
        return classes.instantiate(m, callee, arguments, keywords, loose)
    if isinstance(callee, Partial):
        merged_keywords = {**callee.keywords, **keywords}
        return call(m, callee.function, [*callee.arguments, *arguments], merged_keywords, loose)
    if isinstance(callee, Instance):
        method = m.find(callee, "__call__")
        return m.unknown(callee) if method is None else call(m, method, arguments, keywords, loose)
    if isinstance(callee, Wrapped):
        return call(m, callee.function, arguments, keywords, loose)
    if isinstance(callee, RuntimeValue):
        return _of_unknown(m, callee, arguments, keywords)
    if loose:
        return m.unknown(arguments, keywords, loose)
    if isinstance(callee, methods.Unbound) and callee.name in ("__new__", "__call__"):
        return classes.made_by_python(m, callee, arguments, keywords)
    if isinstance(callee, methods.Unbound):
        if not arguments:
            return m.native(getattr(callee.kind, callee.name))
        return _of_plain(m, callee, arguments[0], arguments[1:], keywords)
    if isinstance(callee, Native):
        try:
            return callee.call(m, arguments, keywords)
        except (TypeError, IndexError, AttributeError, ValueError, KeyError):
            m.doubts += 1
            return m.unknown(arguments, keywords)
    if isinstance(callee, type):
        return classes.of_python(m, callee, arguments, keywords)
    return m.error(TypeError, "not callable")


def _of_unknown(
    m: Machine, callee: RuntimeValue, arguments: list[Any], keywords: dict[str, Any]
) -> Any:
    m.doubts += 1
    if callee.tainted and not m.forgiving:
        raise Lost("what is called here is not known")
    return border.crossed(m, callee, arguments, keywords)


def _of_plain(
    m: Machine,
    method: methods.Unbound,
    owner: Any,
    arguments: list[Any],
    keywords: dict[str, Any],
) -> Any:
    try:
        return methods.call(m, method, owner, arguments, keywords)
    except TypeError as error:
        m.error(TypeError, str(error))


def _launch(m: Machine, app: Any, keywords: dict[str, Any]) -> None:
    if not isinstance(app, Instance) or not isinstance(app.cls, Class):
        return
    if not any(classes.declares(app.cls, name) for name in DESCRIBING):
        return
    if keywords.get(_AT_ONCE) is not True:
        raise Launched(app)
    m.launched = app
    raise Lost("the script goes on after a launch")


def _of_function(
    m: Machine, callee: Function, arguments: list[Any], keywords: dict[str, Any], loose: Any
) -> Any:
    node = callee.node
    m.step(node, callee.frame)
    # A function that calls itself on the parts of something unknown would never end.
    if any(isinstance(one, RuntimeValue) for one in arguments):
        count = m.active.count(callee.node)
        if count >= _AGAIN and not callee.module.own:
            return m.unknown(arguments, keywords)
        if count >= _OFTEN:
            return border.returned(m, callee, arguments, keywords)
    frame = Frame(callee.module, callee.frame, m.trials.made(Namespace()))
    frame.cell = callee.cell or frame.cell
    bind(m, callee, frame, arguments, keywords, loose)
    spec = node.args
    first = next((one.arg for one in (*spec.posonlyargs, *spec.args)), None)
    if first is None and spec.vararg is not None and arguments:
        frame.first = arguments[0]
    elif first is not None and callee.cell is not None:
        frame.first = frame.names.get(first)
    if isinstance(node, ast.Lambda):
        return _bounded(m, callee, lambda: m.evaluate(node.body, frame))
    if yields(node):
        if isinstance(node, ast.AsyncFunctionDef):
            return m.unknown(arguments)
        return Generator(node, frame)

    def run() -> Any:
        outcome = m.execute(node.body, frame)
        if isinstance(outcome, Return):
            return outcome.value
        if isinstance(outcome, Maybe):
            return m.trials.merged(outcome.value, None, m.line)
        return None

    if isinstance(node, ast.AsyncFunctionDef):
        return Coroutine(lambda: _bounded(m, callee, run))
    return _bounded(m, callee, run)


def _bounded(m: Machine, callee: Function, run: Any) -> Any:
    m.deepen()
    depth, before = m.depth, m.in_script
    m.in_script = callee.module.own
    m.active.append(callee.node)
    try:
        return run()
    except Lost:
        if not m.forgiving or m.spent:
            raise
        return m.unknown()
    except RecursionError:
        raise Lost("it is nested too deeply") from None
    finally:
        m.active.pop()
        m.depth, m.in_script = depth - 1, before


def bind(
    m: Machine,
    callee: Function,
    frame: Frame,
    arguments: list[Any],
    keywords: dict[str, Any],
    loose: Any,
) -> None:
    """Bind arguments to the parameters of a function in a frame."""
    spec = callee.node.args
    positional = [one.arg for one in (*spec.posonlyargs, *spec.args)]
    names = frame.names
    keywords = m.trials.made(dict(keywords))
    for name, value in zip(positional, arguments, strict=False):
        names[name] = value
    rest = tuple(arguments[len(positional) :])
    if spec.vararg is not None:
        names[spec.vararg.arg] = m.unknown(*arguments, loose) if loose else rest
    elif rest:
        m.error(TypeError, f"{callee.name}() takes {len(positional)} positional arguments")
    offset = len(positional) - len(callee.defaults)
    for place, name in enumerate(positional):
        if name in keywords and place >= len(spec.posonlyargs):
            if name in names:
                m.error(TypeError, f"{callee.name}() got two values for {name!r}")
            names[name] = keywords.pop(name)
        elif name not in names:
            if loose:
                names[name] = m.unknown(arguments, keywords, loose)
            elif place >= offset:
                names[name] = callee.defaults[place - offset]
            else:
                m.error(TypeError, f"{callee.name}() misses {name!r}")
    for one in spec.kwonlyargs:
        if one.arg in keywords:
            names[one.arg] = keywords.pop(one.arg)
        elif loose:
            names[one.arg] = m.unknown(loose)
        elif one.arg in callee.keyword_defaults:
            names[one.arg] = callee.keyword_defaults[one.arg]
        else:
            m.error(TypeError, f"{callee.name}() misses {one.arg!r}")
    if spec.kwarg is not None:
        if loose:
            m.trials.open(keywords, None, [loose])
        names[spec.kwarg.arg] = keywords
    elif keywords:
        m.error(TypeError, f"{callee.name}() has no parameter {next(iter(keywords))!r}")


def yields(node: ast.AST) -> bool:
    """Whether a function is a generator."""
    known = _YIELDS.get(id(node))
    if known is not None and known[0] is node:
        return known[1]
    found = False
    waiting: list[ast.AST] = (
        list(getattr(node, "body", [])) if not isinstance(node, ast.Lambda) else [node.body]
    )
    while waiting and not found:
        one = waiting.pop()
        found = isinstance(one, (ast.Yield, ast.YieldFrom))
        if not isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(one))
    _YIELDS[id(node)] = node, found
    return found


__all__ = ["bind", "call", "function", "yields"]
