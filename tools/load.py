"""Measures how many calls per second an app takes under the kit and under Gradio.

    python tools/load.py [--release 6.31.0] [--calls 400] [--at-once 20] [--rounds 5]

The release of Gradio is installed in an environment of its own, unless it is there. The same app is
served by both, each in a process of its own, and both stay up for the whole run. Each round calls
one and then the other, with the same program over HTTP: one request starts a run, another reads its
events. What counts is the ratio of the medians, since the rates themselves depend on the machine.
An answer that is wrong or missing makes the command fail.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import httpx

from agreement.environments import ProbeError, environment

ENVIRONMENTS = Path(__file__).resolve().parents[1] / "build" / "environments"
ENDPOINTS = {
    "plain": "a function",
    "waiting": "a coroutine",
    "batch": "a batch",
    "steps": "a generator",
}

APP = """
import asyncio, socket
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
def double(number): return number * 2
async def wait(number): return number * 2
def several(numbers): return [[number * 2 for number in numbers]]
def steps(number):
    yield number
    yield number * 2
with ui.Blocks() as demo:
    given, out, button = ui.Number(), ui.Number(), ui.Button()
    button.click(double, given, out, api_name="plain", concurrency_limit=8)
    button.click(wait, given, out, api_name="waiting", concurrency_limit=8)
    button.click(several, given, out, api_name="batch", batch=True, max_batch_size=16)
    button.click(steps, given, out, api_name="steps", concurrency_limit=8)
print(port, flush=True)
demo.launch(server_port=port, quiet=True)
"""


def serve(python: str, module: str) -> tuple[subprocess.Popen[str], str]:
    """Serve the app in a process of its own.

    Args:
        python: The interpreter.
        module: The library that the app is made with.

    Returns:
        The process, and the URL of the app.

    Raises:
        SystemExit: If it does not come up.
    """
    code = f"import {module} as ui\n{APP}"
    process = subprocess.Popen(
        [python, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    port = process.stdout.readline().strip()
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while port and process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/config", trust_env=False).status_code == 200:
                return process, url
        except httpx.TransportError:
            time.sleep(0.1)
    process.kill()
    sys.exit(f"{python}: the app does not come up with {module}")


async def rate(url: str, name: str, calls: int, at_once: int) -> float:
    """Call an endpoint many times, and give the calls per second."""
    pool = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
    places = asyncio.Semaphore(at_once)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=pool, trust_env=False) as client:

        async def call(number: int) -> None:
            path = f"/gradio_api/call/{name}"
            async with places:
                started = await client.post(path, json={"data": [number]})
                text = (await client.get(f"{path}/{started.json()['event_id']}")).text
            event, data = text.strip().split("\n\n")[-1].splitlines()
            if event != "event: complete" or json.loads(data[6:]) != [number * 2]:
                sys.exit(f"{url}: call {number} of {name} ended with {text[-200:]!r}")

        began = time.perf_counter()
        await asyncio.gather(*map(call, range(calls)))
        return calls / (time.perf_counter() - began)


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--release", default="6.31.0", help="of Gradio; default: %(default)s")
    parser.add_argument(
        "--environments",
        type=Path,
        default=ENVIRONMENTS,
        metavar="FOLDER",
        help="where the environments of releases are",
    )
    parser.add_argument("--calls", type=int, default=400, help="default: %(default)s")
    parser.add_argument("--at-once", type=int, default=20, help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    options = parser.parse_args()
    release = options.release
    try:
        python = environment("gradio", release, options.environments.resolve() / release)
    except ProbeError as error:
        parser.error(f"--release {release}: {error}")
    running = [serve(sys.executable, "faceplate_kit"), serve(str(python), "gradio")]
    rates: dict[tuple[str, str], list[float]] = {}
    try:
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
            for name in ENDPOINTS:
                for _, url in running:
                    found = asyncio.run(rate(url, name, options.calls, options.at_once))
                    rates.setdefault((url, name), []).append(found)
    finally:
        for process, _ in running:
            process.terminate()
            process.wait()
    print(
        f"{options.calls} calls, {options.at_once} at once, medians of {options.rounds} rounds, "
        "calls per second\n"
    )
    print(f"| Endpoint | kit | Gradio {release} | ratio |\n| --- | --: | --: | --: |")
    for name, what in ENDPOINTS.items():
        kit, gradio = (statistics.median(rates[url, name]) for _, url in running)
        print(f"| {what} | {kit:.0f} | {gradio:.0f} | {kit / gradio:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
