"""What a decorator returns, read from its own source: the function, a wrapper, or another object.

A wrapper that hands on what it is given takes what the function takes, whether or not it says so to
`inspect`; what it names itself it takes beside that, and what it fills in a call may leave out.
"""

from __future__ import annotations

import ast

from faceplate.facts.declarations import ClassFact
from faceplate.link.expressions import dotted_name
from faceplate.link.fields.references import (
    application,
    class_definition,
    definition,
    path_in,
    returned,
)
from faceplate.link.handing_on import KEPT, UNKNOWN, Wrapper, handed_on
from faceplate.link.library import Symbol
from faceplate.link.typed_decorators import is_typed_to_keep

Function = ast.FunctionDef | ast.AsyncFunctionDef

WRAPPING = {"functools.wraps", "functools.update_wrapper"}
_CASTS = {"typing.cast", "typing_extensions.cast"}
_CAST_NAMES = {"cast", "typing.cast", "t.cast"}
_PARTIAL = {"functools.partial", "partial"}
# What tells `inspect` of the signature of something else.
_TELLING = {"__wrapped__", "__signature__"}
# A factory of a factory of decorators: nobody writes a longer chain.
_DEEPEST = 3


def wrapper_of(holder: Symbol, is_called: bool, depth: int = 0) -> Wrapper:
    """Return what a decorator makes of a function.

    Args:
        holder: The decorator.
        is_called: Whether it is written with arguments, as in `@retried(3)`.
        depth: How many decorators were followed to it.
    """
    if isinstance(holder.fact, ClassFact):
        class_ = class_definition(holder)
        return _of_class(class_, holder, is_called) if class_ is not None else UNKNOWN
    function = definition(holder)
    if function is None:
        return UNKNOWN
    wrappers = _wrappers(function, holder, depth, is_called)
    joined = _joined(wrappers)
    if joined.is_kept or not is_typed_to_keep(function):
        return joined
    if wrappers and joined.parameters is None and _is_plain_type(function):
        return KEPT
    return joined._replace(is_transparent=True, parameters=None)


def _is_plain_type(function: Function) -> bool:
    """Return whether annotations promise the very callable: `def marked(function: F) -> F`."""
    first = next(iter([*function.args.posonlyargs, *function.args.args]), None)
    stated = first.annotation if first is not None else None
    return isinstance(stated, ast.Name) and isinstance(function.returns, ast.Name)


def _joined(wrappers: list[Wrapper]) -> Wrapper:
    """Return what holds of all that a decorator may return."""
    first = wrappers[0] if wrappers else UNKNOWN
    if len(wrappers) < 2:
        return first
    return Wrapper(
        all(wrapper.is_kept for wrapper in wrappers),
        all(wrapper.is_transparent for wrapper in wrappers),
        None,
        frozenset[str]().union(*(wrapper.added for wrapper in wrappers)),
        frozenset[str]().union(*(wrapper.filled for wrapper in wrappers)),
        tuple({place for wrapper in wrappers for place in wrapper.places}),
        any(wrapper.is_opaque for wrapper in wrappers),
    )


def _wrappers(
    function: Function, holder: Symbol, depth: int, is_called: bool = False
) -> list[Wrapper]:
    """Return what each return statement of a decorator, or of one that it makes, gives."""
    reading = _WrapperReading(
        function, holder, depth, None if _is_option(function, is_called) else 0
    )
    return [
        wrapper
        for value in returned(function)
        if not (isinstance(value, ast.Constant) and value.value is None)
        for wrapper in reading.of(value)
    ]


def _is_option(function: Function, is_called: bool) -> bool:
    """Return whether the first parameter of a decorator is an option, as in `@retried(3)`.

    What may be left out may be the function as well: `@retried` and `@retried()` are both written.
    """
    ahead = len(function.args.posonlyargs) + len(function.args.args)
    return is_called and len(function.args.defaults) < ahead


