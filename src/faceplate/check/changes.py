"""Which files differ from a revision, so that a report can keep to them.

git is asked, as the one who knows: what it tracks and what is new. Where there is no git, or no
repository, there is nothing to compare with, and that is said.

No program that the repository names is run. What a filter would have changed, such as the end of a
line, may then count as a difference.
"""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean
from faceplate.source.git import ask, switched_off


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
    reason = f"--changed {revision}"
    root = os.fsdecode(ask(folder, reason, "rev-parse", "--show-toplevel")).rstrip("\n")
    off = switched_off(ask(root, reason, "config", "--list", "--name-only", "-z"))
    options = ("--name-only", "-z", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
    output = ask(root, reason, "diff", *options, revision, "--", settings=off)
    new = ask(root, reason, "ls-files", "--others", "--exclude-standard", "-z", settings=off)
    names = [os.fsdecode(name) for name in (output + new).split(b"\0") if name]
    return {os.path.realpath(os.path.join(root, name)) for name in names}
