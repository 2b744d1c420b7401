"""Many callers at once, callers that go away, and a server that ends under them."""

import asyncio
import json
import threading
import time
from collections import Counter

import httpx
import pytest
from apps import Gauge, until

import faceplate_kit as kit
from faceplate_kit.server.limits import Limits

CALLS = 300


class Loaded:
    """An app whose events measure themselves."""

    def __init__(self):
        self.gauges = {name: Gauge() for name in ("one", "three", "batch", "shared", "steps")}
        with kit.Blocks() as self.demo:
            given, out = kit.Number(), kit.Number()
            button = kit.Button()
            button.click(self.plain("one"), given, out, api_name="one")
            button.click(self.plain("three"), given, out, api_name="three", concurrency_limit=3)
            button.click(
                self.batch, given, out, api_name="batch", batch=True, max_batch_size=5,
                concurrency_limit=2,
            )  # fmt: skip
            for number, limit in enumerate([4, 2]):
                button.click(
                    self.plain("shared"), given, out, api_name=f"shared{number}",
                    concurrency_id="shared", concurrency_limit=limit,
                )  # fmt: skip
            button.click(self.steps, given, out, api_name="steps", concurrency_limit=4)
            button.click(self.waits, given, out, api_name="waits", concurrency_limit=None)
            button.click(self.sleeps, given, out, api_name="sleeps", concurrency_limit=None)

    def plain(self, name):
        def double(number):
            with self.gauges[name]:
                time.sleep(0.002)
                return number * 2

        return double

    def batch(self, numbers):
        with self.gauges["batch"]:
            self.gauges["batch"].sizes.append(len(numbers))
            time.sleep(0.005)
            return ([number * 2 for number in numbers],)

    def steps(self, number):
        with self.gauges["steps"]:
            for step in range(3):
                time.sleep(0.001)
                yield number * step

    async def waits(self, number):
        await asyncio.sleep(0.01)
        return number * 2

    async def sleeps(self, number):
        await asyncio.sleep(60)
        return number


LIMITS = {"one": 1, "three": 3, "batch": 2, "shared": 2, "steps": 4}
ENDPOINTS = ["one", "three", "batch", "shared0", "shared1", "steps", "waits", "batch"]


async def ask(client, name, number):
    """Call an endpoint as a client does, and give the end of what is told."""
    answer = await client.post(f"/call/{name}", json={"data": [number]})
    if answer.status_code != 200:
        return answer.status_code, answer.json()["error"]
    path = f"/call/{name}/{answer.json()['event_id']}"
    async with client.stream("GET", path) as stream:
        text = "".join([piece async for piece in stream.aiter_text()])
        if stream.status_code != 200:
            return stream.status_code, json.loads(text)["error"]
    event, data = text.strip().split("\n\n")[-1].split("\n")
    return event.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def everybody(url, names=ENDPOINTS, count=CALLS):
    async def scene():
        pool = httpx.Limits(max_connections=count)
        async with httpx.AsyncClient(
            base_url=url, timeout=120, limits=pool, trust_env=False, verify=False
        ) as client:
            calls = (ask(client, names[number % len(names)], number) for number in range(count))
            return await asyncio.gather(*calls, return_exceptions=True)

    return asyncio.run(scene())


def test_many_calls_at_once_lose_none_and_keep_every_limit(serve):
    app = Loaded()
    caller = serve(app.demo)
    ends = everybody(caller.url)
    for number, end in enumerate(ends):
        assert end == ("complete", [number * 2]), (number, end)
    for name, limit in LIMITS.items():
        assert 0 < app.gauges[name].most <= limit, name
        assert app.gauges[name].now == 0
    batches = app.gauges["batch"].sizes
    assert sum(batches) == CALLS // 4 and max(batches) <= 5
    assert len(batches) < CALLS // 4, "no calls were served together"
    caller.rest()
    service = caller.service
    assert not service.calls and not service.jobs and not service.sessions.watched
    left = asyncio.run_coroutine_threadsafe(others(), service.loop).result(5)
    assert left == [], left


async def others():
    """Name the tasks of the server's loop that are not those of uvicorn itself."""
    await asyncio.sleep(0.1)
    names = [one.get_coro().__qualname__ for one in asyncio.all_tasks() if one is not me()]
    return [name for name in names if not name.startswith(("Server.", "LifespanOn."))]


def me():
    return asyncio.current_task()


def test_many_sessions_at_once_each_get_their_own(serve):
    caller = serve(Loaded().demo)

    async def session(client, number):
        name = f"session{number}"
        index = number % 7
        for _ in range(2):
            body = {"data": [number], "fn_index": index, "session_hash": name}
            event = (await client.post("/queue/join", json=body)).json()["event_id"]
            params = {"session_hash": name}
            async with client.stream("GET", "/queue/data", params=params) as stream:
                told = [json.loads(one[6:]) async for one in stream.aiter_lines() if one]
            assert {one["event_id"] for one in told[:-1]} == {event}
            assert told[-2]["output"]["data"] == [number * 2]

    async def scene():
        pool = httpx.Limits(max_connections=60)
        async with httpx.AsyncClient(
            base_url=caller.url, timeout=120, limits=pool, trust_env=False, verify=False
        ) as client:
            await asyncio.gather(*(session(client, number) for number in range(60)))

    asyncio.run(scene())
    caller.rest()


def endless():
    inside, waiting = Gauge(), threading.Event()

    def count():
        with inside:
            number = 0
            while True:
                yield number
                number += 1
                time.sleep(0.01)

    with kit.Blocks() as demo:
        out = kit.Number()
        kit.Button().click(count, None, out, api_name="count", concurrency_id="only")
        kit.Button().click(lambda: 7, None, out, api_name="seven", concurrency_id="only")
        kit.Button().click(lambda: [waiting.wait(60), 1][1], None, out, api_name="wait")
    return demo, inside, waiting


