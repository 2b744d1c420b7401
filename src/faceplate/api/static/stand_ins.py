"""What some classes of Python's library do, as far as it matters for an app's endpoints.

This file is never imported. It is read, like the library of an app, where that library uses the
class of Python that one of these stands for.
"""

from __future__ import annotations

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


class Parameter:
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


class Signature:
    """The parameters of a function."""

    empty = nothing

    def __init__(self, parameters: Any = None, return_annotation: Any = nothing) -> None:
        self.parameters = {one.name: one for one in parameters or []}
        self.return_annotation = return_annotation


class FullArgSpec:
    """The parameters of a function in an older form."""

    def __init__(self, args: Any, varargs: Any, varkw: Any, kwonlyargs: Any) -> None:
        self.args = args
        self.varargs = varargs
        self.varkw = varkw
        self.kwonlyargs = kwonlyargs


class Suppress:
    """A context in which nothing happens."""

    def __init__(self, *values: Any) -> None:
        self.value = values[0] if values else None

    def __enter__(self) -> Any:
        return self.value

    def __exit__(self, *details: Any) -> None:
        return None
