"""The short names by which the texts of a library call it: `gr` in `gr.Button`.

No text says what such a name stands for, unless an example imports it. But a name in front of dots
that is followed by one component of the library after the other, and by little else, is the
library's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faceplate.model import Component

# `gr.Button` in `see gr.Button()`; not the end of a longer name, nor of an address or a path.
_MENTION = re.compile(r"(?<![\w./\\:-])(?<!\w@)([^\W\d]\w*)((?:\.[^\W\d]\w*)+)")
# `import gradio as gr`
_IMPORT = re.compile(r"(?m)^[ \t>.]*import[ \t]+([^\W\d][\w.]*)[ \t]+as[ \t]+([^\W\d]\w*)[ \t]*$")

# So many different names after a prefix have to be those of the library, ...
_LEAST_NAMES = 3
# ... and so large a share of all that follow it: of `np.array`, `np.nan` and others few are ours.
_LEAST_SHARE = 0.6


def import_aliases(
    components: Iterable[Component], library: str, is_name: Callable[[str], bool]
) -> list[str]:
    """Return the short names by which texts call a library.

    Args:
        components: Its components.
        library: Its import name.
        is_name: Says whether a dotted name is one of the library's.
    """
    texts = {text for component in components for text in _texts(component)}
    imported = {
        alias
        for text in texts
        if " as " in text
        for module, alias in _IMPORT.findall(text)
        if module == library
    }
    mentions: dict[str, set[str]] = {}
    for text in texts:
        for head, tail in _MENTION.findall(text):
            mentions.setdefault(head, set()).add(tail)
    mentions.pop(library, None)
    for head, tails in mentions.items():
        count = sum(is_name(f"{library}{tail}") for tail in tails)
        if count >= _LEAST_NAMES and count >= _LEAST_SHARE * len(tails) and not is_name(head):
            imported.add(head)
    return sorted(imported)


def _texts(component: Component) -> Iterator[str]:
    yield component.description
    yield component.example or ""
    for parameter in (*component.parameters, *component.event_arguments):
        yield parameter.description
    for event in component.events:
        yield event.description
    for method in component.methods:
        yield method.description
        yield from (parameter.description for parameter in method.parameters)
    for section in component.sections:
        yield section.text
        yield from (item.description for item in section.items)
