"""Whether a library is Gradio, or extends it.

Other libraries have classes called `EventListener`, too. So the name only says where to look: what
counts is that listeners are made there as this dialect reads them, by a factory or by mixins. Who
extends Gradio shows it in most of its public classes; who merely uses it is a library like any
other, even where one class of many extends one of Gradio's.
"""

from __future__ import annotations

from faceplate.dialects.dialect import Recognition
from faceplate.dialects.gradio.listeners import is_factory
from faceplate.dialects.gradio.mixins import sets_listener
from faceplate.facts.declarations import ClassFact
from faceplate.link.inheritance import Ancestry
from faceplate.link.library import Library, Symbol
from faceplate.link.publication import public_symbols

_MARKER = b"class EventListener"
_EXTENDED = "gradio."

_MARKS = (b"@document", b"EVENTS", b'EventListener("')
"""What gives a component its page, its events, and an event its name."""


def recognition(library: Library) -> Recognition | None:
    """Say whether a library speaks the dialect, and why.

    Args:
        library: The library.
    """
    return _as_maker(library) or _extended(library)


def makes_listeners(library: Library) -> bool:
    """Say whether a library makes event listeners itself, in any way that Gradio has."""
    return _as_maker(library) is not None


def _as_maker(library: Library) -> Recognition | None:
    classes = [
        Symbol(library, module, name, fact)
        for module in library.holding(_MARKER)
        if (facts := library.module(module)) is not None
        for name, fact in facts.members.items()
        if isinstance(fact, ClassFact)
    ]
    maker = next(
        (symbol for symbol in classes if is_factory(symbol) or sets_listener(symbol)), None
    )
    if maker is not None:
        return Recognition(
            "certain", f"its class {maker.path} makes event listeners as Gradio does"
        )
    named = next((symbol for symbol in classes if _is_event_name(symbol)), None)
    marks = [mark.decode() for mark in _MARKS if named is not None and library.holding(mark)]
    if named is None or not marks:
        return None
    used = " and ".join(marks)
    return Recognition(
        "likely", f"its class {named.path} is the name of an event, and {used} is used"
    )


def _extended(library: Library) -> Recognition | None:
    if not library.holding(b"gradio"):
        return None
    ancestry = Ancestry(library.recorder)
    classes = [
        symbol
        for symbol in public_symbols(library, library.name).values()
        if isinstance(symbol.fact, ClassFact)
    ]
    extending = sum(_extends_gradio(symbol, ancestry) for symbol in classes)
    if not extending or 2 * extending < len(classes):
        return None
    count = (
        "its public class extends"
        if len(classes) == 1
        else f"{extending} of its {len(classes)} public classes extend"
    )
    return Recognition("certain", f"{count} what Gradio offers")


def _is_event_name(symbol: Symbol) -> bool:
    """Say whether a class is Gradio's kind of event: a string that is the event's name."""
    is_listener = symbol.name == "EventListener"
    return is_listener and isinstance(symbol.fact, ClassFact) and symbol.fact.bases == ["str"]


def _extends_gradio(symbol: Symbol, ancestry: Ancestry) -> bool:
    unknown = ancestry.unknown_bases(symbol)
    ancestors = ancestry.order(symbol)[1:]
    return any(
        path.startswith(_EXTENDED)
        for path in [*unknown, *(ancestor.path for ancestor in ancestors)]
    )
