"""Whether signature, page, descriptor and running app say the same of the kit.

Names, types, defaults and visibility are compared for every component and every event argument that
there is; nothing is listed here by name. The page is the rendered HTML, read back. The descriptor
is that of an app which is made for each component. What runs is the kit itself, called in this
process and over HTTP.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import faceplate
import faceplate_kit as kit
from faceplate_kit.block import Block
from faceplate_kit.components.component import Component
from showcase import listeners, probes, reading, samples, server, values, visibility
from showcase.reading import Page, Row, quoted
from showcase.signatures import differing, literal, signature


def disagreements(manifest: faceplate.Manifest) -> list[str]:
    """Find all places where two of signature, page, descriptor and running app differ.

    Args:
        manifest: The kit, as faceplate reads it.

    Returns:
        One line for each.
    """
    return list(dict.fromkeys(_all(manifest)))


def _all(manifest: faceplate.Manifest) -> Iterator[str]:
    listed = {one.path: one for one in manifest.components}
    pages = {}
    for kind in probes.public():
        component = listed.get(f"{manifest.library.name}.{kind.__name__}")
        if component is None:
            yield f"{kind.__name__}: there is no page"
            continue
        page = reading.read(faceplate.page(component, manifest.library, "html"))
        pages[kind.__name__] = page
        for one in of_class(kind, page):
            yield f"{kind.__name__}: {one}"
    yield from listeners.unset(pages)
    yield from server.disagreements(pages)
    yield from visibility.disagreements()


def of_class(kind: type[Block], page: Page) -> Iterator[str]:
    """Find where a class of the kit and its page differ, or its descriptor and what runs.

    Args:
        kind: The class.
        page: Its page, read back.
    """
    yield from stated(kind, page)
    for row in page.parameters:
        yield from of_parameter(kind, row, page.parameters)
    yield from listeners.disagreements(kind, page)
    if issubclass(kind, Component):
        yield from of_values(kind, page)


def of_values(kind: type[Component], page: Page) -> Iterator[str]:
    """Find where the values of a component are not what its page and its descriptor say.

    Args:
        kind: The class, which is tried with settings that change its schema.
        page: Its page, read back.
    """
    for settings in probes.variants(kind, page.parameters):
        for line in values.disagreements(kind, page, settings):
            yield f"{line} (with {settings})" if settings else line


def stated(kind: type[Block], page: Page) -> Iterator[str]:
    """Find where the signatures of a class and its page differ, without making one.

    Args:
        kind: The class.
        page: Its page, read back.
    """
    yield from differing("the constructor", signature(kind.__init__), page.parameters)
    for term in page.undescribed:
        yield f"the page does not describe {term}"
    for event in kind.EVENTS:
        listener = getattr(kind, event.event_name, None)
        if listener is not None:
            yield from differing(event.event_name, signature(listener), page.arguments)
    if issubclass(kind, Component):
        yield from _shortcut(kind, page)
        yield from _behaviour(kind, page)


def of_parameter(kind: type[Block], row: Row, others: list[Row]) -> Iterator[str]:
    """Find where a parameter on a page and what an instance tells of itself differ.

    Args:
        kind: The class.
        row: The parameter.
        others: Parameters that may have to be set, too.
    """
    usual, default = probes.told(kind, {}), literal(row)
    if default is not None and usual.get(row.name, default) != default:
        yield f"{row.name} begins with {usual[row.name]!r}, and the page says {default!r}"
    for value in samples.allowed(row.annotation):
        if isinstance(value, samples.PLAIN):
            kept = probes.told(kind, {row.name: value}).get(row.name, value)
            # One text may stand for a list of one.
            if kept not in (value, [value]):
                yield f"{row.name} is set to {value!r}, and is {kept!r}"
    if not probes.with_effect(kind, row, others):
        yield f"{row.name} changes nothing that the page of an app is told"


def _shortcut(kind: type[Component], page: Page) -> Iterator[str]:
    path = next((path for path in page.shortcuts if path.endswith(f".{kind.__name__}")), None)
    if not kind.allow_string_shortcut:
        if page.shortcuts:
            yield f"the page has shortcuts {page.shortcuts}, and the kit has none"
        return
    if path is None:
        yield "the page has no shortcut"
        return
    for shown, string in page.shortcuts.items():
        try:
            made = probes.made(kit.component, name=string)
        except kit.UseError as error:
            yield f"the page has the shortcut {string!r}: {error}"
            continue
        if type(made).__name__ != shown.rpartition(".")[2]:
            yield f"the shortcut {string!r} stands for {type(made).__name__}, not for {shown}"


def _behaviour(kind: type[Component], page: Page) -> Iterator[str]:
    received = quoted(str(inspect.signature(kind.preprocess).return_annotation))
    taken = signature(kind.postprocess)[0].annotation
    for direction, annotation in (("As input", received), ("As output", taken)):
        shown = page.behaviour.get(direction)
        if shown != annotation:
            yield f"{direction} is {annotation} by signature, and {shown} on the page"
