"""What the signals do that ask a process to end: Ctrl-C, and what `kill` and supervisors send."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

# The last one is what Windows sends for Ctrl-Break.
_NAMES = ("SIGINT", "SIGTERM", "SIGBREAK")


@contextmanager
def ending_signals(end: Callable[[], None]) -> Iterator[None]:
    """Let the signals that end a process call a function instead, within this block.

    Python hands signals to the main thread alone. Elsewhere they are left as they are.

    Args:
        end: What is called, each time that a signal comes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def handle(_: int, __: FrameType | None) -> None:
        end()

    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.signal(number, handle) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            # None stands for one that was not set from Python, and cannot be set again.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
