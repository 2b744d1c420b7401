"""The promises of the queue, without any server: limits, order, batches, cancelling, the end."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from faceplate_kit.queue import (
    ClosedError,
    Engine,
    Estimate,
    Failure,
    FullError,
    Job,
    Message,
    Result,
    Start,
    Step,
    Stop,
)


@dataclass(eq=False)
class Task:
    """A work whose runs are counted. `steps` is what one run does."""

    steps: Callable[[list[Any]], AsyncIterator[list[Any]]]
    group: str = "group"
    batch: int = 1
    iterates: bool = False
    now: int = 0
    most: int = 0
    sizes: list[int] = field(default_factory=list)
    begun: list[Any] = field(default_factory=list)

    async def run(self, jobs: Sequence[Job]) -> AsyncIterator[Sequence[Any]]:
        self.now += 1
        self.most = max(self.most, self.now)
        self.sizes.append(len(jobs))
        self.begun += [job.data for job in jobs]
        try:
            async for values in self.steps([job.data for job in jobs]):
                yield values
        finally:
            self.now -= 1


class Caller:
    """Someone who has jobs and hears of them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.heard: dict[Job, list[Message]] = {}
        self.ends: dict[Job, asyncio.Future[Message]] = {}

    def ask(
        self, work: Task, data: Any = None, room: Callable[[], Awaitable[None]] | None = None
    ) -> Job:
        job = Job(work, data, self.tell, **({"room": room} if room else {}))
        self.heard[job] = []
        self.ends[job] = asyncio.get_running_loop().create_future()
        self.engine.submit(job)
        return job

    def tell(self, job: Job, message: Message) -> None:
        self.heard[job].append(message)
        if isinstance(message, Result | Failure | Stop):
            self.ends[job].set_result(message)

    def kinds(self, job: Job) -> list[str]:
        return [type(message).__name__ for message in self.heard[job]]

    async def end(self, job: Job) -> Message:
        return await asyncio.wait_for(self.ends[job], 5)


def once(function: Callable[..., Any]) -> Callable[[list[Any]], AsyncIterator[list[Any]]]:
    async def steps(data: list[Any]) -> AsyncIterator[list[Any]]:
        yield [await function(one) for one in data]

    return steps


async def settle(engine: Engine) -> None:
    for _ in range(6000):
        if not engine.tasks and not engine.waiting:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{engine.tasks} tasks and {engine.waiting} jobs are left")


async def double(number: int) -> int:
    await asyncio.sleep(0.001)
    return number * 2


def test_a_job_is_told_of_its_place_its_start_and_its_result() -> None:
    async def scene() -> None:
        engine = Engine({"group": 1})
        caller, work = Caller(engine), Task(once(double))
        first, second = caller.ask(work, 1), caller.ask(work, 2)
        await caller.end(second)
        assert caller.kinds(first) == ["Start", "Result"]
        assert caller.heard[first][-1].value == 2
        assert caller.heard[second][0] == Estimate(0, 1, None)
        assert caller.kinds(second) == ["Estimate", "Start", "Result"]
        await settle(engine)

    asyncio.run(scene())


@pytest.mark.parametrize("limit", [1, 2, 7, None])
def test_no_group_runs_more_than_its_limit_and_each_as_many_as_it_may(limit: int | None) -> None:
    async def scene() -> None:
        engine = Engine({"group": limit})
        caller, work = Caller(engine), Task(once(double))
        jobs = [caller.ask(work, number) for number in range(50)]
        for number, job in enumerate(jobs):
            end = await caller.end(job)
            assert isinstance(end, Result) and end.value == number * 2
        assert work.most == (limit or 50)
        assert work.begun == list(range(50))
        await settle(engine)
        assert engine.running("group") == 0

    asyncio.run(scene())


def test_groups_do_not_wait_for_one_another_and_works_of_a_group_share_its_limit() -> None:
    async def scene() -> None:
        engine = Engine({"shared": 1, "own": 1})
        gate = asyncio.Event()

        async def wait(data: Any) -> Any:
            await gate.wait()
            return data

        caller = Caller(engine)
        one, two = Task(once(wait), "shared"), Task(once(double), "shared")
        held, behind = caller.ask(one, "held"), caller.ask(two, 1)
        apart = caller.ask(Task(once(double), "own"), 4)
        assert (await caller.end(apart)).value == 8
        assert caller.kinds(behind) == ["Estimate"]
        gate.set()
        await caller.end(held)
        assert (await caller.end(behind)).value == 2
        await settle(engine)

    asyncio.run(scene())


