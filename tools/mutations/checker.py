"""Faceplate, run as anybody runs it: the command, and its findings as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from mutations.finding import Finding


def run(package: Path, select: str) -> list[Finding]:
    """Check a package.

    Args:
        package: Its folder.
        select: What to look for, as `--select` has it.

    Raises:
        SystemExit: If the checker fails.
    """
    command = [sys.executable, "-m", "faceplate", "check", package.name, "--select", select]
    ran = subprocess.run(
        [*command, "--format", "json", "--search-path", "."],
        cwd=package.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode not in (0, 1):
        sys.exit(f"faceplate check failed: {ran.stderr.strip()}")
    return [
        Finding(one["file"], one["line"], f"{one['rule']} {one['message']}")
        for one in json.loads(ran.stdout)
    ]
