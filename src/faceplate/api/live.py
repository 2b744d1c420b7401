"""Run an app to have its descriptor: the only module that lets an app's code run.

A script runs in a process of its own, with the interpreter that has its library, so that it cannot
change anything here and can be stopped. `runner.py` is the program of that process. Its time and
memory are limited, what it prints is kept off ours, and whatever it has started ends with it. The
outcome comes back as JSON in a file, whose size is limited, too.

An app that stands in our own process already, as an object, is asked there.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from faceplate.api.descriptor import Descriptor, read_endpoints
from faceplate.api.documents import decode
from faceplate.errors import UsageError, clean

SECONDS = 60.0
MEGABYTES = 4096

_RUNNER = Path(__file__).with_name("runner.py")
_LARGEST = 64 * 1024 * 1024
_TAIL = 4096
_LOOK = 0.05
_MARK = "FACEPLATE_RUN"
# What we are told in confidence, and a script is not.
_SECRETS = ("FACEPLATE_TOKEN", "FACEPLATE_AUTH")
# What a library would send home while it runs; everything else of the environment stays.
_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "PYTHONUNBUFFERED": "1",
}


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
    interpreter = _interpreter(python)
    with tempfile.TemporaryDirectory(prefix="faceplate-") as folder:
        result = os.path.join(folder, "outcome.json")
        run = _Run([interpreter, str(_RUNNER), path, result, *([name] if name else [])], megabytes)
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
        UsageError: If the object is no app, or its library cannot describe it.
    """
    from faceplate.api import description

    kind = f"{type(app).__module__}.{type(app).__qualname__}"
    if not description.describable(app):
        raise UsageError(clean(f"an object of {kind} is no app"))
    try:
        told = description.describe(app)
    except Exception as error:
        reason = clean(description.told(error))
        raise UsageError(clean(f"the app of {kind} cannot be described: {reason}")) from error
    return _descriptor(told, clean(kind), all_endpoints)


def _descriptor(told: dict[str, Any], place: str, all_endpoints: bool) -> Descriptor:
    whole = told["all"] if all_endpoints and told["all"] is not None else told["info"]
    return Descriptor(
        endpoints=read_endpoints(whole, place),
        served=read_endpoints(told["served"], place),
        library=told["library"],
        version=told["version"],
        title=told["title"],
        url=told["url"],
        api_prefix=told["api_prefix"],
        protocol=told["protocol"],
        file_function=told["file_function"],
    )


def _interpreter(python: str | None) -> str:
    if python is None:
        return sys.executable
    found = shutil.which(python)
    if found is None:
        raise UsageError(
            f"{clean(python)} is no interpreter that can be run; give the path of one with --python"
        )
    return os.path.abspath(found)


def _outcome(result: str, shown: str, run: _Run) -> dict[str, Any]:
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


class _Run:
    """The process of a script, and whatever it starts."""

    def __init__(self, command: list[str], megabytes: int) -> None:
        self.bytes = megabytes << 20
        self.token = f"{os.getpid()}-{time.monotonic_ns()}"
        surroundings = {**os.environ, **_QUIET, _MARK: self.token}
        for name in _SECRETS:
            surroundings.pop(name, None)
        limit: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {}
        if os.name == "posix" and not _watchable():
            command = [*_limited(self.bytes), *command]
        self.tail = b""
        try:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=surroundings,
                **limit,
            )
        except OSError as error:
            reason = clean(error.strerror or str(error))
            raise UsageError(f"{clean(command[0])} cannot be run: {reason}") from None
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        stream = self.process.stderr
        assert stream is not None
        with suppress(OSError, ValueError):
            while piece := os.read(stream.fileno(), 65536):
                self.tail = (self.tail + piece)[-_TAIL:]

    def wait(self, seconds: float) -> str | None:
        """Wait for the end of the process; say what is wrong if it goes beyond a limit."""
        end = time.monotonic() + seconds
        while True:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(_LOOK)
                return None
            if time.monotonic() > end:
                return (
                    f"was still running after {seconds:g} s and has been ended; "
                    "--timeout gives it longer"
                )
            if _watchable() and _memory(self.process.pid) > self.bytes:
                return (
                    f"took more than {self.bytes >> 20} MB of memory and has been ended; "
                    "--memory gives it more"
                )

    def end(self) -> None:
        """End the process, its group, and what has left the group."""
        if os.name == "posix":
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
            for stray in _marked(self.token):
                with suppress(OSError):
                    os.kill(stray, signal.SIGKILL)
        else:
            with suppress(OSError):
                self.process.kill()
        self.process.wait()
        self.listener.join(1)

    def last_words(self) -> str:
        """The last line that the process wrote to its standard error, for the end of a message."""
        lines = self.tail.decode("utf-8", "replace").split("\n")
        words = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return f": {clean(words)[:300]}" if words else ""


def _watchable() -> bool:
    return os.path.exists("/proc/self/statm")


def _limited(size: int) -> list[str]:
    """The start of a command whose address space is limited."""
    return ["/bin/sh", "-c", f'ulimit -v {size >> 10}; exec "$@"', "sh"]


def _memory(group: int) -> int:
    """How many bytes the processes of a session have in memory."""
    pages = 0
    for process in _processes():
        with suppress(OSError, ValueError, IndexError):
            with open(f"/proc/{process}/stat", "rb") as stream:
                session = int(stream.read().rpartition(b")")[2].split()[3])
            if session == group:
                with open(f"/proc/{process}/statm", "rb") as stream:
                    fields = stream.read().split()
                pages += int(fields[1]) - int(fields[2])
    return pages * os.sysconf("SC_PAGESIZE")


def _marked(token: str) -> Iterator[int]:
    """The processes whose environment says that they come from a run."""
    mark = f"{_MARK}={token}".encode()
    for process in _processes():
        with suppress(OSError), open(f"/proc/{process}/environ", "rb") as stream:
            if mark in stream.read().split(b"\0"):
                yield process


def _processes() -> Iterator[int]:
    with suppress(OSError):
        yield from (int(name) for name in os.listdir("/proc") if name.isdecimal())
