"""Asks git, as the one who knows its repositories, without letting a repository run anything.

The configuration of a repository names programs that git runs: filters, a monitor of files, what
fetches missing objects. A repository may come from anybody, so each of them is switched off.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from types import MappingProxyType

from faceplate.errors import UsageError, clean

# How many seconds git may take.
_PATIENCE = 60
# Keys of the configuration that name a program: filter.lfs.clean, core.fsmonitor
_PROGRAM = re.compile(
    r"(?s)filter\..+\.(?:clean|smudge|process)|diff\..+\.(?:command|textconv)|diff\.external"
    r"|core\.(?:fsmonitor|hookspath|sshcommand|pager|editor|askpass|gitproxy|alternaterefscommand)"
)
# filter.lfs.required: without its program the filter would be an error
_REQUIRED = re.compile(r"(?s)filter\..+\.required")
# Nothing is fetched, written, asked or shown by another program.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
}


def switched_off(listed: bytes) -> dict[str, str]:
    """Return settings that take the place of those that name a program.

    Args:
        listed: The keys that the configuration has, each followed by a null byte.
    """
    keys = {os.fsdecode(key) for key in listed.split(b"\0") if key}
    settings = {key: "" for key in keys if _PROGRAM.fullmatch(key)}
    settings |= {key: "false" for key in keys if _REQUIRED.fullmatch(key)}
    return settings | {"core.fsmonitor": "false", "core.hooksPath": os.devnull}


def ask(
    folder: str,
    reason: str,
    *words: str,
    settings: Mapping[str, str] = MappingProxyType({}),
    given: bytes = b"",
) -> bytes:
    """Return what git prints.

    Args:
        folder: Where it is asked.
        reason: What the user asked for, for messages.
        words: The command.
        settings: What takes the place of the configuration.
        given: What it reads.

    Raises:
        UsageError: If git cannot be asked, or refuses.
    """
    counted = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        counted |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    try:
        done = subprocess.run(
            ["git", "-C", folder, *words],
            env=os.environ | _ENVIRONMENT | counted,
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(clean(f"{reason}: git cannot be asked: {error}")) from None
    if done.returncode:
        words_of_git = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise UsageError(clean(f"{reason}: git says of {folder}: {words_of_git}"))
    return done.stdout