def test_a_batch_takes_those_that_wait_up_to_its_size_and_gives_each_its_own() -> None:
    async def scene() -> None:
        engine = Engine({"group": 1})
        caller, work = Caller(engine), Task(once(double), batch=4)
        jobs = [caller.ask(work, number) for number in range(11)]
        assert [(await caller.end(job)).value for job in jobs] == [n * 2 for n in range(11)]
        assert work.sizes == [1, 4, 4, 2]
        await settle(engine)

    asyncio.run(scene())


def test_a_batch_leaves_other_works_of_its_group_in_their_place() -> None:
    async def scene() -> None:
        engine = Engine({"group": 1})
        caller = Caller(engine)
        order: list[int] = []

        async def note(number: int) -> int:
            order.append(number)
            return number

        batch, single = Task(once(note), batch=3), Task(once(note))
        jobs = [caller.ask(single, 0)]
        jobs += [caller.ask(batch if n % 2 else single, n) for n in range(1, 7)]
        for job in jobs:
            await caller.end(job)
        assert order == [0, 1, 3, 5, 2, 4, 6]
        await settle(engine)

    asyncio.run(scene())


def test_an_error_reaches_its_job_and_frees_the_place() -> None:
    async def scene() -> None:
        engine = Engine({"group": 1})
        caller = Caller(engine)

        async def fail(number: int) -> int:
            if number == 1:
                raise KeyError("one")
            return number

        async def some(data: list[Any]) -> AsyncIterator[list[Any]]:
            yield [ValueError("two") if one == 2 else one for one in data]

        work, batch = Task(once(fail)), Task(some, batch=3)
        jobs = [caller.ask(work, number) for number in range(3)]
        ends = [await caller.end(job) for job in jobs]
        assert [type(end) for end in ends] == [Result, Failure, Result]
        assert repr(ends[1].error) == "KeyError('one')"
        jobs = [caller.ask(batch, number) for number in range(4)]
        ends = [await caller.end(job) for job in jobs]
        assert [type(end) for end in ends] == [Result, Result, Failure, Result]
        await settle(engine)

    asyncio.run(scene())


def test_a_generator_tells_each_step_and_ends_with_the_last() -> None:
    async def scene() -> None:
        async def count(data: list[Any]) -> AsyncIterator[list[Any]]:
            for number in range(data[0]):
                yield [number]

        engine = Engine()
        caller, work = Caller(engine), Task(count, iterates=True)
        job, empty = caller.ask(work, 3), caller.ask(work, 0)
        end = await caller.end(job)
        assert isinstance(end, Result) and end.value == 2
        steps = [one.value for one in caller.heard[job] if isinstance(one, Step)]
        assert steps == [0, 1, 2]
        assert (await caller.end(empty)).value is None
        await settle(engine)

    asyncio.run(scene())


def test_cancel_ends_what_waits_and_what_iterates_but_not_a_plain_run() -> None:
    async def scene() -> None:
        engine = Engine({"group": 1})
        gate, closed = asyncio.Event(), []

        async def wait(data: Any) -> Any:
            await gate.wait()
            return data

        async def forever(data: list[Any]) -> AsyncIterator[list[Any]]:
            try:
                while True:
                    yield [0]
                    await asyncio.sleep(0.001)
            finally:
                closed.append(data[0])

        caller = Caller(engine)
        plain = caller.ask(Task(once(wait)), "plain")
        waits = caller.ask(Task(once(wait)), "waits")
        endless = caller.ask(Task(forever, iterates=True), "endless")
        await asyncio.sleep(0)
        assert engine.cancel(waits) is True
        assert engine.cancel(waits) is False
        assert engine.cancel(plain) is False
        assert caller.kinds(waits) == ["Estimate", "Stop"]
        gate.set()
        assert (await caller.end(plain)).value == "plain"
        while "Step" not in caller.kinds(endless):
            await asyncio.sleep(0.001)
        assert engine.cancel(endless) is True
        assert await caller.end(endless) == Stop(server=False)
        await settle(engine)
        assert closed == ["endless"]
        assert engine.running("group") == 0
        assert engine.cancel(plain) is False

    asyncio.run(scene())


