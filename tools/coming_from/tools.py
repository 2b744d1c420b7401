"""The other tools, and faceplate: the codes that each gives for a module."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from mutations.peers import PACKAGES, PEERS, Peer, run

DARGLINT = "darglint==1.8.1"
NAMES = (*(peer.name for peer in PEERS), "darglint")
# A code at the beginning of a message or of a line: DOC101, D417, PR01, SIG202, DAR101
_CODE = re.compile(r"\b([A-Z]{1,3}\d{2,3})\b")


def environment(folder: Path) -> Path:
    """Install the tools into an environment of their own; return the folder of its programs."""
    from mutations.peers import installed

    programs = installed(folder)
    if not (programs / "darglint").exists():
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", DARGLINT]
        subprocess.run([*pip, "--disable-pip-version-check"], check=True)
    return programs


def messages(name: str, programs: Path, folder: Path, style: str) -> dict[str, set[str]]:
    """Return what a tool says of each module of a folder, each message with its code in front.

    Args:
        name: Name of the tool.
        programs: Where it is installed.
        folder: Holds the modules.
        style: The docstring style of all of them.
    """
    given: dict[str, set[str]] = {path.name: set() for path in folder.glob("*.py")}
    if name == "darglint":
        for file in given:
            command = [str(programs / "darglint"), "-s", style, "-z", "full", file]
            printed = subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout
            given[file].update(
                f"{code} {line.partition(code)[2]}"
                for line in printed.splitlines()
                for code in _CODE.findall(line)[:1]
            )
        return given
    for finding in run(Peer(name, names=True), programs, folder, style):
        given[Path(finding.file).name].add(finding.message)
    return given


def code(message: str) -> str:
    """Return the code of a message; an empty text if it has none."""
    return next(iter(_CODE.findall(message)), "")


def own(folder: Path) -> dict[str, set[str]]:
    """Return what faceplate says of each module of a folder, with the rule in front."""
    given: dict[str, set[str]] = {path.name: set() for path in sorted(folder.glob("*.py"))}
    command = [sys.executable, "-m", "faceplate", "check", *given, "--select", "ALL"]
    ran = subprocess.run(
        [*command, "--format", "json", "--offline", "--no-cache"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    for record in json.loads(ran.stdout):
        given[record["file"]].add(f"{record['rule']} {record['message']}")
    return given


def versions() -> dict[str, str]:
    """Return the release of each tool."""
    return dict(package.split("==") for package in (*PACKAGES, DARGLINT))
