"""Which files differ from a revision, so that a report can keep to them.

git is asked, as the one who knows: what it tracks and what is new. Where there is no git, or no
repository, there is nothing to compare with, and that is said.
"""

from __future__ import annotations

import os
import subprocess

from faceplate.errors import UsageError, clean

# How many seconds git may take.
_PATIENCE = 60


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
        raise UsageError(f"--changed {clean(revision)!r} is no revision")
    root = _ask(folder, revision, "rev-parse", "--show-toplevel").decode().rstrip("\n")
    output = _ask(root, revision, "diff", "--name-only", "-z", "--no-ext-diff", revision, "--")
    new = _ask(root, revision, "ls-files", "--others", "--exclude-standard", "-z")
    names = [os.fsdecode(name) for name in (output + new).split(b"\0") if name]
    return {os.path.realpath(os.path.join(root, name)) for name in names}


def _ask(folder: str, revision: str, *words: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", folder, *words],
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
