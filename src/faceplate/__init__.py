"""Faceplate reads component libraries from their source, without importing them.

The names here are the public ones. They are looked up on first use, so that importing the package
costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.api.client import Client
    from faceplate.dialects.dialect import Dialect
    from faceplate.errors import UsageError
    from faceplate.extraction import extract
    from faceplate.model import Component, Manifest, Parameter
    from faceplate.render import listing, page

_HOMES = {
    "Client": "api.client",
    "Component": "model",
    "Dialect": "dialects.dialect",
    "Manifest": "model",
    "Parameter": "model",
    "UsageError": "errors",
    "extract": "extraction",
    "listing": "render",
    "page": "render",
}

__all__ = [
    "Client",
    "Component",
    "Dialect",
    "Manifest",
    "Parameter",
    "UsageError",
    "extract",
    "listing",
    "page",
]


def __getattr__(name: str) -> object:
    """Look a public name up in the module that defines it."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'faceplate' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"faceplate.{home}"), name)
