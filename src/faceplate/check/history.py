"""What an older release of the library took, and what it said would take its place.

A name that code still uses and the library does not know was misspelt, or it was there once. The
older release tells which, and often what to do: in the description of the parameter, or in the
warning that it gives to those who use it. Its own words are read for the names in them; where they
name nothing that the newer release takes, a sentence of them is passed on.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from faceplate.check.bodies import QUOTED, text_of
from faceplate.check.codebase import Codebase
from faceplate.check.examples.attributes import attribute, event, member
from faceplate.check.examples.referents import MissingName
from faceplate.check.names_in_code import spoken_names
from faceplate.errors import clean
from faceplate.facts.declarations import ClassFact, FunctionFact
from faceplate.link.library import Symbol
from faceplate.link.names import find
from faceplate.model import Parameter

# A name at the beginning of quoted words: `rotate(angle)`.
_NAME = re.compile(r"[A-Za-z_]\w*")
_GOING = re.compile(
    r"\b(?:deprecat\w*|remov\w*|renam\w*|replac\w*|instead|no longer|moved)\b", re.I
)
# The white space between two sentences.
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# A sentence that says what to do: "Use `rotate` instead".
_ADVICE = re.compile(r"\b(?:[Uu]se|instead|(?:replaced|renamed|moved) (?:by|to))\b")
# A sentence of more characters is not passed on in a message.
_LONGEST = 160


class History:
    """An older release of a library beside the one that is checked.

    Args:
        old: The older release.
        new: The release that is checked.
    """

    def __init__(self, old: Codebase, new: Codebase) -> None:
        self.old = old
        self.new = new
        version = old.library.tree.version
        name = old.library.name
        self.label = clean(f"{name} {version}" if version else f"the older release of {name}")

    def argument(
        self, symbol: Symbol, parameters: list[Parameter], name: str, listener: str | None = None
    ) -> str | None:
        """Say what became of an argument that cannot be passed any more.

        Args:
            symbol: The class or function that took it; the class of an event listener.
            parameters: What is taken now.
            name: The argument.
            listener: Name of the event, where a listener took it.

        Returns:
            The end of a message; None if the older release did not take it either.
        """
        before = self._taken(symbol, listener)
        was = next((parameter for parameter in before or [] if parameter.name == name), None)
        if was is None:
            return None
        texts = [was.description, *self._warnings(symbol, listener, name)]
        now = {parameter.name for parameter in parameters}
        what = self._named(name, texts, now) or self._moved(symbol, name)
        return f"{self.label} took it{what or self._sentence(name, texts)}"

    def name(self, owner: str, name: str, near: list[str]) -> str | None:
        """Say what became of a name that the library does not have any more.

        Args:
            owner: What does not have it, as it is called.
            name: The name.
            near: Names that the owner has.

        Returns:
            The end of a message; None if the older release did not have it either.
        """
        holder = find(self.old.library, owner)
        if holder is None or not self._had(holder, name):
            return None
        declaration = member(self.old, holder, name)
        texts = []
        if isinstance(declaration, Symbol) and declaration.docstring is not None:
            texts = [
                paragraph
                for paragraph in declaration.docstring.text.split("\n\n")
                if _GOING.search(paragraph)
            ]
        what = self._named(name, texts, set(near))
        return f"{self.label} had it{what or self._sentence(name, texts)}"

    def _had(self, owner: Symbol, name: str) -> bool:
        if isinstance(owner.fact, ClassFact):
            if event(self.old, owner, name) is not None:
                return True
            if self.old.linker.ancestry.member(owner, name) is not None:
                return True
            return not isinstance(attribute(self.old, owner, name), MissingName) and any(
                name in spoken_names(self.old, ancestor.source.file)
                for ancestor in self.old.linker.ancestry.order(owner)
            )
        return isinstance(member(self.old, owner, name), Symbol)

    def _taken(self, symbol: Symbol, listener: str | None) -> list[Parameter] | None:
        path = self.new.linker.path(symbol)
        old = find(self.old.library, path) or find(self.old.library, symbol.path)
        if old is None:
            return None
        if listener is not None:
            listened = event(self.old, old, listener)
            return listened[0] if listened else None
        if not isinstance(old.fact, ClassFact | FunctionFact):
            return None
        return self._unit_parameters(old)

    def _unit_parameters(self, symbol: Symbol) -> list[Parameter]:
        owner = None
        if isinstance(symbol.fact, FunctionFact) and "." in symbol.name:
            owner = find(symbol.library, symbol.path.rpartition(".")[0])
        return self.old.unit(symbol, owner).parameters

    def _warnings(self, symbol: Symbol, listener: str | None, name: str) -> Iterator[str]:
        """Yield what the older release says when an argument is passed."""
        owner = find(self.old.library, self.new.linker.path(symbol))
        files = set()
        if owner is not None:
            files = {ancestor.source.file for ancestor in self.old.linker.ancestry.order(owner)}
            files.add(owner.source.file)
        stated = list(self._texts(name))
        # What is said where the class is declared comes first; listeners are made elsewhere.
        near = [text for file, text in stated if file in files]
        if listener is not None:
            near = [text for _, text in stated if "event" in text.lower()] or near
        yield from near

    def _texts(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the warnings of the older release that name something, each with its file."""
        for file, text in self.old.once("warnings", lambda: list(_warned(self.old))):
            first = QUOTED.search(text)
            words = next((group for group in first.groups() if group), "") if first else ""
            if name in re.split(r"\W+", words) or re.match(rf"\W*{re.escape(name)}\b", text):
                yield file, text

    def _named(self, name: str, texts: list[str], now: set[str]) -> str:
        """Look in what the older release says for a name that the newer one knows."""
        for sentence in _advice(name, texts):
            for match in QUOTED.finditer(sentence):
                words = next(group for group in match.groups() if group)
                successor = _NAME.match(words)
                if successor and successor[0] != name and successor[0] in now:
                    return f", now `{successor[0]}`"
        return ""

    def _moved(self, symbol: Symbol, name: str) -> str:
        """Look for a method of the class that takes the argument now and did not before."""
        if not isinstance(symbol.fact, ClassFact):
            return ""
        before = find(self.old.library, self.new.linker.path(symbol))
        for method in symbol.fact.members:
            declaration = symbol.member(method)
            if declaration is None or declaration.function is None or method.startswith("_"):
                continue
            if all(
                parameter.name != name
                for parameter in self.new.unit(declaration, symbol).parameters
            ):
                continue
            older = before.member(method) if before is not None else None
            if older is not None and older.function is not None:
                if any(parameter.name == name for parameter in self._unit_parameters(older)):
                    continue
                return f", now `{method}()` takes it"
        return ""

    def _sentence(self, name: str, texts: list[str]) -> str:
        """Pass on a sentence of the older release that tells what to do."""
        for useful in _advice(name, texts):
            sentence = clean(useful)
            short = f"{sentence[:_LONGEST]}..." if len(sentence) > _LONGEST else sentence
            return f" and said of it: {short.rstrip('.')}"
        return ""


def _advice(name: str, texts: list[str]) -> Iterator[str]:
    """Yield the sentences that tell what to use in the place of something.

    A sentence that gives the thing a value speaks of that value, not of what takes its place.
    """
    value = re.compile(rf"\b{re.escape(name)}\s*=")
    for text in texts:
        if _GOING.search(text):
            for sentence in _SENTENCE.split(" ".join(text.split())):
                if _ADVICE.search(sentence) and not value.search(sentence):
                    yield sentence


def _warned(codebase: Codebase) -> Iterator[tuple[str, str]]:
    """Yield the texts of warnings in the source of a library, each with its file."""
    for module in codebase.library.holding(b"warn"):
        source = codebase.library.source(module)
        if b"warn(" not in source and b"warn_" not in source:
            continue
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        file = codebase.library.modules[module]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and "warn" in ast.unparse(node.func).lower():
                for argument in node.args[:1]:
                    text = text_of(argument)
                    if text and _GOING.search(text):
                        yield file, text
