"""A unit: one declaration with its labels, as a rule looks at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from faceplate.check.finding import Flaw, Place
from faceplate.docstrings.parts import Entry, Outline, Part
from faceplate.docstrings.structure import Parsed
from faceplate.docstrings.styles import Style
from faceplate.facts.declarations import AttributeFact, ClassFact, Docstring, FunctionFact
from faceplate.link.library import Symbol
from faceplate.link.pages import Linker
from faceplate.link.signatures import Signature, method_signature
from faceplate.model import Parameter

if TYPE_CHECKING:
    from faceplate.check.survey import Survey


Answer = TypeVar("Answer")


class Label(NamedTuple):
    """A docstring of a unit.

    Attributes:
        symbol: The declaration that it stands in: the unit itself, or its constructor.
        docstring: The docstring.
        style: The style it is read in.
        outline: Its parts, each with its entries and their places.
        parsed: What it says, as pages show it.
    """

    symbol: Symbol
    docstring: Docstring
    style: Style
    outline: Outline
    parsed: Parsed

    @property
    def lines(self) -> list[str]:
        """The lines of its text."""
        return self.outline.lines.texts

    @property
    def sections(self) -> list[Part]:
        """Its sections, in order."""
        return self.outline.sections

    def entries(self, kind: str) -> list[Entry]:
        """Give the entries of all sections of a kind, in order."""
        return [one for part in self.sections if part.kind == kind for one in part.entries]


def label_of(symbol: Symbol, docstring: Docstring, linker: Linker) -> Label:
    """Read a docstring of a declaration."""
    text = docstring.text
    outline = linker.outline(text)
    return Label(symbol, docstring, linker.style(text), outline, linker.docstring(docstring))


class About(NamedTuple):
    """What a flaw was found in, for what mends it.

    Attributes:
        survey: The whole.
        unit: The unit, or None where the flaw is one of the library.
        label: The docstring that is to change, where it is known.
        entry: The entry that is to change.
        word: A name: that of a parameter, or the one to put in place of another.
        line: Index of a line of the docstring.
        function: A function of a stub, or one that is a listener.
        listener: The listener that a function of a stub stands for.
        symbol: The class that the function belongs to.
    """

    survey: Survey
    unit: Unit | None = None
    label: Label | None = None
    entry: Entry | None = None
    word: str = ""
    line: int = 0
    function: FunctionFact | None = None
    listener: FunctionFact | None = None
    symbol: Symbol | None = None


class Unit:
    """A class, a function or a method.

    Args:
        survey: The whole that it is part of.
        symbol: The declaration.
        owner: The class of a method, or None.

    Attributes:
        survey: The whole that it is part of.
        symbol: The declaration.
        owner: The class of a method, or None.
    """

    def __init__(self, survey: Survey, symbol: Symbol, owner: Symbol | None) -> None:
        self.survey = survey
        self.symbol = symbol
        self.owner = owner

    def once(self, key: str, make: Callable[[], Answer]) -> Answer:
        """Give the answer to a question about it, worked out the first time it is asked."""
        if key not in self._answers:
            self._answers[key] = make()
        return cast("Answer", self._answers[key])

    @cached_property
    def _answers(self) -> dict[str, object]:
        return {}

    def forget(self) -> None:
        """Let go what was worked out; it is worked out anew when somebody asks again."""
        kept = self.survey, self.symbol, self.owner
        vars(self).clear()
        self.survey, self.symbol, self.owner = kept

    @property
    def fact(self) -> ClassFact | FunctionFact:
        """What its file declares."""
        assert isinstance(self.symbol.fact, ClassFact | FunctionFact)
        return self.symbol.fact

    @cached_property
    def path(self) -> str:
        """Its public path, or its canonical one."""
        return self.survey.linker.path(self.symbol)

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return isinstance(self.symbol.fact, ClassFact)

    @cached_property
    def promised(self) -> bool:
        """Whether the library marks it as something that its documentation explains."""
        return self.symbol.path in self.survey.promised

    @cached_property
    def constructor(self) -> Symbol | None:
        """The constructor that a class itself declares."""
        if not self.is_class:
            return None
        return next(
            (
                found
                for name in ("__init__", "__new__")
                if (found := self.symbol.member(name)) is not None and found.function is not None
            ),
            None,
        )

    @cached_property
    def labels(self) -> list[Label]:
        """Its own docstrings: that of a class, and that of its constructor."""
        found = []
        for symbol in (self.symbol, self.constructor):
            docstring = symbol.docstring if symbol is not None else None
            if symbol is not None and docstring is not None and docstring.text.strip():
                found.append(label_of(symbol, docstring, self.survey.linker))
        return found

    @cached_property
    def _taken(self) -> tuple[Signature, list[Parameter]]:
        linker = self.survey.linker
        if self.owner is None:
            return linker.taken(self.symbol)
        made = method_signature(self.symbol, linker.ancestry)
        own = linker.docstring(self.symbol.docstring)
        return made, linker.described(made, [(self.symbol, own)])

    @property
    def signature(self) -> Signature:
        """What a call takes."""
        return self._taken[0]

    @property
    def parameters(self) -> list[Parameter]:
        """What a call takes, with what docstrings say of it."""
        return self._taken[1]

    @cached_property
    def named(self) -> dict[str, Parameter]:
        """Its parameters by name."""
        return {one.name: one for one in self.parameters}

    @cached_property
    def takes_anything(self) -> bool:
        """Whether it takes keywords of any name."""
        return any(one.kind == "var_keyword" for one in self.parameters)

    @cached_property
    def unpacked(self) -> str | None:
        """Name of the `**` parameter whose keywords a `TypedDict` lists, or None."""
        function = self.signature.function
        if function is None or function.function is None or self.takes_anything:
            return None
        stated = function.function.parameters
        return next((one.name for one in stated if one.kind == "var_keyword"), None)

    @cached_property
    def is_certain(self) -> bool:
        """Whether its signature is known to be the one that a call meets.

        A decorator may change it, overloads may state others, and a class may be made by bases or
        a metaclass that were not read.
        """
        fact = self.fact
        if isinstance(fact, FunctionFact):
            return not fact.overloads and not self.signature.doubts
        # Without a function, fields make the signature, or nothing that was read does.
        is_known = self.signature.function is not None or bool(self.signature.fields)
        return is_known and not self.signature.doubts

    def documented(self) -> list[tuple[Label, Entry, Parameter | None]]:
        """Give what its docstrings say of parameters, each with the parameter if there is one."""
        return self._documented

    @cached_property
    def _documented(self) -> list[tuple[Label, Entry, Parameter | None]]:
        return [
            (label, entry, self.named.get(entry.name))
            for label in self.labels
            for entry in label.entries("parameters")
        ]

    @property
    def file(self) -> str:
        """The file that it stands in."""
        return self.symbol.source.file

    def at(self, label: Label, index: int, offset: int = 0) -> Place:
        """Give the place of a line of a docstring.

        Args:
            label: The docstring.
            index: Index of the line in its text.
            offset: How many characters behind the first of that line.
        """
        file = label.symbol.source.file
        line, column = self.survey.sources.docstring(file, label.docstring, index)
        return Place(file, line, column + offset)

    def at_parameter(self, name: str) -> Place:
        """Give the place of a parameter: in the header of the function, or its field."""
        owner = self.signature.owners.get(name)
        if owner is not None:
            field = owner.member(self.signature.fields[name].attribute)
            if field is not None and owner.library is self.survey.library:
                fact = field.fact
                line = fact.line if isinstance(fact, AttributeFact) else owner.source.line
                file = owner.source.file
                return Place(file, *self.survey.sources.name(file, line, name))
        function = self.signature.function
        own = function is not None and function.path.startswith(self.symbol.path)
        if function is not None and function.function is not None and own:
            file = function.source.file
            found = self.survey.sources.parameter(file, function.function, name)
            return Place(file, *found)
        return self.at_name()

    def at_name(self) -> Place:
        """Give the place of its name."""
        short = self.symbol.name.rpartition(".")[2]
        found = self.survey.sources.name(self.file, self.fact.line, short)
        return Place(self.file, *found)

    def about(
        self,
        label: Label | None = None,
        entry: Entry | None = None,
        word: str = "",
        line: int = 0,
    ) -> About:
        """Say what a flaw was found in."""
        return About(self.survey, self, label, entry, word, line)

    def flaw(self, message: str, place: Place, about: About | None = None) -> Flaw:
        """Say that something is wrong with it."""
        return Flaw(" ".join(message.split()), place, self.path, about)
