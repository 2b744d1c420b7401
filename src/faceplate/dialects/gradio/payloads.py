"""What an event of Gradio hands over: an object of a class of event data, which its text names."""

from __future__ import annotations

import re

from faceplate.dialects.callbacks import held
from faceplate.facts.declarations import ClassFact
from faceplate.link.library import Library
from faceplate.link.names import find
from faceplate.link.pages import Linker
from faceplate.model import Payload

_BASE = "EventData"
# "Uses event data gradio.SelectData to carry ..."
_NAME = re.compile(r"\b([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)")


def payload_in(text: str, library: Library, linker: Linker) -> Payload | None:
    """Return the event data that the text of an event names; None if it names none.

    Args:
        text: What is said of the event.
        library: The library.
        linker: What joins its pages.
    """
    if "." not in text:
        return None
    for match in _NAME.finditer(text):
        symbol = find(library, match[1])
        if symbol is None or not isinstance(symbol.fact, ClassFact):
            continue
        if any(owner.name == _BASE for owner in linker.ancestry.order(symbol)):
            return Payload(linker.path(symbol), held(symbol, linker))
    return None
