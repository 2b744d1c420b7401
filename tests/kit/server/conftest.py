"""What the tests of the server share: apps that run, callers over HTTP, real clients, a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import faceplate_kit as kit
from browsing import CLIENTS, environment, missing
from faceplate_kit.server.serving import Server, launch

Serve = Callable[..., "Caller"]


class Caller:
    """Someone who calls a running app over HTTP."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.service = server.service
        self.url = server.url.rstrip("/")
        self.http = httpx.Client(base_url=self.url, timeout=120, trust_env=False, verify=False)

    def join(self, data: list[Any], index: int = 0, session: str = "s", **more: Any) -> str:
        body = {"data": data, "fn_index": index, "session_hash": session, **more}
        answer = self.http.post("/queue/join", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()["event_id"]

    def messages(self, session: str = "s") -> list[dict[str, Any]]:
        with self.http.stream("GET", "/queue/data", params={"session_hash": session}) as answer:
            assert answer.status_code == 200
            messages = []
            for line in filter(None, answer.iter_lines()):
                assert line.startswith("data: ")
                messages.append(json.loads(line.removeprefix("data: ")))
                if messages[-1]["msg"] == "close_stream":
                    break
        return messages

    def call(self, name: str, data: list[Any], **more: Any) -> list[tuple[str, Any]]:
        started = self.http.post(f"/gradio_api/call{name}", json={"data": data, **more})
        assert started.status_code == 200, started.text
        path = f"/gradio_api/call{name}/{started.json()['event_id']}"
        with self.http.stream("GET", path) as answer:
            assert answer.status_code == 200
            pieces = "".join(answer.iter_text()).strip().split("\n\n")
        events = [dict(line.split(": ", 1) for line in one.split("\n")) for one in pieces]
        return [(event["event"], json.loads(event["data"])) for event in events]

    def rest(self) -> None:
        """Wait until the server has nothing to do any more, and see that nothing is left."""
        deadline = time.monotonic() + 60
        service = self.service
        while time.monotonic() < deadline:
            held = service.budget.held
            if not (service.engine.tasks or service.engine.waiting or service.jobs or held):
                return
            time.sleep(0.02)
        raise AssertionError(
            f"left: {service.engine.tasks} tasks, {service.engine.waiting} jobs in the queue, "
            f"{len(service.jobs)} jobs known, {service.budget.held} bytes held"
        )


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve apps for one test; at its end each must be at rest."""
    running: list[tuple[kit.Blocks, Caller]] = []

    def start(blocks: kit.Blocks, **options: Any) -> Caller:
        blocks.show_error = options.pop("show_error", False)
        options = {"server_port": 0, "quiet": True, **options}
        caller = Caller(launch(blocks, prevent_thread_lock=True, **options))
        running.append((blocks, caller))
        return caller

    yield start
    for blocks, caller in running:
        caller.http.close()
        caller.server.close()
        blocks.files.delete()
    for _, caller in running:
        assert not caller.service.engine.tasks
    names = [one.name for one in threading.enumerate() if one.name == "faceplate-kit"]
    assert not names, "a server still runs"


@pytest.fixture(params=["early", "middle", "current"])
def python_client(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Run code with one generation of the Python client; `result` is what it finds out."""
    python = CLIENTS / request.param / "bin" / "python"
    if not python.exists():
        missing(f"the {request.param} Python client is not installed")

    def run(code: str, **given: Any) -> Any:
        whole = (
            "import json, os, sys, tempfile\n"
            "os.environ['HF_HUB_DISABLE_TELEMETRY'] = '1'\n"
            f"given = json.loads({json.dumps(given)!r})\n"
            "from gradio_client import Client\n"
            f"{code}\n"
            "print('\\n@' + json.dumps(result))\n"
            "sys.stdout.flush(); os._exit(0)\n"
        )
        return _last(_run([str(python), "-c", whole]))

    run.generation = request.param  # type: ignore[attr-defined]
    return run


def _run(command: list[str], cwd: Path | None = None, **options: Any) -> str:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=environment(folder),
            capture_output=True,
            text=True,
            timeout=300,
            **options,
        )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def _last(out: str) -> Any:
    return json.loads(out.rpartition("\n@")[2])


@pytest.fixture
def run_python() -> Callable[[str], str]:
    """Run code with the current Python client, and give what it prints."""
    python = CLIENTS / "current" / "bin" / "python"
    if not python.exists():
        missing("the Python client is not installed")
    return lambda code: _run([str(python), "-c", code])


@pytest.fixture
def run_javascript(tmp_path: Path) -> Callable[[str], str]:
    """Run a module with the JavaScript client, and give what it prints."""
    packages = CLIENTS / "node" / "node_modules"
    if shutil.which("node") is None or not packages.exists():
        missing("the JavaScript client is not installed")

    def run(code: str) -> str:
        (tmp_path / "node_modules").unlink(missing_ok=True)
        (tmp_path / "node_modules").symlink_to(packages)
        (tmp_path / "call.mjs").write_text(code)
        return _run(["node", "call.mjs"], tmp_path)

    return run


@pytest.fixture
def run_shell() -> Callable[[str], str]:
    """Run lines of bash, and give what they print."""
    if shutil.which("curl") is None or shutil.which("bash") is None:
        missing("bash or curl is not installed")
    return lambda code: _run(["bash", "-c", code])
