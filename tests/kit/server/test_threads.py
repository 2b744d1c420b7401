"""The threads that functions run in: no more than may, and none that holds up the end."""

import asyncio
import subprocess
import sys
import threading
from concurrent.futures import CancelledError, ThreadPoolExecutor

import pytest
from apps import Gauge, until

from faceplate_kit.server.threads import FunctionThreads


@pytest.fixture
def threads():
    threads = FunctionThreads(3)
    yield threads
    threads.shutdown()


def test_as_many_run_as_may_and_each_gives_its_value(threads):
    inside, gate = Gauge(), threading.Event()

    def double(number):
        with inside:
            gate.wait(60)
            return number * 2

    futures = [threads.submit(double, number) for number in range(20)]
    until(lambda: inside.now == 3)
    gate.set()
    assert [future.result(60) for future in futures] == [number * 2 for number in range(20)]
    assert inside.most == 3


def test_a_thread_that_is_free_is_used_again(threads):
    names = {threads.submit(threading.get_ident).result(60) for _ in range(10)}
    # The first may still be about to be free when the next function comes.
    assert len(names) <= 3


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_what_a_function_raises_reaches_who_waits(threads, error):
    def fail():
        raise error("so")

    assert type(threads.submit(fail).exception(60)) is error
    assert threads.submit(lambda: 1).result(60) == 1


def test_a_function_that_waits_can_be_cancelled(threads):
    gate, ran = threading.Event(), []
    running = [threads.submit(gate.wait, 60) for _ in range(3)]
    waiting = threads.submit(ran.append, 1)
    assert waiting.cancel()
    gate.set()
    assert all(future.result(60) for future in running)
    with pytest.raises(CancelledError):
        waiting.result(60)
    assert ran == []


def test_an_event_loop_takes_them(threads):
    assert isinstance(threads, ThreadPoolExecutor)

    async def scene():
        asyncio.get_running_loop().set_default_executor(threads)
        return await asyncio.gather(*(asyncio.to_thread(pow, 2, number) for number in range(9)))

    assert asyncio.run(scene()) == [2**number for number in range(9)]


def test_a_function_that_never_ends_does_not_hold_up_the_process():
    code = (
        "import threading\n"
        "from faceplate_kit.server.threads import FunctionThreads\n"
        "threads = FunctionThreads(2)\n"
        "begun = threading.Event()\n"
        "threads.submit(lambda: (begun.set(), threading.Event().wait()))\n"
        "begun.wait()\n"
    )
    subprocess.run([sys.executable, "-c", code], timeout=60, check=True)
