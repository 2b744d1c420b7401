"""Virtual environments in which releases are installed, and the probe run in them.

An environment is made once and kept. What an old release needs beside itself is said in `PINS`:
its own metadata allows later versions of its dependencies, with which it no longer imports.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import venv
from pathlib import Path

import msgspec

from agreement.runtime import Question, Release

# The first release that imports beside the newest of its dependencies, and what older ones need.
PINS: tuple[tuple[tuple[int, ...], tuple[str, ...]], ...] = (
    ((6,), ("huggingface_hub<1", "requests")),
    (
        (5,),
        (
            "huggingface_hub<0.25",
            "pydantic<2.11",
            "fastapi<0.113",
            "starlette<0.38",
            "numpy<2",
        ),
    ),
)

# What apps need that sign people in; an older release, which has no such extra, only says so.
EXTRA = "oauth"

PROBE = Path(__file__).with_name("probe.py")
INSTALL_SECONDS = 1800
PROBE_SECONDS = 600


class ProbeError(Exception):
    """An environment could not be made, or the probe did not answer in it."""


def release_of(version: str) -> tuple[int, ...]:
    """The numbers of a version, for comparing."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def pins(version: str) -> list[str]:
    """The requirements to install beside a release."""
    return [
        requirement
        for first, requirements in PINS
        if release_of(version) < first
        for requirement in requirements
    ]


def python_of(folder: Path) -> Path:
    """The interpreter of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def environment(library: str, version: str, folder: Path) -> Path:
    """Make the environment of a release unless it exists.

    Args:
        library: Name of the package to install.
        version: Its version.
        folder: Folder of the environment.

    Returns:
        The interpreter of the environment.

    Raises:
        ProbeError: pip could not install the release.
    """
    python = python_of(folder)
    if python.exists():
        return python
    venv.create(folder, with_pip=True)
    command = [str(python), "-m", "pip", "install", "--quiet", f"{library}[{EXTRA}]=={version}"]
    try:
        _run([*command, *pins(version)], INSTALL_SECONDS)
    except ProbeError:
        # A half-made environment would pass for a whole one at the next call.
        python.unlink(missing_ok=True)
        raise
    return python


def ask(python: Path, asked: list[Question]) -> Release:
    """Run the probe in an environment.

    Args:
        python: Interpreter of the environment.
        asked: Questions to be answered there.

    Returns:
        What the probe printed.

    Raises:
        ProbeError: The library could not be imported there, or took too long.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "release.json"
        _run(
            [str(python), str(PROBE), str(output)],
            PROBE_SECONDS,
            stdin=msgspec.json.encode(asked),
            cwd=folder,
        )
        return msgspec.json.decode(output.read_bytes(), type=Release)


def _run(
    command: list[str], seconds: float, stdin: bytes | None = None, cwd: str | None = None
) -> None:
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    surroundings["GRADIO_ANALYTICS_ENABLED"] = "False"
    try:
        done = subprocess.run(
            command,
            input=stdin,
            stdin=None if stdin is not None else subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            cwd=cwd,
            env=surroundings,
        )
    except subprocess.TimeoutExpired as error:
        raise ProbeError(f"{command[0]} took longer than {seconds:.0f} s") from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
        raise ProbeError(f"{' '.join(command[:5])}: {lines[-1]}")
