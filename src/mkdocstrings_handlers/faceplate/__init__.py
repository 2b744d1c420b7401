"""Where mkdocstrings looks for a handler called `faceplate`; it is written in `faceplate.sites`."""

from faceplate.sites.mkdocstrings.handler import get_handler

__all__ = ["get_handler"]
