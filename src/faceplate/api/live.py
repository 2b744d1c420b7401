"""Run an app to have its descriptor: the only module that lets an app's code run.

A script runs in a process of its own, with the interpreter that has its library, so that it cannot
change anything here and can be stopped. `runner.py` is the program of that process. Its time and
memory are limited, what it prints is kept off ours, and whatever it has started ends with it. The
outcome comes back as JSON in a file, whose size is limited, too.

An app that stands in our own process already, as an object, is asked there.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from faceplate.api.descriptor import Descriptor, read_endpoints
from faceplate.api.documents import decode
from faceplate.api.process import MEGABYTES, SECONDS, Run, interpreter
from faceplate.errors import UsageError, clean

_RUNNER = Path(__file__).with_name("runner.py")
_LARGEST = 64 * 1024 * 1024


def run_script(
    script: str,
    name: str | None = None,
    *,
    python: str | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    all_endpoints: bool = False,
) -> Descriptor:
    """Run a script and read the descriptor of its app.

    Args:
        script: Path of the script.
        name: Name of the variable that holds the app; None for the app that the script launches,
            else for its only one.
        python: The interpreter to run it with; None for the current one.
        seconds: How long it may take.
        megabytes: How much memory it and what it starts may take together. Watched on Linux; on
            other POSIX systems the address space of each process is limited instead; on Windows
            there is no limit.
        all_endpoints: Whether to list undocumented endpoints, too, where the library tells them.

    Returns:
        The descriptor.

    Raises:
        UsageError: If the script fails, has no app, or goes beyond a limit.
    """
    path = os.path.abspath(script)
    shown = clean(script)
    if not os.path.isfile(path):
        raise UsageError(f"{shown}: there is no such file")
    executable = interpreter(python)
    with tempfile.TemporaryDirectory(prefix="faceplate-") as folder:
        result = os.path.join(folder, "outcome.json")
        run = Run([executable, str(_RUNNER), path, result, *([name] if name else [])], megabytes)
        try:
            ending = run.wait(seconds)
        finally:
            run.end()
        if ending:
            raise UsageError(f"{shown} {ending}")
        outcome = _outcome(result, shown, run)
    if not isinstance(outcome.get("app"), dict):
        raise UsageError(f"{shown}: {clean(str(outcome.get('error')))}")
    return _descriptor(outcome["app"], shown, all_endpoints)


def ask_object(app: object, *, all_endpoints: bool = False) -> Descriptor:
    """Read the descriptor of an app that is an object of this process.

    Args:
        app: What the library calls an app: an object that can be launched and described.
        all_endpoints: Whether to list undocumented endpoints, too, where the library tells them.

    Returns:
        The descriptor.

    Raises:
        UsageError: If the object is not an app, or its library cannot describe it.
    """
    from faceplate.api import description

    kind = f"{type(app).__module__}.{type(app).__qualname__}"
    if not description.describable(app):
        raise UsageError(clean(f"an object of {kind} is not an app"))
    try:
        told = description.describe(app)
    except Exception as error:
        reason = clean(description.told(error))
        raise UsageError(clean(f"the app of {kind} cannot be described: {reason}")) from error
    return _descriptor(told, clean(kind), all_endpoints)


def _descriptor(told: dict[str, Any], place: str, all_endpoints: bool) -> Descriptor:
    whole = told["all"] if all_endpoints and told["all"] is not None else told["info"]
    return Descriptor(
        endpoints=read_endpoints(whole, place, told["docstrings"]),
        served=read_endpoints(told["served"], place, told["docstrings"]),
        library=told["library"],
        version=told["version"],
        title=told["title"],
        url=told["url"],
        api_prefix=told["api_prefix"],
        protocol=told["protocol"],
        file_function=told["file_function"],
        command=told["command"],
    )


def _outcome(result: str, shown: str, run: Run) -> dict[str, Any]:
    try:
        with open(result, "rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError:
        code = run.process.returncode
        how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
        raise UsageError(f"{shown}: its process {how}{run.last_words()}") from None
    if len(content) > _LARGEST:
        raise UsageError(f"{shown}: its descriptor is larger than {_LARGEST >> 20} MB")
    outcome = decode(content, f"{shown}: its outcome")
    return outcome if isinstance(outcome, dict) else {}
