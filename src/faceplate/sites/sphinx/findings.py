"""What the checker finds in the libraries of a project, as warnings of the build.

Each warning is of the type `faceplate` and of the subtype of its rule's code, so that
`suppress_warnings` can name it, and `-W` makes it fail the build as any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sphinx.util import logging

from faceplate.check.finding import Finding
from faceplate.configuration import checking
from faceplate.sites.inventory import DOMAIN

if TYPE_CHECKING:
    from faceplate.model import Manifest
    from faceplate.sites.sphinx.shelf import Shelf, Volume

logger = logging.getLogger(__name__)

_PLACES = ("severity", "per_file", "per_symbol")


def report(shelf: Shelf, folder: str) -> None:
    """Check the libraries and warn of what is found.

    Args:
        shelf: The libraries.
        folder: The folder of `conf.py`; `[tool.faceplate.check]` of a `pyproject.toml` there or
            above says more.

    Raises:
        UsageError: If the settings name what does not exist.
    """
    rules = shelf.options.check
    if rules is None:
        return
    stated = checking(folder)
    options: dict[str, Any] = {name: stated[name] for name in _PLACES if name in stated}
    for name in ("select", "ignore"):
        if name in stated:
            options[name] = stated[name]
    if rules:
        options["select"] = list(rules)
    baseline = stated.get("baseline")
    for volume in shelf.volumes:
        found = _findings(volume, options)
        if baseline:
            from faceplate.check.baseline import load, new

            found, _ = new(found, load(baseline))
        for one in found:
            path = volume.book.path(one.file) or one.file
            message = f"{one.rule} {one.name}: {one.message}"
            if one.severity == "note":
                logger.info("%s", message, location=(path, one.line))
            else:
                logger.warning(
                    "%s", message, location=f"{path}:{one.line}", type=DOMAIN, subtype=one.rule
                )


def _findings(volume: Volume, options: dict[str, Any]) -> list[Finding]:
    book = volume.book

    def make(_: Manifest) -> bytes:
        from faceplate.check.runner import check
        from faceplate.check.settings import Settings

        settings = Settings(**{name: _frozen(value) for name, value in options.items()})
        checked = check(
            book.tree,
            book.store,
            settings,
            search_path=book.search_path,
            dialect=book.dialect,
            docstring_style=book.docstring_style,
        )
        return msgspec.json.encode(checked.findings)

    form = f"findings\0{msgspec.json.encode(options, order='deterministic').decode()}"
    return msgspec.json.decode(book.result(form, make), type=list[Finding])


def _frozen(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, dict):
        return tuple(value)
    return tuple(
        sorted((key, one if isinstance(one, str) else tuple(one)) for key, one in value.items())
    )
