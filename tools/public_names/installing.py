"""Environments with one package each."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

SECONDS = 240
"""What one installation, or one import of a package, may take."""
_EXTRAS = ("[all]",)
"""What to install beside what a package requires, where modules of it still cannot be imported."""
_PROBE = Path(__file__).with_name("probe.py")


def probe(archive: Path, top: str, paths: list[str], folder: Path) -> dict[str, Any] | str:
    """Install a package and ask it for its public names; dependencies only where it needs them.

    Args:
        archive: The file to install.
        top: Import name of the package.
        paths: Dotted paths of which it is asked whether they lead to something.
        folder: Where its environment is made, or lies already.

    Returns:
        What `probe.py` says, or why it cannot be asked.
    """
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=False)
        reason = _install(python, ["--no-deps", str(archive)])
        if reason:
            return f"cannot be installed: {reason}"
    told = _ask(python, top, paths)
    for extras in ("", *_EXTRAS):
        if not isinstance(told, str) and not _lacks_packages(told):
            break
        reason = _install(python, [f"{archive}{extras}"])
        again = _ask(python, top, paths)
        told = f"{again}; {reason}" if isinstance(again, str) else again
    return told


def _lacks_packages(told: dict[str, Any]) -> bool:
    return any(reason.startswith("ModuleNotFoundError") for reason in told["failed"].values())


def _install(python: Path, options: list[str]) -> str:
    """Install into an environment; returns why that failed, or an empty string."""
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    command = [
        *pip,
        "--disable-pip-version-check",
        "--no-warn-script-location",
        "--no-compile",
        *options,
    ]
    # pip hands over to a process of its own, which would go on when only pip is ended.
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        _, errors = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return f"installing took longer than {SECONDS} s"
    lines = errors.decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if process.returncode and lines else ""


def _ask(python: Path, top: str, paths: list[str]) -> dict[str, Any] | str:
    scratch = python.parents[1] / "scratch"
    scratch.mkdir(exist_ok=True)
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(scratch),
        "MPLBACKEND": "agg",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    try:
        finished = subprocess.run(
            [str(python.absolute()), str(_PROBE), top],
            input=json.dumps(paths).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            cwd=scratch,
            env=environment,
        )
        told: dict[str, Any] = json.loads(finished.stdout)
    except subprocess.TimeoutExpired:
        return f"importing took longer than {SECONDS} s"
    except ValueError:
        lines = finished.stderr.decode(errors="replace").strip().splitlines() or ["no answer"]
        return lines[-1][:200]
    if top in told["failed"]:
        return f"cannot be imported: {told['failed'][top]}"
    return told
