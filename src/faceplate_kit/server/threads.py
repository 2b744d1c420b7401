"""The threads that functions of the app run in.

Those of the standard library keep the process alive until the last function has ended, so that a
server with one that sleeps for an hour could only be killed. These end with the process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class FunctionThreads(ThreadPoolExecutor):
    """Runs functions in daemon threads; event loops take only executors of this type.

    Args:
        most: How many functions may run at a time.
    """

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._most = most
        self._waiting: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._started = 0
        self._starting = threading.Lock()

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Run a function as soon as a thread is free."""
        future: Future[_T] = Future()
        self._waiting.put(partial(_run, future, partial(fn, *args, **kwargs)))
        with self._starting:
            if not self._idle.acquire(blocking=False) and self._started < self._most:
                self._started += 1
                threading.Thread(target=self._work, name="faceplate-kit-fn", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the threads end once they have nothing to do; nobody waits for them."""
        with self._starting:
            for _ in range(self._started):
                self._waiting.put(None)

    def _work(self) -> None:
        while (call := self._waiting.get()) is not None:
            call()
            del call
            self._idle.release()


def _run(future: Future[Any], function: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = function()
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)
