"""The process that reads a script, and its end.

What a script makes of a few characters may take any time and any memory, within one step of one
function that is Python's own. So a script is read in a process of its own, which has a budget of
processor time and of memory for all that it does, and ends with it, whatever it is doing. The
budget is one of work, not of time that passes: on a busy machine the same scripts are read. Time
that passes has a bound far beyond it, for a disk that does not answer.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from contextlib import suppress
from typing import Any

from faceplate.api.static.request import ScriptRequest
from faceplate.errors import UsageError, clean

GRACE = 0.5
"""Seconds in which a reading that has noticed its limit can say what it was doing."""
_BUSY = 10
"""How many times its processor time a process may take of the clock, on a busy machine."""
# Python's own modules come first, and nothing from beside the script (`json.py`) is imported ever.
_PROGRAM = """\
import json, sys
request = json.load(sys.stdin)
sys.path += request["imports"]
from faceplate.api.static.program import main
main(request)
"""


class ReadingError(Exception):
    """The reading of a script met a fault of its own."""


def read_apart(request: ScriptRequest) -> dict[str, Any]:
    """Read a script in a process of its own.

    Args:
        request: Which script, and within which limits.

    Returns:
        What `program.main` has written.

    Raises:
        UsageError: If there is no descriptor to be had, or a limit is reached.
        ReadingError: If the reading itself failed.
    """
    shown = clean(request.script)
    # Isolated, and without what `site` does: folders to import from are all that it needs.
    command = [sys.executable, "-I", "-S", *(["-B"] if sys.dont_write_bytecode else []), "-c"]
    debugging = bool(os.environ.get("FACEPLATE_DEBUG"))
    apart: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {}
    try:
        process = subprocess.Popen(
            [*command, _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if debugging else subprocess.DEVNULL,
            **apart,
        )
    except OSError as error:
        reason = clean(error.strerror or str(error))
        raise UsageError(f"{clean(command[0])} cannot be run: {reason}") from None
    try:
        written, _ = process.communicate(
            json.dumps(request.fields()).encode(), timeout=_BUSY * (request.seconds + 1)
        )
    except subprocess.TimeoutExpired:
        raise _over_time(shown, request) from None
    finally:
        with suppress(OSError):
            process.kill()
        process.wait()
    if process.returncode:
        raise _ended(shown, request, -process.returncode)
    outcome: dict[str, Any] = json.loads(written)
    if "error" in outcome:
        raise UsageError(outcome["error"])
    if "fault" in outcome:
        raise ReadingError(outcome["fault"])
    return outcome


def limit(seconds: float, megabytes: int) -> None:
    """Limit the processor time and the memory of this process, as far as the system can.

    Args:
        seconds: How much processor time it may take from now on.
        megabytes: How large its address space may become.
    """
    try:
        import resource
        import signal
    except ImportError:  # on Windows, where the clock alone ends it
        return
    signal.setitimer(signal.ITIMER_PROF, seconds + GRACE)
    whole = math.ceil(seconds + GRACE) + 1  # a second way, in whole seconds, should the first fail
    for kind, amount in (
        (resource.RLIMIT_AS, megabytes << 20),
        (resource.RLIMIT_CPU, whole),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            amount = min(amount, most)
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (amount, amount))


def over_memory(shown: str, megabytes: int) -> str:
    """Return what to say of a script whose reading takes too much memory."""
    return (
        f"{shown}: reading it takes more than {megabytes} MB of memory; "
        "--memory gives it more, --live runs it"
    )


def _over_time(shown: str, request: ScriptRequest) -> UsageError:
    return UsageError(
        f"{shown}: reading it takes more than {request.seconds:g} s; "
        "--timeout gives it longer, --live runs it"
    )


def _ended(shown: str, request: ScriptRequest, number: int) -> UsageError:
    """Return what to say of a reading that was ended by the system."""
    import signal

    if number in (getattr(signal, "SIGPROF", None), getattr(signal, "SIGXCPU", None)):
        return _over_time(shown, request)
    if number in (signal.SIGSEGV, getattr(signal, "SIGKILL", None), signal.SIGABRT):
        # A stack that cannot grow, a system without memory, an allocator that gives up.
        return UsageError(over_memory(shown, request.megabytes))
    how = f"by signal {number}" if number > 0 else f"with exit code {-number}"
    return UsageError(f"{shown}: its reading was ended {how}")
