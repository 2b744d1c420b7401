"""From what a user names to an app's descriptor: an address, a script, a file or an object."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from faceplate.errors import UsageError, clean

if TYPE_CHECKING:
    from faceplate.api.descriptor import Descriptor
    from faceplate.api.remote import Access

_LARGEST = 64 * 1024 * 1024


class Limits(NamedTuple):
    """How an app is asked.

    Attributes:
        python: Interpreter that runs a script; None for the current one.
        seconds: How long it may take; None for what suits the source.
        megabytes: How much memory a script may take; None for the usual limit.
    """

    python: str | None = None
    seconds: float | None = None
    megabytes: int | None = None


def open_app(
    source: object,
    *,
    live: bool,
    access: Access | None = None,
    limits: Limits | None = None,
    all_endpoints: bool = False,
) -> Descriptor:
    """Read the descriptor of an app.

    Args:
        source: The address of a running app, the path of a script, perhaps with a variable after a
            colon (`app.py:demo`), the path of a descriptor saved as JSON, or an app's object.
        live: Whether a script may be run.
        access: How a running app is reached.
        limits: How the app is asked.
        all_endpoints: Whether to list undocumented endpoints, too, where the library tells them.

    Returns:
        The descriptor.

    Raises:
        UsageError: If there is no descriptor to be had.
    """
    limits = limits or Limits()
    if not isinstance(source, (str, os.PathLike)):
        from faceplate.api.live import ask_object

        return ask_object(source, all_endpoints=all_endpoints)
    text = os.fspath(source)
    from faceplate.api import remote

    if remote.is_url(text):
        return remote.fetch(
            text, access, seconds=limits.seconds or remote.SECONDS, all_endpoints=all_endpoints
        )
    file, name = split_script(text)
    if name is None and not file.endswith(".py") and os.path.isfile(file):
        return _saved(file)
    if not file.endswith(".py"):
        raise UsageError(
            f"{clean(text)} is no app; give the address of one, a script such as app.py, "
            "or a descriptor saved as JSON"
        )
    if not os.path.isfile(file):
        raise UsageError(f"{clean(file)}: there is no such file")
    if not live:
        raise UsageError(f"{clean(text)} is a script, which only running describes; --live runs it")
    from faceplate.api import process
    from faceplate.api.live import run_script

    return run_script(
        file,
        name,
        python=limits.python,
        seconds=limits.seconds or process.SECONDS,
        megabytes=limits.megabytes or process.MEGABYTES,
        all_endpoints=all_endpoints,
    )


def split_script(source: str) -> tuple[str, str | None]:
    """Split a script from the variable named after it.

    Args:
        source: Such as `app.py:demo` or `app.py`.

    Returns:
        The path, and the name or None.
    """
    file, colon, name = source.rpartition(":")
    if colon and file.endswith(".py") and all(part.isidentifier() for part in name.split(".")):
        return file, name
    return source, None


def _saved(file: str) -> Descriptor:
    from faceplate.api.descriptor import Descriptor, read_endpoints
    from faceplate.api.documents import decode

    shown = clean(file)
    try:
        with open(file, "rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{shown} cannot be read: {error.strerror or error}") from None
    if len(content) > _LARGEST:
        raise UsageError(f"{shown} is larger than {_LARGEST >> 20} MB")
    endpoints = read_endpoints(decode(content, shown), shown)
    return Descriptor(endpoints=endpoints, served=endpoints)
