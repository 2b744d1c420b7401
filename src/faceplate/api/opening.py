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
        python: Interpreter that runs a script, or in whose environment its library is read; None
            for the current one.
        seconds: How long it may take, or how much processor time, for a script that is read; None
            for what suits the source.
        megabytes: How much memory a script may take, or its reading; None for the usual limit.
        library: The library that a script is read with, as any target; None for the one that it
            imports.
        cached: Whether what was read of a script is kept, and used again while nothing changes.
        targets: Libraries that a script is read with where it imports them, as targets of any kind.
        search_path: Where the packages of a script are looked for before those of this Python.
    """

    python: str | None = None
    seconds: float | None = None
    megabytes: int | None = None
    library: str | None = None
    cached: bool = True
    targets: tuple[str, ...] = ()
    search_path: tuple[str, ...] = ()


def open_app(
    source: object,
    *,
    live: bool,
    static: bool = False,
    notes: list[str] | None = None,
    access: Access | None = None,
    limits: Limits | None = None,
    all_endpoints: bool = False,
) -> Descriptor:
    """Read the descriptor of an app.

    Args:
        source: The address of a running app, the name of a Space (`owner/space`), the path of a
            script, perhaps with a variable after a colon (`app.py:demo`), the path of a descriptor
            saved as JSON, or an app's object.
        live: Whether a script is run; else it is read, and its library with it.
        static: Whether the source has to be a script that is read.
        notes: A list to add to what a reader should know of how a script was read, a line each.
        access: How a running app is reached.
        limits: How the app is asked.
        all_endpoints: Whether to list undocumented endpoints, too, where the library tells them.

    Returns:
        The descriptor.

    Raises:
        UsageError: If there is no descriptor to be had.
    """
    limits = limits or Limits()
    if static and live:
        raise UsageError("an app is either read or run; give one of --static and --live")
    if not isinstance(source, (str, os.PathLike)):
        from faceplate.api.live import ask_object

        return ask_object(source, all_endpoints=all_endpoints)
    text = os.fspath(source)
    if is_script(text):
        return _of_script(text, live, limits, all_endpoints, [] if notes is None else notes)
    from faceplate.api import remote
    from faceplate.api.remote import spaces

    is_space = spaces.is_space(text)
    if is_space or spaces.without_scheme(text) or remote.is_url(text):
        _no_script(text, static, limits)
        seconds = limits.seconds or remote.SECONDS
        if is_space:
            return spaces.fetch_space(
                text, access or remote.Access(), seconds=seconds, all_endpoints=all_endpoints
            )
        address = text if remote.is_url(text) else f"http://{text}"
        return remote.fetch(address, access, seconds=seconds, all_endpoints=all_endpoints)
    file, name = split_script(text)
    if name is None and os.path.isfile(file):
        _no_script(text, static, limits)
        return _saved(file)
    raise UsageError(
        f"{clean(text)} is not an app; give the address of one, such as 127.0.0.1:7860, the "
        "name of a Space (owner/space), a script such as app.py, or a descriptor saved as JSON"
    )


def is_script(text: str) -> bool:
    """Whether what a user names is a script; then nothing of what asks servers is needed."""
    return "://" not in text and split_script(text)[0].endswith(".py")


def _of_script(
    text: str, live: bool, limits: Limits, all_endpoints: bool, notes: list[str]
) -> Descriptor:
    file, name = split_script(text)
    if not os.path.isfile(file):
        raise UsageError(f"{clean(file)}: there is no such file")
    if not live:
        return _read(file, name, limits, all_endpoints, notes)
    if limits.library is not None:
        raise UsageError("--library is for reading a script; with --live, --python names one")
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


def _no_script(text: str, static: bool, limits: Limits) -> None:
    """Refuse what is only for scripts."""
    option = "--static" if static else "--library" if limits.library is not None else None
    if option is not None:
        raise UsageError(f"{option} is for scripts, and {clean(text)} is none; leave it out")


def _read(
    file: str, name: str | None, limits: Limits, all_endpoints: bool, notes: list[str]
) -> Descriptor:
    from faceplate.api.descriptor import open_lines
    from faceplate.api.static.apart import described
    from faceplate.api.static.request import ScriptRequest

    request = ScriptRequest(
        file,
        name,
        limits.library,
        limits.python,
        limits.seconds,
        limits.megabytes,
        all_endpoints,
        limits.targets,
        limits.search_path,
    )
    descriptor, told = described(request, limits.cached)
    notes += [*told, *open_lines(descriptor.open or ())]
    return descriptor


def _saved(file: str) -> Descriptor:
    from faceplate.api.descriptor import Descriptor, read_endpoints, read_open
    from faceplate.api.documents import decode

    shown = clean(file)
    try:
        with open(file, "rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{shown} cannot be read: {error.strerror or error}") from None
    if len(content) > _LARGEST:
        raise UsageError(f"{shown} is larger than {_LARGEST >> 20} MB")
    info = decode(content, shown)
    endpoints = read_endpoints(info, shown)
    return Descriptor(endpoints=endpoints, served=endpoints, open=read_open(info))
