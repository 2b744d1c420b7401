"""What some classes of Python's library do, as far as it matters for an app's endpoints.

This file is never imported. It is read, like the library of an app, where that library uses the
class of Python that one of these stands for.
"""

from __future__ import annotations

import re
from typing import Any


class Nothing:
    """Stands for a value that is not given."""


nothing = Nothing()


class ContextVar:
    """A variable of the running context; only one context is read."""

    def __init__(self, name: str, *, default: Any = nothing) -> None:
        self.name = name
        self._values = [] if default is nothing else [default]

    def get(self, *default: Any) -> Any:
        """The value last set, else a default."""
        if self._values:
            return self._values[-1]
        if default:
            return default[0]
        raise LookupError(self.name)

    def set(self, value: Any) -> Any:
        """Set the value; gives what `reset` takes."""
        before = self._values
        self._values = [value]
        return before

    def reset(self, token: Any) -> None:
        """Put back what was before."""
        self._values = token


class Count:
    """Numbers in a row."""

    def __init__(self, start: int = 0, step: int = 1) -> None:
        self.number = start
        self.step = step

    def __iter__(self) -> Any:
        raise NotImplementedError("it has no end")

    def __next__(self) -> int:
        number = self.number
        self.number = number + self.step
        return number


class Digest:
    """A digest of what only a run would tell."""

    def __init__(self, *content: Any, **options: Any) -> None:
        self.content = content

    def update(self, content: Any) -> None:
        """Take more in."""
        self.content = content

    def hexdigest(self) -> str:
        """Some text."""
        return str(self)


class SimpleNamespace:
    """An object with attributes."""

    def __init__(self, **values: Any) -> None:
        for name in values:
            setattr(self, name, values[name])


class StandInParameter:
    """A parameter of a signature."""

    empty = nothing
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __init__(self, name: str, kind: int, *, default: Any = nothing, annotation: Any = nothing):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation


class StandInSignature:
    """The parameters of a function."""

    empty = nothing

    def __init__(self, parameters: Any = None, return_annotation: Any = nothing) -> None:
        self.parameters = {one.name: one for one in parameters or []}
        self.return_annotation = return_annotation

    def bind(self, *args: Any, **kwargs: Any) -> Any:
        """What each parameter gets in a call."""
        found: dict[str, Any] = {}
        rest = list(args)
        for one in self.parameters.values():
            if one.kind == StandInParameter.VAR_POSITIONAL:
                if rest:
                    found[one.name] = tuple(rest)
                rest = []
            elif one.kind == StandInParameter.VAR_KEYWORD:
                if kwargs:
                    found[one.name] = kwargs
                kwargs = {}
            elif rest and one.kind != StandInParameter.KEYWORD_ONLY:
                found[one.name] = rest[0]
                rest = rest[1:]
            elif one.name in kwargs:
                found[one.name] = kwargs[one.name]
                kwargs = {name: kwargs[name] for name in kwargs if name != one.name}
            elif one.default is nothing:
                raise TypeError("missing a required argument: " + one.name)
        if rest or kwargs:
            raise TypeError("too many arguments")
        return BoundArguments(self, found)


class BoundArguments:
    """What each parameter gets in a call."""

    def __init__(self, signature: Any, arguments: Any) -> None:
        self.signature = signature
        self.arguments = arguments

    def apply_defaults(self) -> None:
        """Fill in the defaults of what is not given."""
        filled: dict[str, Any] = {}
        for one in self.signature.parameters.values():
            if one.name in self.arguments:
                filled[one.name] = self.arguments[one.name]
            elif one.kind == StandInParameter.VAR_POSITIONAL:
                filled[one.name] = ()
            elif one.kind == StandInParameter.VAR_KEYWORD:
                filled[one.name] = {}
            else:
                filled[one.name] = one.default
        self.arguments = filled


class Pattern:
    """A regular expression."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def search(self, text: str) -> Any:
        """Look for it in a text."""
        return re.search(self.pattern, text, flags=self.flags)

    def match(self, text: str) -> Any:
        """Look for it at the start of a text."""
        return re.match(self.pattern, text, flags=self.flags)

    def fullmatch(self, text: str) -> Any:
        """Compare it with a text."""
        return re.fullmatch(self.pattern, text, flags=self.flags)

    def split(self, text: str) -> Any:
        """Cut a text where it is found."""
        return re.split(self.pattern, text, flags=self.flags)

    def sub(self, other: str, text: str) -> Any:
        """Replace it in a text."""
        return re.sub(self.pattern, other, text, flags=self.flags)


class FullArgSpec:
    """The parameters of a function in an older form."""

    def __init__(self, args: Any, varargs: Any, varkw: Any, kwonlyargs: Any) -> None:
        self.args = args
        self.varargs = varargs
        self.varkw = varkw
        self.kwonlyargs = kwonlyargs

    def __getitem__(self, place: int) -> Any:
        return (self.args, self.varargs, self.varkw)[place]


class Suppress:
    """A context in which nothing happens."""

    def __init__(self, *values: Any) -> None:
        self.value = values[0] if values else None

    def __enter__(self) -> Any:
        return self.value

    def __exit__(self, *details: Any) -> None:
        return None
