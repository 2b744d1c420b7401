"""Starts a command within a limit of memory, and writes down what it used.

A process counts as its own peak what the process held that started it, up to the moment when its
own program is loaded. This one is a bare interpreter, so that the figure is the command's.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path


def main(results: str, seconds: str, memory: str, *command: str) -> None:
    """Run a command to its end.

    Args:
        results: The JSON file that gets its exit code, seconds of processor and clock, and MiB.
        seconds: After how many seconds by the clock it is ended.
        memory: How many bytes of address space it gets.
        command: The command.
    """
    limit = int(memory)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    started = time.monotonic()
    process = subprocess.Popen(command)
    timer = threading.Timer(float(seconds), process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    measured = {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": usage.ru_utime + usage.ru_stime,
        "waited": time.monotonic() - started,
        "memory": usage.ru_maxrss / 1024,
    }
    Path(results).write_text(json.dumps(measured), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
