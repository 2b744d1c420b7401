"""A process with limits: its time and memory, and the end of whatever it has started.

What it prints is kept off ours, but for the end of its standard error, which may say why it failed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from faceplate.errors import UsageError, clean

SECONDS = 60.0
MEGABYTES = 4096

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


def interpreter(python: str | None) -> str:
    """Find an interpreter.

    Args:
        python: Its path or its name; None for the current one.

    Raises:
        UsageError: If there is none.
    """
    if python is None:
        return sys.executable
    found = shutil.which(python)
    if found is None:
        raise UsageError(
            f"{clean(python)} cannot be run as a Python interpreter; "
            "give the path of one with --python"
        )
    return os.path.abspath(found)


class Run:
    """A process that is watched, and whatever it starts.

    Args:
        command: The program and its arguments.
        megabytes: How much memory all of it may take together.
    """

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
