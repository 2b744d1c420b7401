"""Who does the work: an executor, of this machine or of a Dask cluster.

Both take the same calls. On this machine each call waits in a thread for the process that works; on
a cluster a worker does. No more targets are handed over than are being worked on, twice over, so
that what they leave never waits in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any

from faceplate.errors import UsageError, clean
from faceplate.sweep.work import TargetOutcome, TargetRequest, failure, run

# How often a target is handed over again whose worker was lost.
_RETRIES = 2


@contextmanager
def on_this_machine(workers: int) -> Iterator[Executor]:
    """Give an executor of so many processes at once.

    Args:
        workers: How many.
    """
    with ThreadPoolExecutor(workers, thread_name_prefix="faceplate-sweep") as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def on_a_cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """Give the executor of a Dask cluster, and how many threads its workers have together.

    Args:
        address: Of the scheduler, such as `tcp://10.0.0.1:8786`.

    Raises:
        UsageError: If Dask is not installed, or nobody answers there.
    """
    try:
        from distributed import Client
    except ImportError:
        from faceplate.extras import install_line

        raise UsageError(f"--scheduler needs Dask: {install_line('dask')}") from None
    try:
        client: Any = Client(address, timeout=20)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(clean(f"{address}: no Dask scheduler answers there: {error}")) from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise UsageError(clean(f"{address}: the cluster has no workers"))
        yield client.get_executor(pure=False, retries=_RETRIES), threads


def worked(
    executor: Executor, requests: Sequence[TargetRequest], at_once: int
) -> Iterator[TargetOutcome]:
    """Yield what comes out of each target, in the order in which they are finished.

    Args:
        executor: Who does the work.
        requests: What is asked.
        at_once: How many targets are worked on at the same time.
    """
    waiting = iter(requests)
    running: dict[Future[TargetOutcome], TargetRequest] = {}
    while True:
        for request in waiting:
            running[executor.submit(run, request)] = request
            if len(running) >= 2 * at_once:
                break
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield _outcome(future, running.pop(future))


def _outcome(future: Future[TargetOutcome], request: TargetRequest) -> TargetOutcome:
    try:
        return future.result()
    except Exception as error:
        reason = f"its worker was lost: {type(error).__name__}: {error}"
        return TargetOutcome(failure(request, reason), b"")
