"""What took the place of something that a release does not take any more.

Certain is what both releases show: a parameter under another name, an argument that a constructor
or a method takes now and did not, a value that the library says is the other way to write it. The
rest is told in the words of the older release.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from faceplate.check.bodies import QUOTED, text_of
from faceplate.check.codebase import Codebase
from faceplate.check.history import History
from faceplate.compare.renames import renamed
from faceplate.link.library import Symbol
from faceplate.model import Parameter

# `api_visibility='undocumented'`, `size=3`, `links=["a", "b"]` in the text of a warning.
_ASSIGNED = re.compile(
    r"(?<![\w.])(\w+)=(\"[^\"\n]{0,80}\"|'[^'\n]{0,80}'|\[[^\]\n]{0,120}\]"
    r"|-?\d[\d.]*|True|False|None)(?![\w(])"
)
# What says that an argument does nothing.
_IDLE = re.compile(
    r"\b(?:no (?:longer has any )?effect|not used|unused|ignored|does nothing"
    r"|no longer (?:used|needed|necessary))\b",
    re.IGNORECASE,
)
_LONGEST = 400


class Successor(NamedTuple):
    """What takes the place of an argument.

    Attributes:
        name: The name that it has now; None where it is to be left out.
        value: Source of the value that it has now; None for the value that it has.
        reason: Why, as the end of a message.
    """

    name: str | None
    value: str | None
    reason: str


class Successors:
    """Finds what took the place of arguments of one pair of releases.

    Args:
        old: The older release.
        new: The newer one.
        between: Releases between the two, the oldest first, which may tell what goes and why.
    """

    drops = False
    """Whether arguments that nothing takes the place of are left out, too."""

    def __init__(self, old: Codebase, new: Codebase, between: Sequence[Codebase] = ()) -> None:
        self.old = old
        self.new = new
        self.before = [*reversed(between), old]
        """The releases before the newer one, the newest first: it says best what goes next."""
        self.history = History(old, new)
        self._histories = [History(codebase, new) for codebase in self.before]
        self._renames: dict[tuple[int, int], dict[str, str]] = {}

    def past(
        self, symbol: Symbol, parameters: list[Parameter], name: str, listener: str | None
    ) -> str | None:
        """Return what the last release that took an argument says of it, for a message.

        Args:
            symbol: The class or function that took it; the class of a listener.
            parameters: What is taken now.
            name: The argument.
            listener: Name of the event, where a listener took it.
        """
        told = (each.argument(symbol, parameters, name, listener) for each in self._histories)
        return next((words for words in told if words is not None), None)

    def past_name(self, owner: str, name: str, near: list[str]) -> str | None:
        """Return what the last release that had a name says of it, for a message.

        Args:
            owner: What had it.
            name: The name.
            near: Names that the owner has now.
        """
        told = (each.name(owner, name, near) for each in self._histories)
        return next((words for words in told if words is not None), None)

    def renames(self, old: list[Parameter], new: list[Parameter]) -> dict[str, str]:
        """Return the new names of parameters that have another one.

        Args:
            old: What the older release takes.
            new: What the newer one takes.
        """
        key = id(old), id(new)
        if key not in self._renames:
            before, after = ({each.name for each in listed} for listed in (old, new))
            gone = [each for each in old if each.name not in after]
            fresh = [each for each in new if each.name not in before]
            self._renames[key] = renamed(gone, fresh)
        return self._renames[key]

    def argument(
        self,
        name: str,
        node: ast.expr,
        old: list[Parameter],
        new: list[Parameter],
        announced: Sequence[str] = (),
    ) -> Successor | None:
        """Return what certainly takes the place of an argument in the same call.

        Args:
            name: The argument.
            node: Its value.
            old: What the call took.
            new: What it takes.
            announced: What releases before the newer one say to this very call.
        """
        was = next((each for each in old if each.name == name), None)
        taken = {each.name: each for each in new if not each.kind.startswith("var_")}
        written = self.rewritten(name, node, taken)
        if written is not None:
            return written
        if was is None:
            public = name.lstrip("_")
            if name != public in taken and all(each.name != public for each in old):
                return Successor(public, None, f"it is `{public}` now")
            return None
        if was.default is not None and not was.required and same_value(node, was.default):
            return Successor(None, None, "what is passed was its default")
        current = self.renames(old, new).get(name)
        if current is not None:
            return Successor(current, None, f"it is `{current}` now")
        advised = _advised(name, node, was, taken, announced)
        if advised is not None:
            return advised
        if any(_IDLE.search(text) for text in self.texts(name, was)):
            return Successor(None, None, "it had no effect")
        return None

    def rewritten(self, name: str, node: ast.expr, taken: dict[str, Parameter]) -> Successor | None:
        """Return the other way to write an argument, where a warning of the library states it.

        Args:
            name: The argument.
            node: Its value.
            taken: What the call takes, by name.
        """
        for text in self._stated(name):
            parts = [(match[1], match[2]) for match in _ASSIGNED.finditer(text)]
            own = [value for each, value in parts if each == name]
            others = [(each, value) for each, value in parts if each != name and each in taken]
            if len(own) == 1 and len(others) == 1 and same_value(node, own[0]):
                other, value = others[0]
                return Successor(other, _double_quoted(value), f"`{other}={value}` says the same")
        return None

    def texts(self, name: str, was: Parameter | None) -> list[str]:
        """Return what the older release says of a parameter that goes away."""
        stated = [was.description] if was is not None else []
        return [*stated, *self._stated(name)]

    def _stated(self, name: str) -> Iterator[str]:
        """Yield the warnings of either release that name an argument."""
        pattern = re.compile(rf"(?<![\w.]){re.escape(name)}\b")
        for codebase in (*self.before, self.new):
            for text in warning_texts(codebase):
                if len(text) <= _LONGEST and pattern.search(text) and _quotes(text, name):
                    yield text


def _advised(
    name: str,
    node: ast.expr,
    was: Parameter,
    taken: dict[str, Parameter],
    announced: Sequence[str],
) -> Successor | None:
    """Return what a library says to pass instead, in the warning that it gives to a call."""
    for text in announced:
        stated = [(match[1], match[2]) for match in _ASSIGNED.finditer(text)]
        others = [(each, value) for each, value in stated if each in taken and each != name]
        # "use buttons=['copy'] instead" tells what to do where the thing is wanted.
        wanted = isinstance(node, ast.Constant) and node.value is True
        if len(others) == 1 and len(stated) == 1 and wanted:
            other, value = others[0]
            return Successor(other, _double_quoted(value), f"`{other}={value}` takes its place")
        quoted = [
            next(group for group in match.groups() if group) for match in QUOTED.finditer(text)
        ]
        named = {each for each in quoted if each in taken and each != name}
        if len(named) == 1 and not stated:
            other = next(iter(named))
            if taken[other].annotation == was.annotation:
                return Successor(other, None, f"it is `{other}` now")
    return None


def _quotes(text: str, name: str) -> bool:
    """Return whether a text speaks of a name as such: in quotes, or with a value."""
    for match in QUOTED.finditer(text):
        words = next(group for group in match.groups() if group)
        if name == words or words.startswith((f"{name}=", f"{name}(")):
            return True
    return re.search(rf"(?<![\w.]){re.escape(name)}=", text) is not None


def warning_texts(codebase: Codebase) -> list[str]:
    """Return the texts of all warnings in the source of a release, as far as they are written out.

    Args:
        codebase: The release.
    """

    def collect() -> list[str]:
        texts: list[str] = []
        library = codebase.library
        for module in library.holding(b"warn"):
            try:
                tree = ast.parse(library.source(module))
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
            calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
            texts += [
                " ".join(text_of(call.args[0]).split())
                for call in calls
                if "warn" in ast.unparse(call.func).lower()
            ]
        return list(filter(None, texts))

    return codebase.once("texts of warnings", collect)


def same_value(node: ast.expr, source: str) -> bool:
    """Return whether an expression writes out the value of a source.

    Args:
        node: The expression.
        source: A default, or a value in a text.
    """
    try:
        one, other = ast.literal_eval(node), ast.literal_eval(source)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return type(one) is type(other) and bool(one == other)


def _double_quoted(source: str) -> str:
    """Return the source of a value with double quotes, as most code has them."""
    inner = source[1:-1]
    plain = source[:1] == "'" and '"' not in inner and "\\" not in inner
    return f'"{inner}"' if plain else source
