"""A headless browser for tests, and what to do where there is none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CLIENTS = Path(__file__).parents[1] / "build" / "clients"
ORDERS = Path(__file__).parent / "kit" / "server" / "clients" / "browser.mjs"
REQUIRED = "FACEPLATE_REQUIRE_CLIENTS" in os.environ


def missing(what: str) -> None:
    """Leave a test out, unless this machine must have all that tests need."""
    reason = f"{what}; call make clients, with node, npm and chromium installed"
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


def environment(folder: str) -> dict[str, str]:
    """Give the environment of a client: no proxy, no telemetry, its own folder for files."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    quiet = {
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_OFFLINE": "1",
        "GRADIO_ANALYTICS_ENABLED": "0",
    }
    return {**kept, **quiet, "GRADIO_TEMP_DIR": folder, "TMPDIR": folder, "NO_PROXY": "*"}


class Browser:
    """A browser with a page for each order."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __call__(self, code: str, given: Any = None, quiet: bool = True, **options: Any) -> Any:
        """Run the body of an async function of `page` and `given`, and give what it returns."""
        order = {"code": code, "given": given, "options": options}
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert answer["error"] is None, f"{answer['error']}\n{answer['console']}"
        assert not answer["foreign"], "the page has asked for something elsewhere"
        if quiet:
            assert not answer["console"], answer["console"]
        return answer["value"]


def opened() -> Iterator[Browser]:
    """Start a headless Chromium, and end it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    packages = CLIENTS / "node" / "node_modules" / "playwright-core"
    if chromium is None or shutil.which("node") is None or not packages.exists():
        missing("the browser, or what drives it, is not installed")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "node_modules").symlink_to(packages.parent)
        shutil.copy(ORDERS, folder)
        process = subprocess.Popen(
            ["node", "browser.mjs", str(chromium)],
            cwd=folder,
            env=environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        yield Browser(process)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=60)
