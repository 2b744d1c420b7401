"""What a name can stand for while a script is read.

Plain data (numbers, text, lists, dicts, ...) stand for themselves. Everything that has behaviour is
one of the classes here, so that nothing of what is read can ever be called by Python itself.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from faceplate.script.machine import Machine

Arguments = list[Any]
Keywords = dict[str, Any]

# What makes an object an app: it can be launched, and can say what it offers.
LAUNCH = "launch"
DESCRIBING = ("get_api_info", "get_config_file")

PLAIN = (type(None), bool, int, float, complex, str, bytes, type(...))


class Namespace(dict[str, Any]):
    """Names and their values: of a function's frame, an object, a class or a module."""


class RuntimeValue:
    """A value that only a run would tell.

    Attributes:
        line: The line of the script at which it came up; 0 where there is none.
        tainted: Whether it may be, or hold, something that was read from source, so that calling
            it could change the app.
        kind: Its type, where at least that is known.
        holds: What it may be or hold, as far as that can be changed.
    """

    __slots__ = ("holds", "kind", "line", "tainted")

    def __init__(
        self,
        line: int = 0,
        tainted: bool = False,
        kind: type | None = None,
        holds: tuple[Any, ...] = (),
    ) -> None:
        self.line = line
        self.tainted = tainted
        self.kind = kind
        self.holds = holds


class External(RuntimeValue):
    """Something of a module that is not read, under its dotted name."""

    __slots__ = ("path",)

    def __init__(self, path: str, line: int = 0) -> None:
        super().__init__(line)
        self.path = path


class Data(RuntimeValue):
    """Something that is no function and holds nothing that is read, such as a table of numbers.

    Attributes:
        path: The dotted name of what it was made with; empty where it was derived from data.
        member: Whether it is an attribute of data, and so may be one of its methods.
    """

    __slots__ = ("member", "path")

    def __init__(self, line: int = 0, path: str = "", member: bool = False) -> None:
        super().__init__(line)
        self.path = path
        self.member = member


class Either(RuntimeValue):
    """One of some values, of which only a run would tell which.

    Attributes:
        choices: The values, none of them unknown.
    """

    __slots__ = ("choices",)

    def __init__(self, line: int, choices: tuple[Any, ...]) -> None:
        kinds = {type(one) for one in choices}
        kind = kinds.pop() if len(kinds) == 1 and choices[0].__class__ in PLAIN else None
        super().__init__(line, any(tainted(one, {}) for one in choices), kind)
        self.choices = choices


class Number(RuntimeValue):
    """A whole number that depends on what was done: how many components there are so far.

    Attributes:
        least: The least that it can be.
        steps: What may come to it: what each step is for, and how much it adds at most.
    """

    __slots__ = ("least", "steps")

    def __init__(self, line: int, least: int, steps: frozenset[tuple[int, int]]) -> None:
        super().__init__(line, kind=int)
        self.least = least
        self.steps = steps


class Coroutine:
    """A call of an `async` function, whose body is read once somebody waits for it."""

    __slots__ = ("run",)

    def __init__(self, run: Callable[[], Any]) -> None:
        self.run = run


class Lazy:
    """What an import binds, looked for once it is needed."""

    __slots__ = ("attribute", "module")

    def __init__(self, module: str, attribute: str | None) -> None:
        self.module = module
        self.attribute = attribute


class Module:
    """A module that is read.

    Attributes:
        script: Whether it is the script itself.
        own: Whether it is a part of the app: the script, or a module that lies beside it.
        unread: Whether it has taken all names of a module that is not read.
    """

    __slots__ = ("file", "is_package", "name", "names", "own", "ready", "script", "unread")

    def __init__(self, name: str, file: str, is_package: bool, script: bool = False) -> None:
        self.name = name
        self.file = file
        self.is_package = is_package
        self.script = script
        self.own = script
        self.names = Namespace(__name__=name)
        self.ready = False
        self.unread = False


class Frame:
    """The names of a running function, of a class body or of a module's top level.

    Attributes:
        names: The names bound here.
        parent: The frame around it, where a function looks further; None at the top of a module.
        module: The module whose source it is.
        cell: Where the class is kept that the function was defined in, for `super()`.
        first: The first argument of the function, for `super()`.
        outer: Names declared `global` or `nonlocal`, and where they are bound.
        given: What a generator has given so far; None in anything else.
    """

    __slots__ = ("cell", "first", "given", "is_class", "module", "names", "outer", "parent")

    def __init__(self, module: Module, parent: Frame | None = None, names: Namespace | None = None):
        self.names = Namespace() if names is None else names
        self.parent = parent
        self.module = module
        self.cell: list[Class] | None = parent.cell if parent else None
        self.first: Any = parent.first if parent else None
        self.outer: dict[str, Namespace] = {}
        self.given: list[Any] | None = None
        self.is_class = False


class Class:
    """A class that is read."""

    __slots__ = (
        "bases",
        "derived",
        "doc",
        "frame",
        "metaclass",
        "module",
        "mro",
        "name",
        "names",
        "node",
    )

    def __init__(self, name: str, bases: list[Any], names: Namespace, module: Module) -> None:
        self.name = name
        self.bases = bases
        self.names = names
        self.module = module
        self.mro: list[Any] = [self]
        self.derived: list[Class] = []
        self.metaclass: Any = type
        self.node: ast.ClassDef | None = None
        self.frame: Frame | None = None
        self.doc: str | None = None