def test_a_batch_that_iterates_goes_on_for_those_who_stay() -> None:
    async def scene() -> None:
        async def count(data: list[Any]) -> AsyncIterator[list[Any]]:
            for number in range(1000):
                yield [number] * len(data)
                await asyncio.sleep(0.001)

        engine = Engine({"group": 1})
        caller, work = Caller(engine), Task(count, batch=2, iterates=True)
        blocker = caller.ask(work, 0)
        one, two = caller.ask(work, 1), caller.ask(work, 2)
        await asyncio.sleep(0.01)
        engine.cancel(blocker)
        while caller.kinds(two).count("Step") < 2:
            await asyncio.sleep(0.001)
        assert work.sizes == [1, 2]
        engine.cancel(one)
        told = len(caller.heard[two])
        while len(caller.heard[two]) < told + 3:
            await asyncio.sleep(0.001)
        assert caller.kinds(one)[-1] == "Stop"
        engine.cancel(two)
        await settle(engine)

    asyncio.run(scene())


def test_those_who_go_away_leave_their_places() -> None:
    async def scene() -> None:
        async def forever(data: list[Any]) -> AsyncIterator[list[Any]]:
            while True:
                yield [0]
                await asyncio.sleep(3600)

        engine = Engine({"group": 1})
        caller = Caller(engine)
        gone = [caller.ask(Task(forever, iterates=True)) for _ in range(3)]
        stays = caller.ask(Task(once(double)), 4)
        await asyncio.sleep(0.01)
        engine.abandon(gone)
        assert (await caller.end(stays)).value == 8
        assert not any("Stop" in caller.kinds(job) for job in gone)
        await settle(engine)

    asyncio.run(scene())


def test_a_full_queue_turns_away_and_takes_again() -> None:
    async def scene() -> None:
        engine = Engine({"group": 1}, max_size=2)
        caller, work = Caller(engine), Task(once(double))
        jobs = [caller.ask(work, number) for number in range(3)]
        with pytest.raises(FullError):
            caller.ask(work, 3)
        for job in jobs:
            await caller.end(job)
        assert (await caller.end(caller.ask(work, 5))).value == 10
        await settle(engine)

    asyncio.run(scene())


def test_what_passes_the_queue_counts_for_no_limit() -> None:
    async def scene() -> None:
        engine = Engine({"group": 1}, max_size=1)
        gate = asyncio.Event()

        async def wait(data: Any) -> Any:
            await gate.wait()
            return data

        caller, work = Caller(engine), Task(once(wait))
        held = caller.ask(work, "held")
        past = Job(work, "past", caller.tell)
        caller.heard[past], caller.ends[past] = [], asyncio.get_running_loop().create_future()
        engine.run_now(past)
        await asyncio.sleep(0)
        assert work.now == 2
        assert engine.running("group") == 1
        gate.set()
        assert {(await caller.end(job)).value for job in (held, past)} == {"held", "past"}
        await settle(engine)

    asyncio.run(scene())


def test_a_slow_reader_slows_its_generator() -> None:
    async def scene() -> None:
        made = []

        async def count(data: list[Any]) -> AsyncIterator[list[Any]]:
            for number in range(5):
                made.append(number)
                yield [number]

        engine, room = Engine(), asyncio.Semaphore(2)
        caller = Caller(engine)

        async def wait_for_room() -> None:
            await room.acquire()

        job = caller.ask(Task(count, iterates=True), room=wait_for_room)
        await asyncio.sleep(0.02)
        assert made == [0, 1, 2]
        for _ in range(5):
            room.release()
        assert (await caller.end(job)).value == 4
        await settle(engine)

    asyncio.run(scene())


