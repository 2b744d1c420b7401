"""Reads a script as Python would run it, as far as that can be known without running it.

It goes through the source of the script and of its library, statement by statement. Nothing of it
is given to Python: names, objects, classes and calls are kept in structures of our own, and what
lies outside of the source that is read, is unknown. Steps, depth and time are bounded.
"""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from faceplate.script import (
    alternatives,
    attributes,
    builtins,
    calls,
    classes,
    expressions,
    iteration,
    operators,
    statements,
)
from faceplate.script.modules import Modules
from faceplate.script.signatures import Signatures
from faceplate.script.trials import Trials
from faceplate.script.values import (
    PLAIN,
    BoundMethod,
    Class,
    Data,
    Either,
    External,
    Frame,
    Function,
    Generator,
    Instance,
    Lazy,
    Lost,
    Module,
    Namespace,
    Native,
    Partial,
    Raised,
    RuntimeValue,
    changeable,
    known,
    tainted,
)

STEPS = 12_000_000
SECONDS = 60.0
DEPTH = 180


class Spent(Lost):
    """A limit of the whole reading is reached."""


class Machine:
    """The state of a reading.

    Args:
        modules: Where modules are found.
        seconds: How much processor time it may take.

    Attributes:
        trials: The writes that may be taken back.
        line: The line of the script that is read now.
        doubts: How often so far something may have raised.
        trying: How many `try` statements are around what is read now.
        handling: The exception that is handled now.
        depth: How many calls and trials deep it is.
        in_script: Whether it is the script, not the library, that is read now.
        spent: Whether a limit of the whole reading is reached.
        spoiled: Attributes that were set on something unknown, which may have been any object.
        apps: The apps that were made, also those on trial.
        handed: The classes of the library's objects that went into code that is not read, which may
            have called their methods, with the line of the script.
        active: The definitions of the functions that run now.
        signatures: What was found of the functions of libraries.
        launched: An app that was launched while the script went on.
        forgiving: Whether a call that cannot be followed is unknown, instead of the end; for when
            nothing more is made.
    """

    def __init__(self, modules: Modules, seconds: float = SECONDS) -> None:
        self.modules = modules
        self.trials = Trials()
        self.line = 0
        self.doubts = 0
        self.trying = 0
        self.handling: Raised | None = None
        self.depth = 0
        self.forgiving = False
        self.in_script = True
        self.spent = False
        self.spoiled: set[str] = set()
        self.apps: list[Instance] = []
        self.handed: list[tuple[str, int]] = []
        self.active: list[ast.AST] = []
        self.launched: Instance | None = None
        self.signatures = Signatures(self)
        self._steps = 0
        self._seconds = seconds
        self._end = time.thread_time() + seconds
        modules.machine = self

    # Limits

    def step(self, node: ast.AST, frame: Frame) -> None:
        """Count a step, and note the line of the script."""
        if frame.module.script:
            self.line = node.lineno  # type: ignore[attr-defined]
        self._steps += 1
        if self._steps > STEPS or (not self._steps & 0xFFF and time.thread_time() > self._end):
            self.spent = True
            steps = f"more than {STEPS} steps"
            seconds = f"more than {self._seconds:g} s; --timeout gives it longer"
            reason = steps if self._steps > STEPS else seconds
            raise Spent(f"it takes too long to follow: {reason}")

    def deepen(self) -> None:
        """Count a call or a trial; whoever calls this takes it back."""
        if self.depth >= DEPTH:
            raise Lost("it is nested too deeply")
        self.depth += 1

    # Values

    def unknown(self, *sources: Any) -> RuntimeValue:
        """Something unknown that comes from some values."""
        # What a script does with something unknown may fail.
        self.doubts += self.in_script
        return RuntimeValue(self.line, self.holds_read(*sources), holds=changeable(sources))

    def holds_read(self, *values: Any) -> bool:
        """Whether any of some values holds something that was read from source."""
        opened = self.trials.opened
        return any(tainted(value, opened) for value in values)

    def any_of(self, values: Iterable[Any], *more: Any) -> Any:
        """One of some values, of which nobody knows which, or something that comes from others."""
        result, *rest = [*values] or [self.unknown(*more)]
        for other in rest:
            result = self.trials.merged(result, other, self.line)
        return result

    def hidden_item(self, container: Any) -> Any:
        """What an item may be that a container has besides those that are seen."""
        hidden = self.trials.hidden(container)
        return self.any_of(hidden) if hidden else self.derived(container)

    def derived(self, *sources: Any) -> RuntimeValue:
        """Something unknown that is computed from some values, and is data if they are."""
        if any(isinstance(one, Data) for one in sources) and not self.holds_read(*sources):
            return Data(self.line)
        return self.unknown(*sources)

    def unknown_of(self, kind: type) -> RuntimeValue:
        """Something of a known type, of which nothing else is known."""
        return RuntimeValue(self.line, kind=kind)

    def error(self, kind: type, *arguments: Any) -> NoReturn:
        """Raise an exception of Python in what is read."""
        made = Instance(kind, self.line)
        made.names["args"] = arguments
        raise Raised(made)

    def native(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call something harmless with plain data; what it raises is raised in what is read."""
        try:
            return operators.bounded(function(*arguments))
        except (Lost, Raised):
            raise
        except RecursionError:
            raise Lost("it is nested too deeply") from None
        except (MemoryError, OverflowError):
            return self.unknown()
        except Exception as error:
            self.error(type(error), str(error))

    def settled(self, value: Any) -> bool:
        """Whether a value is plain data, all of which is seen."""
        if isinstance(value, PLAIN):
            return True
        return known(value) and not self._any_open(value)

    def _any_open(self, value: Any) -> bool:
        if self.trials.is_open(value):
            return True
        if isinstance(value, dict):
            return any(self._any_open(one) for one in value.values())
        if isinstance(value, (list, tuple)):
            return any(self._any_open(one) for one in value)
        return False

    def is_key(self, key: Any) -> bool:
        """Whether something is a key whose place in a dict is known."""
        if isinstance(key, tuple):
            return all(self.is_key(one) for one in key)
        return not isinstance(key, (External, list, dict, set, slice))

    def hashable(self, value: Any) -> Any:
        """The value, if it can be in a set."""
        if isinstance(value, (list, dict, set)):
            self.error(TypeError, "unhashable")
        return value

    # Functions of other modules are methods as they are: a call more for each step counts.
    truth = builtins.truth
    items = iteration.items

    def text(self, value: Any) -> Any:
        """What `str` makes of a value."""
        return builtins.text(self, value)

    def equal(self, left: Any, right: Any) -> bool | None:
        """Whether two values are equal; None if that is not known."""
        return operators.equal(self, left, right)

    def compare(self, kind: type[ast.cmpop], left: Any, right: Any) -> Any:
        """The value of a comparison."""
        return operators.compare(self, kind, left, right)

    def binary(self, kind: type[ast.operator], left: Any, right: Any) -> Any:
        """The value of a binary operator."""
        return operators.binary(self, kind, left, right)

    def unary(self, kind: type[ast.unaryop], value: Any) -> Any:
        """The value of a unary operator."""
        return operators.unary(self, kind, value)

    def is_instance(self, value: Any, kind: Any) -> bool | None:
        """Whether a value is of a class; None if that is not known."""
        return classes.is_instance(self, value, kind)

    # Names

    def look_up(self, name: str, frame: Frame) -> Any:
        """The value of a name."""
        where: Frame | None = frame
        while where is not None:
            if name in where.outer:
                if name in where.outer[name]:
                    return self._resolved(name, where.outer[name])
                break
            if name in where.names and (not where.is_class or where is frame):
                return self._resolved(name, where.names)
            where = where.parent
        names = frame.module.names
        if name in names:
            return self._resolved(name, names)
        found = builtins.NAMES.get(name, builtins)
        if found is not builtins:
            return found
        if frame.module.unread:
            return self.unknown(frame.module)
        if not frame.module.ready and not frame.module.script:
            raise Lost(f"{name} of {frame.module.name} is needed before it is made")
        self.doubts += 1
        return self.error(NameError, name)

    def _resolved(self, name: str, names: Namespace) -> Any:
        value = names[name]
        if type(value) is Lazy:
            value = names[name] = self.modules.resolve(value)
        return alternatives.bound(self, value) if type(value) is Either else value

    def bind(self, name: str, value: Any, frame: Frame) -> None:
        """Bind a name to a value."""
        names = frame.outer.get(name, frame.names)
        self.trials.save(names)
        names[name] = value

    def bind_import(self, node: ast.Import | ast.ImportFrom, frame: Frame) -> None:
        """Bind what an import statement imports."""
        for name, value in self.modules.imported(node, frame.module, bool(self.trying)):
            self.bind(name, value, frame)

    # What is read

    evaluate = expressions.evaluate
    item = expressions.item
    execute = statements.execute
    get = attributes.get
    find = attributes.find
    set = attributes.set_attribute

    def function(self, node: Any, frame: Frame) -> Function:
        """The function that a definition makes."""
        return calls.function(self, node, frame)

    call = calls.call

    def start(self, generator: Generator) -> Any:
        """What a generator gives first, as the context manager that it is made to."""
        items, more = self.items(generator)
        return items[0] if items and not more else self.unknown()

    def make_class(self, node: ast.ClassDef, frame: Frame) -> Any:
        """The class that a definition makes."""
        return classes.make(self, node, frame)

    def run_module(self, module: Module, tree: ast.Module) -> None:
        """Read the top level of a module of the library, which happens once in any case."""
        levels = self.trials.pause()
        line, trying, depth, doubts = self.line, self.trying, self.depth, self.doubts
        in_script, self.in_script = self.in_script, module.own
        self.trying = 0
        try:
            outcome = self.execute(tree.body, Frame(module, None, module.names))
            del outcome
        finally:
            self.trials.resume(levels)
            # What is doubtful in it is no reason to doubt the statement that has imported it.
            self.line, self.trying, self.depth, self.doubts = line, trying, depth, doubts
            self.in_script = in_script
            module.ready = True


__all__ = ["BoundMethod", "Class", "Machine", "Native", "Partial", "Spent"]