class Instance:
    """An object of a class that is read, or of an exception class of Python.

    Attributes:
        cls: Its class.
        names: Its attributes.
        payload: The plain value it also is, where its class derives from such as `str` or `dict`.
        line: The line of the script at which it was made.
    """

    __slots__ = ("cls", "line", "names", "payload")

    def __init__(self, cls: Any, line: int = 0, payload: Any = None) -> None:
        self.cls = cls
        self.names = Namespace()
        self.payload = payload
        self.line = line


class Function:
    """A function that is read."""

    __slots__ = ("cell", "defaults", "frame", "keyword_defaults", "module", "name", "names", "node")

    def __init__(
        self, name: str, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, frame: Frame
    ) -> None:
        self.name = name
        self.node = node
        self.frame = frame
        self.module = frame.module
        self.cell = frame.cell
        self.defaults: list[Any] = []
        self.keyword_defaults: dict[str, Any] = {}
        self.names = Namespace()


class BoundMethod:
    """A function bound to an object or a class."""

    __slots__ = ("function", "owner")

    def __init__(self, function: Any, owner: Any) -> None:
        self.function = function
        self.owner = owner


class Native:
    """A function that is known by its meaning, and so is not read."""

    __slots__ = ("call", "name")

    def __init__(self, name: str, call: Callable[[Machine, Arguments, Keywords], Any]) -> None:
        self.name = name
        self.call = call


class Partial:
    """A function with some of its arguments filled in."""

    __slots__ = ("arguments", "function", "keywords", "names")

    def __init__(self, function: Any, arguments: Arguments, keywords: Keywords) -> None:
        self.function = function
        self.arguments = arguments
        self.keywords = keywords
        self.names = Namespace()


class Wrapped:
    """A function under one of the decorators of a class body, named by `kind`."""

    __slots__ = ("function", "kind", "setter")

    def __init__(self, kind: str, function: Any, setter: Any = None) -> None:
        self.kind = kind
        self.function = function
        self.setter = setter


class LazyValue:
    """What a method without arguments gives, called once somebody asks for it."""

    __slots__ = ("method",)

    def __init__(self, method: Any) -> None:
        self.method = method


class Super:
    """What `super()` gives."""

    __slots__ = ("after", "owner")

    def __init__(self, after: Class, owner: Any) -> None:
        self.after = after
        self.owner = owner


class Generator:
    """A call of a generator function, whose body is read once somebody iterates over it."""

    __slots__ = ("frame", "given", "node")

    def __init__(self, node: ast.FunctionDef, frame: Frame) -> None:
        self.node = node
        self.frame = frame
        self.given: list[Any] | None = None


class Raised(Exception):  # noqa: N818 - it is what a `raise` statement has done
    """An exception of what is read."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class Lost(Exception):  # noqa: N818 - one is read as "except Lost"
    """What is read cannot be followed; the message says why."""


class Launched(Exception):  # noqa: N818 - it is what the script has done
    """The script has launched an app, and would serve from here on."""

    def __init__(self, app: Any) -> None:
        super().__init__()
        self.app = app


def known(value: Any, depth: int = 12) -> bool:
    """Whether a value is plain data through and through.

    Args:
        value: Any value.
        depth: How deep to look before saying no.
    """
    if isinstance(value, PLAIN):
        return True
    if depth == 0:
        return False
    if type(value) in (list, tuple, set, frozenset):
        return all(known(one, depth - 1) for one in value)
    if type(value) is dict:
        return all(known(k, depth - 1) and known(v, depth - 1) for k, v in value.items())
    return isinstance(value, (range, slice))


def is_data(kind: Any) -> bool:
    """Whether a class is a model that only holds data."""
    return isinstance(kind, Class) and any(
        isinstance(base, External) and base.path.startswith("pydantic.") for base in kind.mro
    )


def changeable(values: Iterable[Any]) -> tuple[Any, ...]:
    """What of some values something unknown that comes from them may be, or hold, and change.

    Args:
        values: Any values.
    """
    distinct: dict[int, Any] = {}
    for value in values:
        if isinstance(value, RuntimeValue):
            inner = value.choices if type(value) is Either else value.holds
            distinct.update((id(one), one) for one in inner if not isinstance(one, PLAIN))
        elif not isinstance(value, PLAIN):
            distinct[id(value)] = value
    return tuple(distinct.values())


def tainted(value: Any, hidden: Mapping[int, Any], depth: int = 6) -> bool:
    """Whether a value holds something that was read from source.

    Args:
        value: Any value.
        hidden: What may be in containers besides what is seen in them, by identity.
        depth: How deep to look before saying yes.
    """
    if isinstance(value, PLAIN):
        return False
    if isinstance(value, RuntimeValue):
        return value.tainted
    if depth == 0:
        return True
    if id(value) in hidden and any(
        tainted(one, hidden, depth - 1) for one in hidden[id(value)].hidden
    ):
        return True
    if type(value) in (list, tuple, set, frozenset):
        return any(tainted(one, hidden, depth - 1) for one in value)
    if type(value) is dict:
        return any(tainted(one, hidden, depth - 1) for one in value.values())
    if isinstance(value, Instance) and is_data(value.cls):
        return any(tainted(one, hidden, depth - 1) for one in value.names.values())
    return isinstance(
        value, (Class, Instance, Function, BoundMethod, Partial, Module, Generator, Coroutine)
    )