@pytest.mark.parametrize("route", ["session", "call", "run"])
def test_a_caller_that_goes_away_frees_its_place(serve, route):
    demo, inside, _ = endless()
    caller = serve(demo, limits=Limits(grace=0.1))
    if route == "run":
        with pytest.raises(httpx.ReadTimeout):
            caller.http.post("/run/count", json={"data": []}, timeout=0.3)
    else:
        path, params = "/queue/data", {"session_hash": "s"}
        if route == "call":
            event = caller.http.post("/call/count", json={"data": []}).json()["event_id"]
            path, params = f"/call/count/{event}", {}
        else:
            caller.join([], 0)
        with caller.http.stream("GET", path, params=params) as stream:
            lines = stream.iter_lines()
            for _ in range(6):
                next(lines)
            assert inside.now == 1
    assert caller.call("/seven", []) == [("complete", [7])]
    assert inside.now == 0
    caller.rest()


def test_a_caller_that_never_listens_frees_its_place(serve):
    demo, inside, _ = endless()
    caller = serve(demo, limits=Limits(claim=0.2))
    caller.join([], 0)
    caller.http.post("/call/count", json={"data": []})
    assert caller.call("/seven", []) == [("complete", [7])]
    assert inside.now == 0
    caller.rest()
    assert not caller.service.calls and not caller.service.sessions.watched


def test_an_old_run_that_nobody_heard_of_does_not_end_a_new_one(serve):
    demo, _, waiting = endless()
    caller = serve(demo, limits=Limits(claim=3))
    caller.join([], 1)
    time.sleep(2)
    caller.join([], 2)
    time.sleep(2)
    waiting.set()
    ends = [one for one in caller.messages() if one["msg"] == "process_completed"]
    assert [one["output"]["data"] for one in ends] == [[7], [1]]


def test_a_caller_who_comes_back_at_once_loses_nothing(serve):
    demo, _, waiting = endless()
    caller = serve(demo, limits=Limits(grace=5))
    caller.join([], 2)
    with caller.http.stream("GET", "/queue/data", params={"session_hash": "s"}) as stream:
        next(stream.iter_lines())
    waiting.set()
    assert caller.messages()[-2]["output"]["data"] == [1]


def test_a_slow_reader_does_not_fill_the_memory(serve):
    demo, _, _ = endless()
    caller = serve(demo, limits=Limits(backlog=5))
    caller.join([], 0)
    session = caller.service.sessions.find("s")
    until(lambda: len(session.outbox) >= 5)
    time.sleep(0.2)
    assert 5 <= len(session.outbox) <= 8
    caller.http.post("/cancel", json={"event_id": next(iter(caller.service.jobs))})
    caller.rest()


def test_a_function_that_runs_keeps_its_place_until_it_is_through(serve):
    inside, gate = Gauge(), threading.Event()

    def run():
        with inside:
            gate.wait(60)
            return 1

    def steps():
        with inside:
            gate.wait(60)
            yield 1

    for function in (run, steps):
        gate.clear()
        with kit.Blocks() as demo:
            kit.Button().click(function, None, kit.Number(), api_name="run")
        caller = serve(demo, limits=Limits(claim=0.1))
        caller.join([], 0, "gone")
        until(lambda: inside.now)
        time.sleep(0.4)
        caller.join([], 0, "next")
        assert (inside.now, inside.most) == (1, 1)
        gate.set()
        assert caller.messages("next")[-2]["success"] is True
        caller.rest()
        assert (inside.now, inside.most) == (0, 1)


def in_background(ends, *words):
    callers = threading.Thread(target=lambda: ends.extend(everybody(*words)))
    callers.start()
    return callers


def test_a_restart_under_load_gives_everybody_a_clean_end(serve):
    app, sleeping, ends = Loaded(), [], []
    caller = serve(app.demo, limits=Limits(stop=0.5))
    service, port = caller.service, httpx.URL(caller.url).port
    sleepers = in_background(sleeping, caller.url, ["sleeps"], 8)
    until(lambda: len(service.jobs) == 8 and not service.calls)
    callers = in_background(ends, caller.url)
    until(lambda: sum(gauge.runs for gauge in app.gauges.values()) > 20)
    caller.server.close()
    again = serve(app.demo, server_port=port)
    callers.join(120)
    sleepers.join(120)
    stopped = {"error": "The server was stopped before the run had ended."}
    assert sleeping == [("error", stopped)] * 8
    assert len(ends) == CALLS
    kinds = Counter(type(end).__name__ if isinstance(end, Exception) else end[0] for end in ends)
    clean = {"complete", "error", 503, 404, "ConnectError", "ReadError", "RemoteProtocolError"}
    assert set(kinds) <= clean, kinds
    for number, end in enumerate(ends):
        if not isinstance(end, Exception) and end[0] in ("complete", "error"):
            assert end[1] in ([number * 2], stopped)
    assert not service.engine.tasks and not service.engine.waiting and not service.jobs
    assert again.call("/one", [4]) == [("complete", [8])]


def test_closing_takes_no_longer_than_it_says(serve):
    demo, _, waiting = endless()
    caller = serve(demo, limits=Limits(stop=0.3))
    caller.join([], 0, "a")
    caller.join([], 2, "b")
    heard = []
    listening = threading.Thread(target=lambda: heard.extend(caller.messages("b")))
    listening.start()
    time.sleep(0.2)
    began = time.monotonic()
    caller.server.close()
    assert time.monotonic() - began < 20
    listening.join(60)
    waiting.set()
    assert heard[-2]["output"]["error"].startswith("The server was stopped")
    assert heard[-1]["msg"] == "close_stream"
