"""Faceplate reads component libraries from their source, without importing them.

The names here are the public ones. They are looked up on first use, so that importing the package
costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate.api.client import Client
    from faceplate.check.calling import check
    from faceplate.check.finding import Finding
    from faceplate.compare.history.records import LibraryHistory
    from faceplate.dialects.dialect import Dialect
    from faceplate.errors import UsageError
    from faceplate.model import Parameter
    from faceplate.public import Component, Manifest, extract, history
    from faceplate.render import listing, page

    __version__: str

_HOMES = {
    "Client": "api.client",
    "Component": "public",
    "Dialect": "dialects.dialect",
    "Finding": "check.finding",
    "LibraryHistory": "compare.history.records",
    "Manifest": "public",
    "Parameter": "model",
    "UsageError": "errors",
    "check": "check.calling",
    "extract": "public",
    "history": "public",
    "listing": "render",
    "page": "render",
}

__all__ = [
    "Client",
    "Component",
    "Dialect",
    "Finding",
    "LibraryHistory",
    "Manifest",
    "Parameter",
    "UsageError",
    "__version__",
    "check",
    "extract",
    "history",
    "listing",
    "page",
]


def __getattr__(name: str) -> object:
    """Look a public name up in the module that defines it."""
    from importlib import import_module, metadata

    if name == "__version__":
        try:
            return metadata.version("faceplate")
        except metadata.PackageNotFoundError:
            return "0+unknown"
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'faceplate' has no attribute {name!r}")
    return getattr(import_module(f"faceplate.{home}"), name)


def __dir__() -> list[str]:
    """Return the public names, whether they have been looked up or not."""
    return sorted(__all__)
