"""Event arguments that all listeners of a library take alike are explained once for the site.

The page of a component lists them, each with a link, and explains only those that are different
there. It keeps the names by which other pages point at them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from faceplate.render import pieces, tables
from faceplate.render.content import Paragraph, Span, Text
from faceplate.render.names import names

if TYPE_CHECKING:
    from faceplate.model import Component, Parameter
    from faceplate.render.content import Document, DocumentSection, Link

SECTION = "event-arguments"
"""Anchor of the section, on the page of a component and on that of all events."""

# With fewer than this the table is shorter than what would lead to it.
_LEAST = 4


class SharedArguments:
    """The event arguments that most components of a library have in common.

    Args:
        components: The components of a site.

    Attributes:
        parameters: The arguments, in the order in which a listener takes them.
    """

    def __init__(self, components: Iterable[Component]) -> None:
        listening = [component for component in components if component.event_arguments]
        count = Counter(
            _content(argument) for component in listening for argument in component.event_arguments
        )
        shared = {
            _content(argument): argument
            for component in listening
            for argument in component.event_arguments
            if 2 * count[_content(argument)] > len(listening) > 1
        }
        self.parameters: list[Parameter] = list(shared.values()) if len(shared) >= _LEAST else []
        self._shared = set(shared) if self.parameters else set()

    def explained(self, library: str = "") -> tuple[DocumentSection, ...]:
        """Return the section that explains them; nothing where none are shared.

        Args:
            library: Name of the library, where pages of several share one space of anchors.
        """
        named = {
            parameter.name: (argument(parameter.name, library),) for parameter in self.parameters
        }
        section = pieces.section(
            "Event arguments",
            (
                Paragraph((Text("Every listener takes these, unless its page says otherwise."),)),
                *tables.parameters(self.parameters, (), named),
            ),
        )
        return pieces.anchored([section]) if self.parameters else ()

    def left_out(
        self, document: Document, component: Component, link: Callable[[str, tuple[str, ...]], Link]
    ) -> Document:
        """Return a page that leads to what is explained once.

        Args:
            document: The page.
            component: What it is about.
            link: Makes the link to an argument where it is explained, from its name and those by
                which other pages point at the link.
        """
        shared = self.common(component)
        if not shared:
            return document
        own = [argument for argument in component.event_arguments if argument not in shared]
        named = names(component).arguments
        spans: list[Span] = [Text("As for every listener: " if not own else "As elsewhere: ")]
        for one in shared:
            spans += [link(one.name, named.get(one.name, ())), Text(", ")]
        spans[-1] = Text(".")
        blocks = (*tables.parameters(own, (), named), Paragraph(tuple(spans)))
        return replace(
            document,
            sections=tuple(
                replace(section, blocks=blocks) if section.anchor == SECTION else section
                for section in document.sections
            ),
        )

    def fingerprint(self, component: Component) -> str:
        """Return what the page of a component depends on here."""
        return " ".join(argument.name for argument in self.common(component))

    def common(self, component: Component) -> list[Parameter]:
        """Return the event arguments of a component that are explained once."""
        return [
            argument for argument in component.event_arguments if _content(argument) in self._shared
        ]


def _content(parameter: Parameter) -> Parameter:
    """What a row shows; whose docstring it stands in is not part of it."""
    return replace(parameter, described_in=None)


def argument(name: str, library: str = "") -> str:
    """Return the anchor of an event argument on the page where it is explained once."""
    return f"{library}-argument-{name}" if library else f"argument-{name}"
