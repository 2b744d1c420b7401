"""Runs a command in a process of its own, and measures what it uses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec

# Far above the limit that is judged, so that what a process would use is known as far as possible.
_LONGEST = 180.0
_LARGEST = 4 << 30
_LAUNCHER = Path(__file__).with_name("launcher.py")


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
    errors, results = output.with_suffix(".err"), output.with_suffix(".usage")
    limits = [str(results), str(_LONGEST), str(_LARGEST)]
    with output.open("wb") as data, errors.open("wb") as messages:
        subprocess.run(
            [sys.executable, "-I", "-S", str(_LAUNCHER), *limits, *command],
            stdout=data,
            stderr=messages,
            env=environment,
            check=True,
        )
    message = errors.read_text(errors="replace")[-2000:]
    return Run(**json.loads(results.read_text(encoding="utf-8")), message=message)
