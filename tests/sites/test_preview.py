"""`faceplate serve` and `mkdocs serve`: pages in a browser, anew when a source file changes."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from browsing import Browser, browser  # noqa: F401 - a fixture


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
    rest = process.communicate(timeout=20)[1]
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
        with client.stream("GET", "/changes", timeout=20) as answer:
            numbers = (line for line in answer.iter_lines() if line.startswith("data: "))
            assert next(numbers) == "data: 0"
            time.sleep(0.5)  # until the files are watched
            file = lamps / "__init__.py"
            file.write_text(file.read_text().replace("on or off", "bright or dark"))
            assert next(numbers) == "data: 1"
        assert "bright or dark" in client.get("/lamp/").text
        assert "on or off" not in client.get("/lamp/").text


def test_a_browser_shows_a_change_by_itself(
    browser: Browser,  # noqa: F811
    served: str,
    lamps: Path,
) -> None:
    file = lamps / "__init__.py"
    text = file.read_text()
    writing = threading.Timer(2.0, file.write_text, [text.replace("on or off", "bright or dark")])
    writing.start()
    code = """
        await page.goto(given + "/lamp/");
        await page.getByText("on or off").waitFor();
        const colour = (one) => page.locator(`.highlight .${one}`).first().evaluate(
          (word) => getComputedStyle(word).color);
        const colours = [await colour("n"), await colour("s2")];
        await page.getByText("bright or dark").waitFor();
        return colours;
    """
    name, string = browser(code, served)
    writing.join()
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
    process.wait(timeout=20)


def test_mkdocs_serve_follows_sources_and_templates(
    mkdocs_served: str, lamps: Path, tmp_path: Path
) -> None:
    def shows(words: str) -> bool:
        for _ in range(100):
            if words in httpx.get(f"{mkdocs_served}components/lamp/", trust_env=False).text:
                return True
            time.sleep(0.1)
        return False

    assert shows("on or off")
    file = lamps / "__init__.py"
    file.write_text(file.read_text().replace("on or off", "bright or dark"))
    assert shows("bright or dark")
    (tmp_path / "mine" / "actions.html").write_text("<p>of my own</p>")
    assert shows("of my own")
