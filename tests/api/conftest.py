"""Scripts of a small library, and servers that end with their test."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from answering import Server

LIBRARY = Path(__file__).with_name("tiny.py")


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], Path]:
    """Write a script beside a small library that it can import."""
    shutil.copy(LIBRARY, tmp_path / "tiny.py")

    def write(source: str, name: str = "app.py") -> Path:
        path = tmp_path / name
        path.write_text("from tiny import *\n" + textwrap.dedent(source), encoding="utf-8")
        return path

    return write


@pytest.fixture
def server() -> Iterator[Callable[..., Server]]:
    """Start servers, which end with the test."""
    started: list[Server] = []

    def start(host: str = "127.0.0.1") -> Server:
        started.append(Server(host))
        return started[-1]

    yield start
    for one in started:
        one.close()
