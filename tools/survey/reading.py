"""Reads one package with each command, and says what is wrong with the answers."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from survey.measuring import Run, run

SECONDS = 60.0
"""Processor time that no command may take longer than."""
MEMORY = 400.0
"""MiB that no command may need more than."""
_CODES = {"cold": (0, 2), "warm": (0, 2), "check": (0, 1, 2)}


class Reading(msgspec.Struct, frozen=True):
    """What came of reading one package.

    Attributes:
        target: Name and version.
        runs: What each command used: `cold` and `warm` for `extract`, `check`.
        objects: How many pages the manifest has; None where there is no manifest.
        problems: How many problems the manifest names.
        faults: What is wrong, each in one line that begins with its kind.
    """

    target: str
    runs: dict[str, Run]
    objects: int | None
    problems: int
    faults: list[str]


def read(target: str, archive: Path) -> Reading:
    """Read a package with an empty cache, once more, and check it.

    Args:
        target: Name and version, for the result.
        archive: The file that holds it.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        environment = os.environ | {"FACEPLATE_CACHE": str(folder / "cache")}
        faceplate = [sys.executable, "-m", "faceplate"]
        extract, check = [*faceplate, "extract", str(archive)], [*faceplate, "check", str(archive)]
        runs = {
            "cold": run(extract, folder / "cold.json", environment),
            "warm": run(extract, folder / "warm.json", environment),
            "check": run(check, folder / "check.txt", environment),
        }
        cold, warm = ((folder / f"{name}.json").read_bytes() for name in ("cold", "warm"))
    manifest = _manifest(cold) if runs["cold"].code == 0 else None
    objects = None if manifest is None else len(manifest.get("components", ()))
    problems = len(manifest.get("problems", ())) if manifest else 0
    return Reading(target, runs, objects, problems, faults_of(runs, cold, warm))


def faults_of(runs: dict[str, Run], cold: bytes, warm: bytes) -> list[str]:
    """Return what is wrong with a reading.

    Args:
        runs: What each command used, by its name.
        cold: What `extract` printed with an empty cache.
        warm: What it printed the second time.
    """
    faults = [fault for name, used in runs.items() for fault in _of_run(name, used)]
    if cold != warm:
        faults.append("warm: the second manifest is another than the first")
    if runs["cold"].code == 0:
        manifest = _manifest(cold)
        if manifest is None:
            faults.append("manifest: exit code 0 without a manifest")
        elif not (manifest["components"] or manifest.get("problems") or runs["cold"].message):
            faults.append("empty: 0 objects, and no reason")
    return faults


def _manifest(data: bytes) -> dict[str, Any] | None:
    try:
        manifest = json.loads(data)
    except ValueError:
        return None
    return manifest if isinstance(manifest, dict) else None


def _of_run(name: str, used: Run) -> list[str]:
    faults = []
    if "Traceback (most recent call last)" in used.message:
        faults.append(f"traceback: {name}: {used.message.strip().splitlines()[-1]}")
    if used.code not in _CODES[name]:
        faults.append(f"exit: {name}: {used.code}")
    if used.code == 2 and not used.message.strip():
        faults.append(f"silent: {name}: exit code 2 without a message")
    if used.seconds > SECONDS:
        faults.append(f"time: {name}: {used.seconds:.0f} s")
    if used.memory > MEMORY:
        faults.append(f"memory: {name}: {used.memory:.0f} MiB")
    return faults
