"""The other tools: how each is run with the settings that find most, and what it prints.

Where settings exclude each other, the tool runs once with each, and its findings are joined.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mutations.finding import Finding

PACKAGES = ("pydoclint==0.12.0", "ruff==0.17.6", "docsig==0.97.0", "numpydoc==1.11.0")
_LONGEST = 1800


class Peer(NamedTuple):
    """A tool.

    Attributes:
        name: Its name.
        names: Whether its messages name parameters; where they do not, any new finding counts.
    """

    name: str
    names: bool


PEERS = (
    Peer("pydoclint", True),
    Peer("ruff", True),
    Peer("docsig", False),
    Peer("numpydoc", True),
)


def installed(folder: Path) -> Path:
    """Install the peers into an environment of their own; return the folder of its programs."""
    # They are run in folders of their own.
    programs = folder.absolute() / ("Scripts" if os.name == "nt" else "bin")
    stamp = folder / "installed.txt"
    if not stamp.exists() or stamp.read_text() != "\n".join(PACKAGES):
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", *PACKAGES]
        subprocess.run([*pip, "--disable-pip-version-check"], check=True)
        stamp.write_text("\n".join(PACKAGES))
    return programs


def run(peer: Peer, programs: Path, folder: Path, style: str) -> list[Finding]:
    """Run a peer on all files of a folder.

    Args:
        peer: The tool.
        programs: Where it is installed.
        folder: What it looks at.
        style: The docstring style of the files.

    Returns:
        Its findings, each with a path relative to the folder.
    """
    findings: dict[Finding, None] = {}
    for command, reader in _commands(peer.name, programs, folder, style):
        environment = {**os.environ, "PYTHONHASHSEED": "0", "NO_COLOR": "1", "COLUMNS": "400"}
        ran = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False,
            timeout=_LONGEST,
        )  # fmt: skip
        if "Traceback" in ran.stderr:
            print(f"{peer.name}: {ran.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        printed = ran.stdout if peer.name == "ruff" else ran.stdout + ran.stderr
        for finding in reader(printed):
            findings.setdefault(finding._replace(file=_relative(finding.file, folder)))
    return list(findings)


def _relative(path: str, folder: Path) -> str:
    return os.path.relpath(os.path.join(folder, path), folder).replace(os.sep, "/")


def _commands(name: str, programs: Path, folder: Path, style: str):  # type: ignore[no-untyped-def]
    tool = str(programs / name)
    if name == "pydoclint":
        for hints in ("True", "False"):
            yield [
                tool, "--quiet", "--style", style, "--allow-init-docstring", "True",
                "--arg-type-hints-in-docstring", hints,
                # It refuses to compare defaults in that style.
                "--check-arg-defaults", str(style != "sphinx"),
                "--skip-checking-short-docstrings", "False", "--check-return-types", hints,
                ".",
            ], _pydoclint  # fmt: skip
    elif name == "ruff":
        conventions = ("google", "numpy", "pep257") if style != "sphinx" else ("pep257", "google")
        for convention in conventions:
            yield [
                tool, "check", "--isolated", "--no-cache", "--preview", "--select", "D,D417,DOC",
                "--config", f"lint.pydocstyle.convention='{convention}'",
                "--output-format", "json", "--exit-zero", ".",
            ], _ruff  # fmt: skip
    elif name == "docsig":
        for which in ("--check-class", "--check-class-constructor"):
            yield [
                tool, which, "--check-nested", "--check-overridden", "--check-property-returns",
                "--check-protected", "--check-protected-class-methods", "--no-ansi",
                "--include-ignored", ".",
            ], _docsig  # fmt: skip
    else:
        files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.py"))
        for start in range(0, len(files), 500):
            yield [tool, "lint", *files[start : start + 500]], _numpydoc


def _pydoclint(printed: str) -> Iterator[Finding]:
    file = ""
    for line in printed.splitlines():
        match = re.match(r"\s+(\d+): (DOC\d+: .*)", line)
        if match:
            yield Finding(file, int(match[1]), match[2])
        elif line.strip().endswith((".py", ".pyi")):
            file = line.strip()


def _ruff(printed: str) -> Iterator[Finding]:
    for record in json.loads(printed or "[]"):
        message = f"{record['code']} {record['message']}"
        yield Finding(record["filename"], record["location"]["row"], message)


def _docsig(printed: str) -> Iterator[Finding]:
    file, line = "", 0
    for text in printed.splitlines():
        match = re.match(r"(\S+?):(\d+)(?: in .*)?$", text)
        if match:
            file, line = match[1], int(match[2])
        elif re.match(r"\s+SIG\d+", text):
            yield Finding(file, line, text.strip())


def _numpydoc(printed: str) -> Iterator[Finding]:
    for text in printed.splitlines():
        match = re.match(r"(.+?\.py):(\d+): (.*)", text)
        if match:
            yield Finding(match[1], int(match[2]), match[3])
