"""Runs a command in a process of its own, and measures what it uses."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from pathlib import Path

import msgspec

# Far above the limit that is judged, so that what a process would use is known as far as possible.
_LONGEST = 180.0
_LARGEST = 4 << 30


class Run(msgspec.Struct, frozen=True):
    """What came of one process.

    Attributes:
        code: Its exit code; negative where a signal ended it.
        seconds: Processor time.
        waited: Time by the clock.
        memory: The most memory it held, in MiB.
        message: What it wrote to standard error, the end of it.
    """

    code: int
    seconds: float
    waited: float
    memory: float
    message: str


def run(command: list[str], output: Path, environment: dict[str, str]) -> Run:
    """Run a command; its standard output goes to a file.

    Args:
        command: The command.
        output: Where its standard output goes.
        environment: Its whole environment.
    """
    errors = output.with_suffix(".err")
    started = time.monotonic()
    with output.open("wb") as data, errors.open("wb") as messages:
        process = subprocess.Popen(
            command, stdout=data, stderr=messages, env=environment, preexec_fn=_limit
        )
        timer = threading.Timer(_LONGEST, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(
        process.returncode,
        usage.ru_utime + usage.ru_stime,
        time.monotonic() - started,
        usage.ru_maxrss / 1024,
        errors.read_text(errors="replace")[-2000:],
    )


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_LARGEST, _LARGEST))