class _WrapperReading:
    """Reads what a decorator, or the method that does its work, returns.

    Args:
        function: The decorator.
        holder: Where it stands.
        depth: How many functions it stands in that were followed.
        place: Which of its parameters is the function that it decorates; None if none is.
    """

    def __init__(
        self, function: Function, holder: Symbol, depth: int, place: int | None = 0
    ) -> None:
        self._function = function
        self._holder = holder
        self._depth = depth
        self._inner = {
            node.name: node
            for node in ast.walk(function)
            if isinstance(node, Function) and node is not function
        }
        self._classes = {
            node.name: node for node in ast.walk(function) if isinstance(node, ast.ClassDef)
        }
        parameters = [*function.args.posonlyargs, *function.args.args]
        names = [parameter.arg for parameter in parameters]
        self._first = names[place] if place is not None and len(names) > place else None

    def of(self, value: ast.expr | None) -> list[Wrapper]:
        """Return what a value stands for; several where it is one of several."""
        if isinstance(value, ast.IfExp):
            return [*self.of(value.body), *self.of(value.orelse)]
        if isinstance(value, ast.Name):
            if value.id in self._inner:
                return self._of_inner(self._inner[value.id])
            return self._of_name(value.id)
        if isinstance(value, ast.Lambda):
            return self._of_lambda(value)
        if isinstance(value, ast.Call):
            return self._of_call(value)
        return [UNKNOWN]

    def _of_lambda(self, value: ast.Lambda) -> list[Wrapper]:
        """Return what a lambda is: a wrapper, or the decorator that a factory makes.

        `return lambda function: marked(function, 3)` is the decorator.
        """
        arguments = value.args
        alone = len(arguments.args) == 1 and not (arguments.vararg or arguments.kwarg)
        if self._first is not None or not alone or not self._step():
            return [self._handed_on(arguments, value)]
        self._first = arguments.args[0].arg
        wrappers = self.of(value.body)
        self._first = None
        return wrappers

    def _of_name(self, name: str) -> list[Wrapper]:
        if name == self._first:
            return [KEPT]
        assigned = [
            node.value
            for node in ast.walk(self._function)
            if isinstance(node, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
        ]
        # `wrapped = wraps(function)(inner)`, then `return wrapped`.
        return self.of(assigned[0]) if len(assigned) == 1 and self._step() else [UNKNOWN]

    def _step(self) -> bool:
        """Return whether one more name may be followed; a name that stands for itself ends here."""
        self._depth += 1
        return self._depth <= 2 * _DEEPEST

    def _of_call(self, value: ast.Call) -> list[Wrapper]:
        name = dotted_name(value.func)
        if name in self._inner:  # `return decorate(function)`
            return self._of_inner(self._inner[name])
        path, symbol = path_in(self._holder, name) if name else ("", None)
        if path in _CASTS and len(value.args) > 1:
            return self.of(value.args[1])
        outer = dotted_name(value.func.func) if isinstance(value.func, ast.Call) else None
        if path in WRAPPING or (outer and path_in(self._holder, outer)[0] in WRAPPING):
            return [self._telling(value)]
        if path in _PARTIAL and value.args and symbol is None:
            own = dotted_name(value.args[0])
            if own == self._first:
                return [self._bound(value)]
            if own in self._inner:
                return [self._partial(value, self._inner[own])]
            if own == self._holder.name.rpartition(".")[2]:
                # `return partial(decorator, option=option)`: it is called again, with the function.
                return []
        if symbol is not None and symbol.path == self._holder.path:
            return []
        if symbol is None or self._depth >= _DEEPEST:
            return [UNKNOWN]
        # What it returns was made by another decorator: `return argmap(convert, 0)`.
        given = any(dotted_name(node) == self._first for node in value.args if self._first)
        return [wrapper_of(symbol, not given, self._depth + 1)]

    def _telling(self, value: ast.Call) -> Wrapper:
        """Return what `update_wrapper(inner, function)` or `wraps(function)(inner)` is."""
        name = dotted_name(value.args[0]) if value.args else None
        if name not in self._inner:
            return KEPT
        inner = self._inner[name]
        return _told(self._handed_on(inner.args, inner))

    def _bound(self, value: ast.Call) -> Wrapper:
        """Return what `partial(function, 1, speed=2)` is: the function, some of it filled in."""
        filled = frozenset(keyword.arg for keyword in value.keywords if keyword.arg)
        places = tuple(range(len(value.args) - 1))
        return Wrapper(is_transparent=True, filled=filled, places=places)

    def _partial(self, value: ast.Call, inner: Function) -> Wrapper:
        """Return what `partial(inner, function)` is: the inner function, its first bound."""
        bound = len(value.args) - 1
        arguments = inner.args
        positional = [*arguments.posonlyargs, *arguments.args][bound:]
        rest = ast.arguments(
            [], positional, arguments.vararg, arguments.kwonlyargs, arguments.kw_defaults,
            arguments.kwarg, arguments.defaults,
        )  # fmt: skip
        return self._handed_on(rest, inner)

    def _of_inner(self, function: Function) -> list[Wrapper]:
        """Return what an inner function is: a wrapper, or the decorator that a factory makes."""
        for decorator in function.decorator_list:
            applied = application(self._holder, ast.unparse(decorator))
            if applied is None:
                return [UNKNOWN]
            if applied.path in WRAPPING:
                return [_told(self._handed_on(function.args, function))]
        if self._is_told(function.name):
            return [_told(self._handed_on(function.args, function))]
        if (
            self._is_decorator(function) or _is_made_elsewhere(function)
        ) and self._depth < _DEEPEST:
            return _wrappers(function, self._holder, self._depth + 1)
        return [self._handed_on(function.args, function)]

    def _is_decorator(self, function: Function) -> bool:
        values = [_uncast(value) for value in returned(function) if value is not None]
        names = {dotted_name(value.func if isinstance(value, ast.Call) else value)
                 for value in values}  # fmt: skip
        parameters = [*function.args.posonlyargs, *function.args.args]
        if function.args.vararg or function.args.kwarg or len(parameters) != 1:
            return False
        first = parameters[0].arg
        wraps = any(dotted_name(call.func.func) in ("wraps", "functools.wraps")
                    for call in values
                    if isinstance(call, ast.Call) and isinstance(call.func, ast.Call))  # fmt: skip
        own = self._holder.name.rpartition(".")[2]
        return first in names or bool(names & (self._inner.keys() | {own})) or wraps

    def _is_told(self, name: str) -> bool:
        """Return whether the decorator tells `inspect` what an inner function wraps."""
        return any(_told_of(node) == name for node in ast.walk(self._function))

    def _handed_on(self, arguments: ast.arguments, body: ast.AST) -> Wrapper:
        return handed_on(arguments, body, self._first)


def _is_made_elsewhere(function: Function) -> bool:
    """Return whether what a function returns was made of its only parameter by another call.

    `return dispatch(function, 3)(implementation)` is the end of a decorator, not of a wrapper.
    """
    arguments = function.args
    parameters = [*arguments.posonlyargs, *arguments.args]
    if len(parameters) != 1 or arguments.vararg or arguments.kwarg or arguments.kwonlyargs:
        return False
    return any(
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Call)
        and any(dotted_name(given) == parameters[0].arg for given in value.func.args)
        for value in returned(function)
    )


