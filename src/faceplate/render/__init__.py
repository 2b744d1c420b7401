"""The page of a component, and the list of a library's components, in each format.

A component becomes a document (`outline`), in which docstrings are already read (`prose`); a format
only decides how a document looks. Each format has a module of its own name, imported when it is
asked for, so that a page in the terminal waits for no template engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from faceplate.errors import UsageError

if TYPE_CHECKING:
    from faceplate.model import Component, LibraryInfo, Manifest
    from faceplate.render.content import Document

__all__ = ["FORMATS", "listing", "page"]

FORMATS = ("terminal", "markdown", "html", "rst", "json")

WIDTH = 80


class _Format(Protocol):
    def write(self, document: Document, *, width: int, color: bool) -> str: ...


def page(
    component: Component,
    library: LibraryInfo,
    format: str,  # noqa: A002
    *,
    width: int | None = None,
    color: bool = False,
) -> str:
    """The page of one component.

    Args:
        component: What the page is about.
        library: The library it belongs to.
        format: One of `FORMATS`.
        width: Columns of the terminal; 80 if None. No other format looks at it.
        color: Whether a terminal page may hold escape sequences.

    Returns:
        The page, which ends with a line feed.

    Raises:
        UsageError: If there is no such format.
    """
    _require(format)
    if format == "json":
        from faceplate.render import json

        return json.write(component)
    from faceplate.characters import legible
    from faceplate.render import outline

    columns = width or WIDTH
    line = columns - 4 if format == "terminal" else outline.LINE  # a method's code is indented
    document = outline.page(legible(component), legible(library), line=line)
    if format != "terminal":
        from faceplate.render.links import on_page

        document = on_page(document, component)
    return _writer(format).write(document, width=columns, color=color)


def listing(
    manifest: Manifest,
    format: str,  # noqa: A002
    *,
    width: int | None = None,
    color: bool = False,
) -> str:
    """The components of a library with their summaries, group by group.

    Args:
        manifest: The library; as JSON it is written whole.
        format: One of `FORMATS`.
        width: Columns of the terminal; 80 if None. No other format looks at it.
        color: Whether a terminal listing may hold escape sequences.

    Returns:
        The listing, which ends with a line feed.

    Raises:
        UsageError: If there is no such format.
    """
    _require(format)
    if format == "json":
        from faceplate.render import json

        return json.write(manifest)
    from faceplate.characters import legible
    from faceplate.render import outline

    document = outline.listing(legible(manifest))
    return _writer(format).write(document, width=width or WIDTH, color=color)


def _require(name: str) -> None:
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}: use one of {', '.join(FORMATS)}")


def _writer(name: str) -> _Format:
    return cast(_Format, import_module(f"{__name__}.{name}"))
