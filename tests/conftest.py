"""What all tests share: an option, a cache of their own, and the command line in this process."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from browsing import Browser, opened
from faceplate.cli.main import main

# Looking for cycles among all that the tests keep takes a tenth of their time; few are made.
gc.set_threshold(300_000, 50, 100)

# Packages to be read are none to be run, whatever their modules are called.
collect_ignore_glob = ["fixtures/*"]

# The same examples each time, however slow or busy the machine is.
settings.register_profile(
    "calm", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("calm")


def pytest_collection_finish():
    """Leave out of each search for cycles what stays as long as the tests run."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser):
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="write what is made now as what is expected from now on",
    )


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give names of folders that do not exist yet; one more folder to list would slow each test."""
    root = tmp_path_factory.mktemp("caches")
    return (root / str(number) for number in count())


@pytest.fixture(autouse=True)
def cache_folder(caches: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache of its own, which does not exist yet."""
    folder = next(caches)
    monkeypatch.setenv("FACEPLATE_CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a headless Chromium."""
    yield from opened()


class Outcome(NamedTuple):
    """How a call of the command line ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def faceplate(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Call the command line in this process; what it prints is checked for tracebacks."""

    def call(*words: str | os.PathLike[str]) -> Outcome:
        capfd.readouterr()
        code = main([os.fspath(word) for word in words])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        assert "fault of faceplate" not in err
        return Outcome(code, out, err)

    return call


@pytest.fixture
def process() -> Callable[..., Outcome]:
    """Call the command line as a process of its own, for what might end or slow down this one."""

    def call(*words: str | os.PathLike[str], **environment: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "faceplate", *(os.fspath(word) for word in words)],
            env=os.environ | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert "fault of faceplate" not in done.stderr
        return Outcome(done.returncode, done.stdout, done.stderr)

    return call
