"""Calls the kit's server very often, sends it far too much, and ends it under callers who wait.

    python tools/soak.py [--calls 20000] [--callers 100]

The server runs in a process of its own, whose memory is that which the system says. Each call has
to be answered rightly, and the memory must not grow with them. Then anonymous requests send large
bodies, whose peak of memory is measured. At last the server is asked to end, by each signal, while
callers wait on each of the routes: each has to be told, and no file may be left. The command fails
where it is otherwise.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

APP = """
import sys, time
import faceplate_kit as kit

def double(number):
    return number * 2

def steps(number):
    yield number
    yield number * 2

def wait(number):
    time.sleep(2)
    return number * 2

with kit.Blocks() as demo:
    given, out, button = kit.Number(), kit.Number(), kit.Button()
    button.click(double, given, out, api_name="double", concurrency_limit=8)
    button.click(steps, given, out, api_name="steps", concurrency_limit=8)
    button.click(wait, given, out, api_name="wait", concurrency_limit=4)
demo.launch(server_port=0)
"""

AT_ONCE = 8
# Megabytes that the process may take more, after all calls or for one request. Sessions are kept
# for an hour, at most 10,000 of them, and each takes about 4 kB.
GROWTH, LARGE_BODY = 50, 60
JSON = {"content-type": "application/json"}


class App:
    """The app in a process of its own.

    Attributes:
        process: The process.
        place: Host and port.
        folder: Where its files are.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", APP],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": folder},
        )
        assert self.process.stderr is not None
        self.place = urlsplit(self.process.stderr.readline().split()[-1]).netloc

    def connection(self) -> http.client.HTTPConnection:
        """Return a new connection to it."""
        return http.client.HTTPConnection(self.place, timeout=120)

    def peak(self) -> int:
        """Return the most memory that it has taken so far, in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        peak = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert peak is not None
        return int(peak[1]) >> 10


@contextmanager
def served() -> Iterator[App]:
    """Serve the app, and end it."""
    with tempfile.TemporaryDirectory() as folder:
        app = App(folder)
        try:
            yield app
        finally:
            app.process.kill()
            app.process.wait()


def ask(connection: http.client.HTTPConnection, method: str, path: str, body: object = None) -> str:
    """Make a request, and return the body of its answer."""
    connection.request(method, path, None if body is None else json.dumps(body), JSON)
    return connection.getresponse().read().decode()


def run(connection: http.client.HTTPConnection, name: str, number: int) -> object:
    """Call an endpoint with one request."""
    answer = json.loads(ask(connection, "POST", f"/run/{name}", {"data": [number]}))
    return answer.get("data") or answer["error"]


def call(connection: http.client.HTTPConnection, name: str, number: int) -> object:
    """Call an endpoint with two requests."""
    started = json.loads(ask(connection, "POST", f"/call/{name}", {"data": [number]}))
    if "error" in started:
        return started["error"]
    text = ask(connection, "GET", f"/call/{name}/{started['event_id']}")
    end = json.loads(text.strip().rpartition("data: ")[2])
    return end if isinstance(end, list) else end["error"]


def join(connection: http.client.HTTPConnection, name: str, number: int) -> object:
    """Call an endpoint through the queue of a session, as pages do."""
    index = ["double", "steps", "wait"].index(name)
    session = f"session{number}"
    body = {"data": [number], "fn_index": index, "session_hash": session}
    joined = json.loads(ask(connection, "POST", "/queue/join", body))
    if "error" in joined:
        return joined["error"]
    # The server leaves it to the caller to hang up, so each stream has a connection of its own.
    listening = http.client.HTTPConnection(connection.host, connection.port, timeout=120)
    listening.request("GET", f"/queue/data?session_hash={session}")
    messages = []
    for line in listening.getresponse():
        if line.startswith(b"data: "):
            messages.append(json.loads(line[6:]))
            if messages[-1]["msg"] == "close_stream":
                break
    listening.close()
    output = next(one["output"] for one in messages if one["msg"] == "process_completed")
    return output.get("data") or output["error"]


ROUTES = (run, call, join)


def each(app: App, numbers: Iterable[int], at_once: int, name: Callable[[int], str]) -> list[str]:
    """Let callers call an endpoint with each number, and return what each of them was told.

    Args:
        app: The app.
        numbers: The numbers.
        at_once: How many callers there are.
        name: A number to the endpoint that is called with it.
    """
    ends: list[str] = []
    waiting, lock = iter(numbers), threading.Lock()

    def caller() -> None:
        connection = app.connection()
        while True:
            with lock:
                number = next(waiting, None)
            if number is None:
                return
            try:
                end = ROUTES[number % 3](connection, name(number), number)
                ends.append("right" if end == [number * 2] else str(end))
            except (OSError, http.client.HTTPException, ValueError) as error:
                ends.append(f"cut: {type(error).__name__}")
                connection = app.connection()

    callers = [threading.Thread(target=caller) for _ in range(at_once)]
    for thread in callers:
        thread.start()
    for thread in callers:
        thread.join()
    return ends


def many_calls(count: int) -> bool:
    """Call often; return whether all was well."""
    with served() as app:
        each(app, range(1, 1 + count // 10), AT_ONCE, lambda number: "double")
        before, began = app.peak(), time.monotonic()
        ends = Counter(
            each(app, range(1, 1 + count), AT_ONCE, lambda number: ("double", "steps")[number % 2])
        )
        seconds, after = time.monotonic() - began, app.peak()
    print(
        f"{count:,} calls in {seconds:.0f} s: {dict(ends)}; "
        f"memory {before} MB after the first tenth, {after} MB at the end"
    )
    return ends == {"right": count} and after - before <= GROWTH


def large_bodies() -> bool:
    """Send far too much; return whether all was well."""
    lists = b'{"data": [' + b"[]," * (73 * 2**20 // 3) + b"1]}"
    form = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n'
    bodies = {
        "73 MB of lists to /run/upload": ("/run/upload", JSON, lists),
        "8 MB of lists to /run/double": ("/run/double", JSON, lists[: 8 * 2**20 - 100]),
        "200 MB to /upload": (
            "/upload",
            {"content-type": "multipart/form-data; boundary=x"},
            form + b"\r\n" + b"a" * (200 * 2**20) + b"\r\n--x--\r\n",
        ),
        "a header of 60 MB to /upload": (
            "/upload",
            {"content-type": "multipart/form-data; boundary=x"},
            form + b"X-A: " + b"a" * (60 * 2**20) + b"\r\n\r\n\r\n--x--\r\n",
        ),
    }
    good = True
    for name, (path, headers, body) in bodies.items():
        with served() as app:
            ask(app.connection(), "GET", "/config")
            before = app.peak()
            connection = app.connection()
            connection.request("POST", path, body, headers)
            status = connection.getresponse().status
            after = app.peak()
        print(f"{name}: status {status}, memory {before} MB before, {after} MB after")
        good &= after - before <= LARGE_BODY
    return good


def ending(number: signal.Signals, count: int) -> bool:
    """End the server under callers who wait; return whether all was well."""
    with served() as app:
        ends: list[str] = []
        calls = threading.Thread(
            target=lambda: ends.extend(each(app, range(1, 1 + count), count, lambda _: "wait"))
        )
        calls.start()
        connection = app.connection()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            status = json.loads(ask(connection, "GET", "/queue/status"))
            if status["queue_size"] >= count * 2 // 3:
                break
            time.sleep(0.05)
        began = time.monotonic()
        app.process.send_signal(number)
        calls.join()
        code = app.process.wait(60)
        seconds = time.monotonic() - began
        files = list(Path(app.folder).rglob("*"))
    told = Counter(ends)
    print(f"{number.name} under {count} callers, {seconds:.1f} s, exit code {code}: {dict(told)}")
    cut = sum(times for end, times in told.items() if end.startswith("cut"))
    return not cut and len(ends) == count and not files and code == 0


def main() -> int:
    """Do all of it, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--callers", type=int, default=100)
    options = parser.parse_args()
    good = [
        large_bodies(),
        *(ending(number, options.callers) for number in (signal.SIGTERM, signal.SIGINT)),
        many_calls(options.calls),
    ]
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main())
