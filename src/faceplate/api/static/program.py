"""The program of the process that reads a script within limits and notes what it looks at."""

from __future__ import annotations

import gc
import json
import os
import sys
from typing import Any

from faceplate.api.static.process import limit, over_memory
from faceplate.errors import UsageError, clean

_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main(request: dict[str, Any]) -> None:
    """Read a script, write down as JSON what it tells, and end the process.

    What is written has `app`, or `error` with a line for the user, or `fault` with what failed.

    Args:
        request: What `ScriptRequest.fields` says.
    """
    limit(request["seconds"], request["megabytes"])
    gc.disable()
    sys.stdout.flush()
    try:
        outcome = _outcome(request)
    except UsageError as error:
        outcome = {"error": str(error)}
    except MemoryError:
        outcome = {"error": over_memory(clean(request["script"]), request["megabytes"])}
    except Exception as error:
        if os.environ.get("FACEPLATE_DEBUG"):
            raise
        outcome = {"fault": clean(f"{type(error).__name__}: {error}")}
    try:
        content = json.dumps(outcome).encode()
    except (MemoryError, RecursionError):
        error_line = over_memory(clean(request["script"]), request["megabytes"])
        content = json.dumps({"error": error_line}).encode()
    with open(sys.stdout.fileno(), "wb", closefd=False) as stream:
        stream.write(content)
    os._exit(0)  # nothing is taken down piece by piece


def _outcome(request: dict[str, Any]) -> dict[str, Any]:
    from faceplate.api.static.reading import read_script
    from faceplate.cache.observed import Observer

    observer = Observer([_PACKAGE])
    reading = read_script(
        request["script"],
        request["name"],
        library=request["library"],
        targets=request["targets"],
        library_path=request["library_path"],
        python=request["python"],
        search_path=request["search_path"],
        seconds=request["seconds"],
        all_endpoints=request["all_endpoints"],
    )
    observer.look(reading.search_path)
    descriptor = reading.descriptor
    seen = None if reading.is_cut else observer.close()
    return {
        "app": {
            "info": descriptor.info(),
            "docstrings": {one.name: one.docstring for one in descriptor.endpoints},
            "library": descriptor.library,
            "version": descriptor.version,
            "title": descriptor.title,
            "url": descriptor.url,
            "api_prefix": descriptor.api_prefix,
            "protocol": descriptor.protocol,
            "command": descriptor.command,
        },
        "notes": reading.notes,
        "open": [list(one) for one in descriptor.open or ()],
        "seen": seen and seen.decode("utf-8", "surrogateescape"),
    }
