"""What is shared among processes comes out as if one had done it."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from faceplate.sharing import processes, shared

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")


@pytest.mark.parametrize("count", [1, 2, 5])
def test_answers_come_in_the_order_of_the_tasks(count: int) -> None:
    # More than a pipe holds, so that who answers has to wait for who reads.
    answers = list(shared(20, count, lambda number: str(number).encode() * 9000))
    assert answers == [str(number).encode() * 9000 for number in range(20)]


def _copies() -> set[int]:
    """Share four tasks with a copy of this process, and return which copies did any."""
    own = os.getpid()
    taken, taking = os.pipe()

    def work(_: int) -> bytes:
        if os.getpid() == own:
            os.read(taken, 1)  # waits until a copy has taken a task
        else:
            os.write(taking, b"....")
        return str(os.getpid()).encode()

    return {int(answer) for answer in shared(4, 2, work)} - {own}


def test_copies_take_part() -> None:
    assert len(_copies()) == 1


def test_what_an_ended_copy_leaves_is_done_here() -> None:
    own = os.getpid()

    def work(number: int) -> bytes:
        if os.getpid() != own:
            os.kill(os.getpid(), signal.SIGKILL)
        return bytes([number])

    assert list(shared(50, 3, work)) == [bytes([number]) for number in range(50)]


def test_a_fault_is_met_by_who_asks() -> None:
    def work(number: int) -> bytes:
        if number == 7:
            raise ValueError("seven")
        return b""

    with pytest.raises(ValueError, match="seven"):
        list(shared(10, 2, work))


def test_no_copy_is_left_behind() -> None:
    copies = _copies()
    assert copies
    for copy in copies:
        # It is no child any more, whatever other children this process has.
        with pytest.raises(ChildProcessError):
            os.waitpid(copy, os.WNOHANG)


def test_there_is_at_least_one_process() -> None:
    assert 1 <= processes() <= max(len(os.sched_getaffinity(0)), 1)
