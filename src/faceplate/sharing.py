"""Tasks shared among processes that begin as copies of this one.

A copy has all that was read so far, and no byte of it has to be sent; only what comes of the tasks
goes back. Each process takes the next task as soon as it is done with one, and whatever a copy
cannot do, for it was ended or met a fault, this process does itself. So the result is the same with
any number of processes.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator

_MOST = 8
"""Each copy takes memory of its own for what it works out, so there are never more."""
_NUMBER = 4
"""Bytes of a task's number in the pipe that tasks are taken from."""
_MOST_TASKS = 8192
"""So many numbers go into a pipe without anybody reading: Linux gives it 65,536 bytes."""
_PART = 1 << 16


def processes() -> int:
    """Return how many processes may work at a time; 1 where copies are not safe."""
    # A copy has none of the threads, but the locks that they hold. macOS forbids much in copies.
    if sys.platform != "linux":
        return 1
    import threading

    if threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def shared(tasks: int, count: int, work: Callable[[int], bytes]) -> Iterator[bytes]:
    """Yield what comes of tasks, in their order.

    Args:
        tasks: How many there are.
        count: How many processes work on them, this one included.
        work: Does a task, by its number from 0.
    """
    done: dict[int, bytes] = {}
    if count > 1 and 1 < tasks <= _MOST_TASKS:
        done = _done_by_all(tasks, min(count, tasks), work)
    for number in range(tasks):
        yield done.pop(number) if number in done else work(number)


def _done_by_all(tasks: int, count: int, work: Callable[[int], bytes]) -> dict[int, bytes]:
    waiting, end = os.pipe()
    os.write(end, b"".join(number.to_bytes(_NUMBER, "big") for number in range(tasks)))
    os.close(end)
    copies: list[tuple[int, int]] = []
    # What is there is shared as long as nobody writes to it, as a collection would.
    gc.freeze()
    try:
        copies.extend(_copy(waiting, work) for _ in range(count - 1))
        done = dict(_taken(waiting, work))
        for _, answers in copies:
            done |= _read(answers)
        return done
    except BaseException:
        # Nobody will read what they write.
        _end([process for process, _ in copies])
        raise
    finally:
        for process, answers in copies:
            os.close(answers)
            os.waitpid(process, 0)
        os.close(waiting)
        gc.unfreeze()


def _end(running: list[int]) -> None:
    import signal

    for process in running:
        os.kill(process, signal.SIGKILL)


def _copy(waiting: int, work: Callable[[int], bytes]) -> tuple[int, int]:
    """Make a copy of this process that takes tasks.

    Returns:
        The copy, and the pipe that its answers come from.
    """
    answers, end = os.pipe()
    process = os.fork()
    if process:
        os.close(end)
        return process, answers
    code = 1
    try:
        os.close(answers)
        parts = []
        for number, content in _taken(waiting, work):
            parts += [number.to_bytes(_NUMBER, "big"), len(content).to_bytes(8, "big"), content]
        _write(end, b"".join(parts))
        code = 0
    finally:
        # Nothing of this process may be closed or printed a second time. A fault is met again by
        # the one that does the task after all.
        os._exit(code)


def _taken(waiting: int, work: Callable[[int], bytes]) -> Iterator[tuple[int, bytes]]:
    """Take tasks as long as there are any."""
    while taken := os.read(waiting, _NUMBER):
        number = int.from_bytes(taken, "big")
        yield number, work(number)


def _write(pipe: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _read(pipe: int) -> dict[int, bytes]:
    """Return what a copy made; nothing if it did not come to its end."""
    parts = []
    while part := os.read(pipe, _PART):
        parts.append(part)
    content = b"".join(parts)
    done: dict[int, bytes] = {}
    at = 0
    while at < len(content):
        number = int.from_bytes(content[at : at + _NUMBER], "big")
        start = at + _NUMBER + 8
        at = start + int.from_bytes(content[at + _NUMBER : start], "big")
        if at <= len(content):
            done[number] = content[start:at]
    return done
