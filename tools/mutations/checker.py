"""Faceplate, run as anybody runs it: the command, and its findings as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from mutations.finding import Finding


def run(package: Path, cache: Path, extended: Sequence[str] = ()) -> list[Finding]:
    """Check a package with all rules.

    Args:
        package: Its folder.
        cache: The folder of what faceplate keeps.
        extended: Targets in which it looks for what the package extends.

    Raises:
        SystemExit: If the checker fails.
    """
    # What is mutated may be what faceplate needs, and must not be imported from the current folder.
    command = [sys.executable, "-P", "-m", "faceplate", "check", package.name, "--select", "ALL"]
    paths = [option for target in (".", *extended) for option in ("--search-path", target)]
    ran = subprocess.run(
        [*command, "--format", "json", *paths, "--offline"],
        cwd=package.parent, capture_output=True, text=True, check=False,
        env={**os.environ, "FACEPLATE_CACHE": str(cache)},
    )  # fmt: skip
    if ran.returncode not in (0, 1):
        sys.exit(f"faceplate check failed: {ran.stderr.strip()}")
    return [
        Finding(record["file"], record["line"], f"{record['rule']} {record['message']}")
        for record in json.loads(ran.stdout)
    ]