def test_the_time_to_wait_comes_from_runs_before() -> None:
    async def scene() -> None:
        engine = Engine({"group": 2})

        async def sleep(data: Any) -> None:
            await asyncio.sleep(0.05)

        caller, work = Caller(engine), Task(once(sleep))
        await caller.end(caller.ask(work))
        await settle(engine)
        jobs = [caller.ask(work) for _ in range(6)]
        places = [caller.heard[job][0] for job in jobs[2:]]
        assert [place.rank for place in places] == [0, 1, 2, 3]
        one = places[0].seconds
        assert 0.04 < one < 30
        assert [round(place.seconds / one) for place in places] == [1, 1, 2, 2]
        assert caller.heard[jobs[0]] == []
        for job in jobs:
            await caller.end(job)
        assert isinstance(caller.heard[jobs[0]][0], Start)
        await settle(engine)

    asyncio.run(scene())


def test_those_who_wait_long_hear_that_they_move_up() -> None:
    async def scene() -> None:
        engine = Engine({"group": 1})

        async def sleep(data: Any) -> None:
            await asyncio.sleep(0.15)

        caller, work = Caller(engine), Task(once(sleep))
        jobs = [caller.ask(work) for _ in range(4)]
        await caller.end(jobs[-1])
        ranks = [one.rank for one in caller.heard[jobs[-1]] if isinstance(one, Estimate)]
        assert ranks[0] == 2 and ranks == sorted(ranks, reverse=True) and len(ranks) > 1
        await settle(engine)

    asyncio.run(scene())


def test_the_end_tells_everybody_and_lets_runs_finish() -> None:
    async def scene() -> None:
        async def sleep(data: float) -> str:
            await asyncio.sleep(data)
            return "finished"

        async def forever(data: list[Any]) -> AsyncIterator[list[Any]]:
            while True:
                yield [0]
                await asyncio.sleep(3600)

        engine = Engine({"short": 1, "long": 1, "endless": 1})
        caller = Caller(engine)
        short, waits = (caller.ask(Task(once(sleep), "short"), 0.05) for _ in range(2))
        long = caller.ask(Task(once(sleep), "long"), 3600)
        endless = caller.ask(Task(forever, "endless", iterates=True))
        await asyncio.sleep(0.01)
        await engine.close(grace=3)
        assert (await caller.end(short)).value == "finished"
        for job in (waits, long, endless):
            assert await caller.end(job) == Stop(server=True)
        with pytest.raises(ClosedError):
            caller.ask(Task(once(sleep)), 0)
        assert engine.tasks == engine.waiting == 0
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(scene())


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_each_job_ends_once_and_each_limit_holds(seed: int) -> None:
    chance = random.Random(seed)

    async def scene() -> None:
        limits = {"a": 1, "b": 3, "c": None}
        engine = Engine(limits)
        caller = Caller(engine)
        most: Counter[str] = Counter()
        now: Counter[str] = Counter()

        def work(group: str, batch: int, iterates: bool) -> Task:
            async def steps(data: list[Any]) -> AsyncIterator[list[Any]]:
                now[group] += 1
                most[group] = max(most[group], now[group])
                try:
                    for _ in range(chance.randint(1, 4) if iterates else 1):
                        await asyncio.sleep(chance.random() / 500)
                        if chance.random() < 0.1:
                            raise ValueError
                        yield list(data)
                finally:
                    now[group] -= 1

            return Task(steps, group, batch, iterates)

        works = [work(g, b, i) for g in limits for b in (1, 3) for i in (False, True)]
        jobs, gone = [], []
        for number in range(200):
            jobs.append(caller.ask(chance.choice(works), number))
            if chance.random() < 0.15:
                engine.cancel(chance.choice(jobs))
            if chance.random() < 0.05:
                job = chance.choice(jobs)
                engine.abandon([job])
                gone.append(job)
            if chance.random() < 0.2:
                await asyncio.sleep(chance.random() / 500)
        await settle(engine)
        for number, job in enumerate(jobs):
            ends = [one for one in caller.heard[job] if isinstance(one, Result | Failure | Stop)]
            assert len(ends) <= 1
            assert ends or job in gone
            if ends and isinstance(ends[0], Result):
                assert ends[0].value == number
        assert most["a"] <= 1 and most["b"] <= 3
        assert not +now
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(scene())