def _uncast(value: ast.expr) -> ast.expr:
    """Return what `cast("Callable[P, R]", wrapper)` gives."""
    if isinstance(value, ast.Call) and dotted_name(value.func) in _CAST_NAMES:
        return value.args[1] if len(value.args) > 1 else value
    return value


def _told(handed: Wrapper) -> Wrapper:
    """Return a wrapper of which `inspect` is told that it is the function."""
    return handed._replace(
        is_kept=True,
        is_transparent=handed.parameters is None,
        # What the wrapper passes by itself is shown all the same.
        is_opaque=handed.is_opaque or bool(handed.filled or handed.places),
    )


def _of_class(class_: ast.ClassDef, holder: Symbol, is_called: bool) -> Wrapper:
    """Return what a class that is used as a decorator makes of a function."""
    methods = {node.name: node for node in class_.body if isinstance(node, Function)}
    call = methods.get("__call__") or _assigned_call(class_, methods)
    makers = [methods[name] for name in ("__new__", "__init__") if name in methods]
    if call is None:
        return UNKNOWN
    takes_function = not is_called or any(_makes_itself(maker, class_.name) for maker in makers)
    if is_called and not takes_function:
        # `@Retried(3)`: the object is called with the function.
        reading = _WrapperReading(call, holder, 1, place=1)
        values = [value for value in returned(call) if value is not None]
        return _joined([wrapper for value in values for wrapper in reading.of(value)])
    arguments = call.args
    positional = [*arguments.posonlyargs, *arguments.args]
    arguments = ast.arguments(
        [], positional[1:], arguments.vararg, arguments.kwonlyargs, arguments.kw_defaults,
        arguments.kwarg, arguments.defaults,
    )  # fmt: skip
    handed = handed_on(arguments, call, None)
    is_own = "__signature__" in methods
    if is_own or any(_told_of(node) for maker in makers for node in ast.walk(maker)):
        added = frozenset(argument.arg for argument in (*arguments.args, *arguments.kwonlyargs))
        return Wrapper(is_kept=not is_own, is_transparent=True, added=handed.added | added)
    return handed


def _assigned_call(class_: ast.ClassDef, methods: dict[str, Function]) -> Function | None:
    """Return the method that a class assigns to `__call__`, the first of several."""
    for node in class_.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(dotted_name(target) == "__call__" for target in targets):
                names = (part.id for part in ast.walk(node.value) if isinstance(part, ast.Name))
                return next((methods[name] for name in names if name in methods), None)
    return None


def _makes_itself(maker: Function, name: str) -> bool:
    """Return whether a class gives a decorator of itself where it is not given the function yet."""
    return any(
        isinstance(value, ast.Call)
        and dotted_name(value.func) in _PARTIAL
        and value.args
        and dotted_name(value.args[0]) in (name, "cls")
        for value in returned(maker)
    )


def _told_of(node: ast.AST) -> str | None:
    """Return of what a statement tells `inspect` the signature: `inner.__wrapped__ = function`."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        return dotted_name(node.value) if node.attr in _TELLING else None
    if isinstance(node, ast.Call) and node.args:
        updates = dotted_name(node.func) in ("update_wrapper", "functools.update_wrapper")
        return dotted_name(node.args[0]) if updates else None
    return None
