"""What one source file declares: the structs that the reader fills and the cache keeps.

They hold source text wherever Python has an expression. What an expression means is for the later
steps, which know the other files; here nothing is resolved, so that the facts of a file depend on
its bytes alone. The structs are encoded as arrays: thousands of them are decoded on a warm run.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from faceplate.model import ParameterKind


class Docstring(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A docstring as it stands, with its indentation cleaned.

    Attributes:
        text: Its text, as `inspect.cleandoc` leaves it.
        line: First line in the file, counted from 1.
        end_line: Last line in the file.
    """

    text: str
    line: int
    end_line: int


class ParameterFact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One parameter of a signature.

    Attributes:
        name: Its name, without stars.
        kind: How an argument may be passed to it.
        annotation: Source of its annotation.
        default: Source of its default.
        row: How many lines below the `def` it stands.
        column: How many bytes stand before its name on that line.
    """

    name: str
    kind: ParameterKind
    annotation: str | None
    default: str | None
    row: int
    column: int


class FunctionFact(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="function"):
    """A function or method.

    Attributes:
        name: Its name.
        line: First line, decorators included.
        end_line: Last line.
        parameters: All of them, `self` included.
        returns: Source of the return annotation.
        decorators: Source of each decorator, without the at sign.
        docstring: Its docstring.
        labels: `async`, `staticmethod`, `classmethod`, `abstractmethod`, ...
        overloads: The signatures that `typing.overload` adds.
        nested: Inner functions with a docstring that it returns by name, such as the listener that
            a factory makes.
        type_checking: Whether it stands in an `if TYPE_CHECKING` block.
        type_parameters: Source of its type parameters, such as `T: int`.
    """

    name: str
    line: int
    end_line: int
    parameters: list[ParameterFact]
    returns: str | None
    decorators: list[str]
    docstring: Docstring | None
    labels: list[str]
    overloads: list[FunctionFact]
    nested: dict[str, FunctionFact]
    type_checking: bool
    type_parameters: list[str] = []


class AttributeFact(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="attribute"):
    """An assignment at module or class level, an attribute set in `__init__`, or a property.

    Attributes:
        name: Its name.
        line: First line.
        end_line: Last line.
        annotation: Source of its annotation; of a property, the return annotation.
        value: Source of the value, strings in single quotes; None for a property, where the value
            is too long to be of use, and where the name is one of several that are unpacked to.
        docstring: What is said of it: a string below the assignment, or a comment `#:` behind it or
            above it; of a property, the docstring of its getter.
        labels: `property`, `class-attribute`, `instance-attribute`, `module-attribute`, ...
        type_checking: Whether it stands in an `if TYPE_CHECKING` block.
        class_value: Source of the value that the body of the class assigns, where `value` is what
            its constructor assigns to the object.
    """

    name: str
    line: int
    end_line: int
    annotation: str | None
    value: str | None
    docstring: Docstring | None
    labels: list[str]
    type_checking: bool
    class_value: str | None = None


class ImportFact(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="import"):
    """A name bound by an import.

    Attributes:
        name: The name bound; for a star import, `*` and the target.
        target: What it is bound to; leading dots as in a relative import.
        line: The statement's first line.
        type_checking: Whether it stands in an `if TYPE_CHECKING` block.
    """

    name: str
    target: str
    line: int
    type_checking: bool


class ClassFact(msgspec.Struct, frozen=True, array_like=True, gc=False, tag="class"):
    """A class.

    Attributes:
        name: Its name.
        line: First line, decorators included.
        end_line: Last line.
        bases: Source of each base.
        keywords: Keyword arguments of the class statement: name to source.
        decorators: Source of each decorator, without the at sign.
        docstring: Its docstring.
        members: What its body and its `__init__` declare, in order.
        type_checking: Whether it stands in an `if TYPE_CHECKING` block.
        type_parameters: Source of its type parameters, such as `T: int`.
    """

    name: str
    line: int
    end_line: int
    bases: list[str]
    keywords: dict[str, str]
    decorators: list[str]
    docstring: Docstring | None
    members: dict[str, FunctionFact | AttributeFact | ClassFact | ImportFact]
    type_checking: bool
    type_parameters: list[str] = []


Member = FunctionFact | AttributeFact | ClassFact | ImportFact


class CallFact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A statement at module level that calls a function with one string and nothing else."""

    function: str
    argument: str
    line: int


class UnknownNames(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Names that a module binds in a way that reading does not follow: where, and why."""

    line: int
    reason: str


class ModuleFact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A source file.

    Attributes:
        docstring: The module's docstring.
        exports: The entries of `__all__`; a string that starts with `*` stands for the entries of
            the list it names, such as `*knobs.__all__`. None where there is no `__all__`.
        members: What it declares and imports, in order; a star import under `*` and its target.
        calls: Statements such as `set_documentation_group("component")`, in order.
        is_lazy: Whether the module imports names when somebody asks for them; what it imports for
            type checkers are then names of its own.
        has_lazy_stub: Whether the names that it imports so stand in its stub.
        unknown: Names that it binds in a way that reading does not follow.
        answers: What the conditions on the version of Python and on the platform came to that
            decided which declarations are there: source of the condition to its answer.
        problems: What could not be read in an otherwise readable file: line and message.
        stand_ins: What an `except` declares for a name that its `try` imports; it counts where
            what is imported is not there.
    """

    docstring: Docstring | None
    exports: list[str] | None
    members: dict[str, FunctionFact | AttributeFact | ClassFact | ImportFact]
    calls: list[CallFact]
    is_lazy: bool = False
    has_lazy_stub: bool = False
    unknown: list[UnknownNames] = []
    answers: dict[str, bool] = {}
    problems: list[tuple[int, str]] = []
    stand_ins: dict[str, FunctionFact | AttributeFact | ClassFact | ImportFact] = {}

    def star_imports(self) -> Iterator[ImportFact]:
        """Yield the star imports in order."""
        for member in self.members.values():
            if isinstance(member, ImportFact) and member.name.startswith("*"):
                yield member
