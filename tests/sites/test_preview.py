"""`faceplate serve` and `mkdocs serve`: pages in a browser, anew when a source file changes."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from browsing import Browser


@contextlib.contextmanager
def changing(file: Path, old: str, new: str) -> Iterator[None]:
    """Change a text in a file, and go on writing the file until the change has been noticed.

    Nobody outside of a server knows from when on it watches its files.
    """
    text = file.read_text().replace(old, new)
    noticed = threading.Event()

    def write() -> None:
        count = 0
        # A server may wait until changes stop, so they come further apart than it waits.
        while not noticed.wait(2):
            count += 1
            file.write_text(f"{text}{chr(10) * (count % 2)}")

    file.write_text(text)
    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        noticed.set()
        thread.join()


@contextlib.contextmanager
def called(action: Callable[[], None]) -> Iterator[str]:
    """Give the address at which a program in another process makes something happen here."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            action()
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def served(lamps: Path, tmp_path: Path) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "faceplate", "serve", str(lamps), "--port", "0", "--verbose"],
        env=os.environ | {"FACEPLATE_CACHE": str(tmp_path / "cache")},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    match = re.fullmatch(r"faceplate: the pages of lamps are at (http://127\.0\.0\.1:\d+)/\n", line)
    assert match, line
    yield match[1]
    process.terminate()
    rest = process.communicate(timeout=60)[1]
    assert "Traceback" not in rest


def test_pages_are_shown_and_change_with_their_source(served: str, lamps: Path) -> None:
    with httpx.Client(base_url=served, trust_env=False) as client:
        index = client.get("/")
        assert index.status_code == 200
        assert "default-src 'none'" in index.headers["Content-Security-Policy"]
        assert 'href="lamp/"' in index.text
        page = client.get("/lamp/").text
        assert 'id="lamps.Lamp.press.fn"' in page
        assert client.get("/lamp.md").text.startswith("# Lamp\n")
        assert client.get("/assets/faceplate.js").status_code == 200
        for path in ("/nothing/", "/nothing.md", "/assets/preview.py", "/assets/..%2Fpages.py"):
            assert client.get(path).status_code == 404
        assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
        with client.stream("GET", "/changes", timeout=120) as answer:
            numbers = (line for line in answer.iter_lines() if line.startswith("data: "))
            assert next(numbers) == "data: 0"
            with changing(lamps / "__init__.py", "on or off", "bright or dark"):
                assert next(numbers) == "data: 1"
        assert "bright or dark" in client.get("/lamp/").text
        assert "on or off" not in client.get("/lamp/").text


def test_a_browser_shows_a_change_by_itself(
    browser: Browser,
    served: str,
    lamps: Path,
) -> None:
    code = """
        await page.goto(given.page);
        await page.getByText("on or off").waitFor();
        await fetch(given.shown);
        const colour = (one) => page.locator(`.highlight .${one}`).first().evaluate(
          (word) => getComputedStyle(word).color);
        const colours = [await colour("n"), await colour("s2")];
        await page.getByText("bright or dark").waitFor();
        return colours;
    """
    with contextlib.ExitStack() as stack:

        def change() -> None:
            stack.enter_context(changing(lamps / "__init__.py", "on or off", "bright or dark"))

        with called(change) as shown:
            name, string = browser(code, {"page": f"{served}/lamp/", "shown": shown})
    assert name != string  # code has its colours, and the policy of the page lets it have them


def test_what_cannot_be_served_is_said_in_one_line(process, lamps: Path) -> None:
    assert process("serve", "no_such_library").code == 2
    found = process("serve", lamps, "--port", "99999")
    assert found.code == 2
    assert found.err.startswith("faceplate: port 99999 cannot be used")


@pytest.fixture
def mkdocs_served(lamps: Path, tmp_path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Start\n")
    plugin = f"plugins: [{{faceplate: {{library: {lamps}, templates: mine}}}}]\n"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Lamps\ntheme: mkdocs\n{plugin}")
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
        cwd=tmp_path,
        env=os.environ | {"FACEPLATE_CACHE": str(tmp_path / "cache"), "NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    line = next((one for one in process.stderr if "Serving on" in one), "")
    assert line
    # A full pipe would hold the server up.
    threading.Thread(target=process.stderr.read, daemon=True).start()
    yield f"http://{address}/"
    process.terminate()
    process.wait(timeout=60)


def test_mkdocs_serve_follows_sources_and_templates(
    mkdocs_served: str, lamps: Path, tmp_path: Path
) -> None:
    def wait_for(words: str) -> None:
        end = time.monotonic() + 120
        while words not in httpx.get(f"{mkdocs_served}components/lamp/", trust_env=False).text:
            assert time.monotonic() < end, f"the page never shows {words!r}"
            time.sleep(0.1)

    wait_for("on or off")
    with changing(lamps / "__init__.py", "on or off", "bright or dark"):
        wait_for("bright or dark")
    template = tmp_path / "mine" / "actions.html"
    template.write_text("<p>of others</p>")
    with changing(template, "of others", "of my own"):
        wait_for("of my own")
