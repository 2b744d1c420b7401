"""A server that is asked to end while callers wait: each is told, what runs has its time."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

import httpx
import pytest

PLACES = 4
STOPPED = {"error": "The server was stopped before the run had ended."}
SCRIPT = """
import os, sys, time
import faceplate_kit as kit
from faceplate_kit.server.limits import Limits
from faceplate_kit.server.serving import launch

def wait(number):
    while not os.path.exists("gate"):
        time.sleep(0.01)
    return number * 2

def steps(number):
    yield number
    wait(number)
    yield number * 2

with kit.Blocks() as demo:
    given, out, button = kit.Number(), kit.Number(), kit.Button()
    for name, function in (("wait", wait), ("steps", steps)):
        button.click(
            function, given, out, api_name=name, concurrency_id="all", concurrency_limit=PLACES
        )
"""
SERVE = "launch(demo, server_port=0, limits=Limits(stop={stop}, delivery=60))\n"
SERVE_ASIDE = """
launch(demo, server_port=0, prevent_thread_lock=True)
while not os.path.exists("over"):
    time.sleep(0.01)
"""


class Served:
    """An app in a process of its own.

    Attributes:
        folder: Where it runs; a file `gate` in it lets its functions go on.
        process: The process.
        url: Where it is served.
    """

    def __init__(self, folder, source):
        self.folder = folder
        (folder / "files").mkdir()
        (folder / "app.py").write_text(SCRIPT.replace("PLACES", str(PLACES)) + source)
        self.process = subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=folder,
            env={**os.environ, "TMPDIR": str(folder / "files")},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.url = self.process.stderr.readline().split()[-1]

    @property
    def files(self):
        return list((self.folder / "files").rglob("*"))

    def open_gate(self):
        (self.folder / "gate").touch()


@pytest.fixture
def served(tmp_path):
    """Serve the app; its process ends with the test."""

    @contextmanager
    def start(source):
        app = Served(tmp_path, source)
        try:
            yield app
        finally:
            app.process.kill()
            app.process.wait()

    return start


async def told(client, route, number, goes_on):
    """Call an endpoint on one of the routes, and give the end that the caller is told."""
    name = "wait" if number % 2 else "steps"
    if route == "run":
        answer = await client.post(f"/run/{name}", json={"data": [number]})
        return answer.json() if answer.status_code == 500 else answer.json()["data"]
    if route == "call":
        started = await client.post(f"/call/{name}", json={"data": [number]})
        await goes_on.wait()
        text = (await client.get(f"/call/{name}/{started.json()['event_id']}")).text
        return json.loads(text.strip().rpartition("data: ")[2])
    index = int(name == "steps")
    body = {"data": [number], "fn_index": index, "session_hash": f"session{number}"}
    await client.post("/queue/join", json=body)
    await goes_on.wait()
    params = {"session_hash": body["session_hash"]}
    text = (await client.get("/queue/data", params=params)).text
    messages = [json.loads(line[6:]) for line in text.split("\n") if line.startswith("data: ")]
    assert messages[-1]["msg"] == "close_stream"
    output = messages[-2]["output"]
    return output["data"] if messages[-2]["success"] else {"error": output["error"]}


async def soon(condition):
    """Wait until something is so."""
    deadline = time.monotonic() + 60
    while not await condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


async def end_under(app, count, ask_to_end, then=lambda: None):
    """Let callers wait in a server that is then asked to end, and give what each is told."""
    pool = httpx.Limits(max_connections=count + 5)
    goes_on = asyncio.Event()
    async with httpx.AsyncClient(
        base_url=app.url, timeout=120, limits=pool, trust_env=False, verify=False
    ) as client:
        assert (await client.post("/upload", files={"files": ("a", b"abc")})).is_success
        assert app.files
        calls = [
            asyncio.ensure_future(
                told(client, ("run", "call", "queue")[number % 3], number, goes_on)
            )
            for number in range(count)
        ]

        async def all_wait():
            answer = await client.get("/queue/status")
            return answer.json()["queue_size"] == count - PLACES

        await soon(all_wait)
        app.process.send_signal(ask_to_end)
        await soon(lambda: refused(client))
        late = await client.post("/run/wait", json={"data": [1]})
        assert late.status_code == 503 and "being stopped" in late.json()["error"]
        assert late.headers["retry-after"]
        then()
        # Some callers ask only now what became of their runs.
        goes_on.set()
        return await asyncio.gather(*calls), await asyncio.to_thread(app.process.wait, 60)


async def refused(client):
    """Whether the server takes nothing new any more."""
    return (await client.post("/login", data={})).status_code == 503


LOADS = [24, pytest.param(300, marks=pytest.mark.thorough)]


@pytest.mark.parametrize("count", LOADS)
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_each_caller_is_told_and_what_runs_has_its_time(served, name, count):
    with served(SERVE.format(stop=60)) as app:
        ends, status = asyncio.run(end_under(app, count, getattr(signal, name), app.open_gate))
        assert status == 0
        assert not app.files
    done = [number for number, end in enumerate(ends) if end == [number * 2]]
    assert len(done) == PLACES
    assert [end for number, end in enumerate(ends) if number not in done] == [STOPPED] * (
        count - PLACES
    )


def test_what_does_not_finish_in_its_time_is_told_and_holds_up_no_process(served):
    with served(SERVE.format(stop=0.2)) as app:
        ends, status = asyncio.run(end_under(app, 12, signal.SIGTERM))
        assert status == 0
        assert not app.files
    assert Counter(map(str, ends)) == {str(STOPPED): 12}


def test_a_second_signal_ends_it_at_once(served):
    with served(SERVE.format(stop=3600)) as app:
        client = httpx.Client(base_url=app.url, timeout=60, trust_env=False, verify=False)
        assert client.post("/upload", files={"files": ("a", b"abc")}).is_success
        event = client.post("/call/wait", json={"data": [1]}).json()["event_id"]
        with client.stream("GET", f"/call/wait/{event}") as stream:
            app.process.send_signal(signal.SIGINT)
            while client.post("/login", data={}).status_code != 503:
                time.sleep(0.02)
            app.process.send_signal(signal.SIGINT)
            text = "".join(stream.iter_text())
        assert json.loads(text.strip().rpartition("data: ")[2]) == STOPPED
        assert app.process.wait(60) == 0
        assert not app.files


def test_files_are_deleted_when_the_program_around_the_server_ends(served):
    with served(SERVE_ASIDE) as app:
        client = httpx.Client(base_url=app.url, timeout=60, trust_env=False, verify=False)
        assert client.post("/upload", files={"files": ("a", b"abc")}).is_success
        assert client.post("/call/wait", json={"data": [1]}).is_success
        assert app.files
        (app.folder / "over").touch()
        assert app.process.wait(60) == 0
        assert not app.files
