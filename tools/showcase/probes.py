"""Components to try: each with default values, and with others as far as they change its schema."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import faceplate_kit as kit
from faceplate_kit.block import Block
from faceplate_kit.components.component import Component
from showcase import samples
from showcase.reading import Row

REFUSED = (kit.UseError, TypeError)


def public() -> list[type[Block]]:
    """Give the public classes of the kit that have a place on a page."""
    named = (getattr(kit, name) for name in kit.__all__)
    return [one for one in named if isinstance(one, type) and issubclass(one, Block)]


def made(kind: Callable[..., Block], **arguments: Any) -> Block:
    """Make a block without the warning that it is deprecated."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return kind(**arguments)


def told(kind: type[Block], arguments: dict[str, Any]) -> dict[str, Any]:
    """Give what a page is told of a block that is made with some arguments; nothing if refused."""
    try:
        block = made(kind, **arguments)
    except REFUSED:
        return {}
    return block.get_config() if isinstance(block, kit.Blocks) else block.properties()


def seen(kind: type[Block], arguments: dict[str, Any]) -> Any:
    """Say what a page is told of a block that is made with some arguments, or None if refused.

    Numbers that are drawn by lot are the same each time.
    """
    random.seed(0)
    if issubclass(kind, kit.Blocks):
        try:
            app = made(kind, **arguments)
        except REFUSED:
            return None
        assert isinstance(app, kit.Blocks)
        return {
            **app.get_config(),
            "sign_in": app.sign_in,
            "id": None,
            "app_id": None,
            "layout": None,
        }, app.arguments
    with kit.Blocks() as app:
        try:
            block = made(kind, **arguments)
        except REFUSED:
            return None
        place = block.id in app.blocks
        if not place:
            block.render()
    value = block.value if isinstance(block, Component) else None
    return block.properties(), place, len(app.dependencies), value


def with_effect(kind: type[Block], parameter: Row, others: list[Row]) -> bool:
    """Say whether there is a value of a parameter that changes what a page is told.

    Args:
        kind: The class.
        parameter: The parameter.
        others: Parameters that may have to be set, too, for the value to be taken.
    """
    settings = ({}, *_settings(others))
    unset: dict[int, Any] = {}  # what is seen without the parameter, by the place in settings
    for value in samples.allowed(parameter.annotation):
        for place, more in enumerate(settings):
            if place not in unset:
                unset[place] = seen(kind, more)
            without = unset[place]
            if without is None:
                continue
            with_it = seen(kind, {**more, parameter.name: value})
            if with_it is None or with_it == without:
                continue
            # What is random differs by itself.
            if seen(kind, more) == without:
                return True
    return False


def variants(kind: type[Component], parameters: list[Row]) -> Iterator[dict[str, Any]]:
    """Yield arguments with which a component has one schema after the other, as far as tried."""
    known: list[Any] = []
    for arguments in ({}, *_settings(parameters), *_pairs(parameters)):
        try:
            component = made(kind, **arguments, render=False)
        except REFUSED:
            continue
        assert isinstance(component, Component)
        schema = component.api_info()
        if schema not in known:
            known.append(schema)
            yield arguments


def _settings(parameters: list[Row]) -> Iterator[dict[str, Any]]:
    for one in parameters:
        if one.name not in ("render", "value"):
            for value in samples.allowed(one.annotation):
                yield {one.name: value}


def _pairs(parameters: list[Row]) -> Iterator[dict[str, Any]]:
    settings = list(_settings(parameters))
    for place, one in enumerate(settings):
        for other in settings[place + 1 :]:
            if one.keys() != other.keys():
                yield {**one, **other}
