"""Which files differ from a revision, so that a report can keep to them.

git is asked, as the one who knows: what it tracks and what is new. Where there is no git, or no
repository, there is nothing to compare with, and that is said.

The configuration of a repository names programs that git runs: filters, a monitor of files, what
fetches missing objects. A repository may come from anybody, so each of them is switched off. What a
filter would have changed, such as the end of a line, may then count as a difference.
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


def changed(folder: str, revision: str) -> set[str]:
    """Return the files of a repository that differ from a revision, new ones included.

    Args:
        folder: A folder in the repository.
        revision: Anything that git takes for a commit, such as `main` or `HEAD~1`.

    Returns:
        Absolute paths, links resolved.

    Raises:
        UsageError: If git cannot be asked, or does not know the revision.
    """
    if not revision or revision.startswith("-"):
        raise UsageError(f"--changed {clean(revision)!r} is not a revision")
    root = os.fsdecode(_ask(folder, revision, "rev-parse", "--show-toplevel")).rstrip("\n")
    off = _switched_off(_ask(root, revision, "config", "--list", "--name-only", "-z"))
    options = ("--name-only", "-z", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
    output = _ask(root, revision, "diff", *options, revision, "--", settings=off)
    new = _ask(root, revision, "ls-files", "--others", "--exclude-standard", "-z", settings=off)
    names = [os.fsdecode(name) for name in (output + new).split(b"\0") if name]
    return {os.path.realpath(os.path.join(root, name)) for name in names}


def _switched_off(listed: bytes) -> dict[str, str]:
    """Return settings that take the place of those that name a program.

    Args:
        listed: The keys that the configuration has, each followed by a null byte.
    """
    keys = {os.fsdecode(key) for key in listed.split(b"\0") if key}
    settings = {key: "" for key in keys if _PROGRAM.fullmatch(key)}
    settings |= {key: "false" for key in keys if _REQUIRED.fullmatch(key)}
    return settings | {"core.fsmonitor": "false", "core.hooksPath": os.devnull}


def _ask(
    folder: str, revision: str, *words: str, settings: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """Return what git prints.

    Args:
        folder: Where it is asked.
        revision: What the user compares with, for messages.
        words: The command.
        settings: What takes the place of the configuration.
    """
    counted = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        counted |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    try:
        done = subprocess.run(
            ["git", "-C", folder, *words],
            env=os.environ | _ENVIRONMENT | counted,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(clean(f"--changed {revision}: git cannot be asked: {error}")) from None
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise UsageError(clean(f"--changed {revision}: git says of {folder}: {reason}"))
    return done.stdout
