"""An argument of event listeners that no docstring describes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from faceplate.check import events, known_texts
from faceplate.check.codebase import Codebase
from faceplate.check.docstring import UnitDocstring, unit_docstring
from faceplate.check.edits.additions import added
from faceplate.check.edits.fix import FixOptions
from faceplate.check.edits.revision import Revision
from faceplate.check.finding import Place, Violation
from faceplate.check.rule import Rule
from faceplate.dialects.capabilities import ListenerFunction
from faceplate.facts.declarations import FunctionFact, ParameterFact


def check(codebase: Codebase) -> Iterator[Violation]:
    """Look for arguments of listeners without a text; one place is shared by all listeners."""
    listeners: dict[str, ListenerFunction] = {}
    for offer in events.offers(codebase):
        if offer.symbol.path not in codebase.subjects:
            continue
        for event in offer.events:
            listener = codebase.dialect.listener(event)
            if listener is not None and listener.owner.library is codebase.library:
                listeners.setdefault(listener.owner.path, listener)
    for function, owner in listeners.values():
        described = codebase.linker.docstring(function.docstring).parameters
        if not described or function.docstring is None or owner.fact is function:
            # What is declared by itself is held against its docstring as any function is.
            continue
        docstring = unit_docstring(owner, function.docstring, codebase.linker)
        for parameter in function.parameters[1:]:
            if parameter.name.startswith("_") or parameter.kind.startswith("var_"):
                continue
            item = described.get(parameter.name)
            if item is not None and item.description:
                continue
            file = owner.source.file
            yield Violation(
                # How many listeners take it is left out: a message that goes by what else there is
                # would be a new finding to a baseline whenever an event is added.
                f"event argument `{parameter.name}`: the docstring of the listener says nothing "
                "of it",
                Place(file, *codebase.sources.parameter(file, function, parameter.name)),
                codebase.linker.path(owner),
                partial(_fix, codebase, docstring, function, parameter),
            )


def _fix(
    codebase: Codebase,
    docstring: UnitDocstring,
    listener: FunctionFact,
    argument: ParameterFact,
    options: FixOptions,
) -> Revision | None:
    """Add an entry with the text of functions that take the same arguments."""
    text = known_texts.shared(codebase, listener, argument.name) or options.placeholder
    if not text:
        return None
    order = [parameter.name for parameter in listener.parameters]
    return added(docstring, argument, text, order, codebase.usual_section)


RULE = Rule(
    code="FP307",
    name="event-argument",
    severity="warning",
    summary="An argument that event listeners take is not described.",
    reason="All listeners share the argument, so it is missing from the page of every component. "
    "One finding stands for all of them and says how many there are.",
    advice="Describe it in the docstring of the inner function that is the listener.",
    bad='''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.listener = self._setup(event_name)

    @staticmethod
    def _setup(event_name: str):
        def listen(block, fn=None, queue=True):
            """
            Parameters:
                fn: The function to call.
            """

        return listen


class Knob:
    """A knob."""

    EVENTS = [EventListener("turn", doc="Happens when the {{ component }} is turned.")]
''',
    good='''\
class EventListener(str):
    """An event."""

    def __init__(self, event_name: str, doc: str = "") -> None:
        self.listener = self._setup(event_name)

    @staticmethod
    def _setup(event_name: str):
        def listen(block, fn=None, queue=True):
            """
            Parameters:
                fn: The function to call.
                queue: Whether calls wait in line.
            """

        return listen


class Knob:
    """A knob."""

    EVENTS = [EventListener("turn", doc="Happens when the {{ component }} is turned.")]
''',
    library=check,
    needs="events",
    fix="Adds an entry with the text of functions that take the same arguments, if they agree. "
    "With `--placeholder TEXT`, also where the library has no text.",
)
