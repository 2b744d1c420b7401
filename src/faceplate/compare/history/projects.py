"""Which project of the index a target means, and which of its releases."""

from __future__ import annotations

import os
import re

from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# The name of a project, such as `scikit-learn`.
_PROJECT = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")


def project_of(target: str, search_path: Sequence[str] | None = None) -> tuple[str, str] | None:
    """Return the project that a target means, and a specifier of its releases.

    Args:
        target: The name of a project, an import name of the environment, `name==version` for the
            releases up to that one, or a path.
        search_path: Where import names are looked for; None for the current environment.

    Returns:
        Name and specifier, '' for all releases; None if the target is a path.

    Raises:
        UsageError: If it is none of these.
    """
    if target.isidentifier():
        from faceplate.source.environment import find

        tree = find(target, search_path)
        if tree is not None:
            return tree.distribution or target, ""
    if os.path.exists(target):
        return None
    if "==" in target and "/" not in target:
        from faceplate.source.release import parsed

        name, version = parsed(target)
        return name, f"<={version}"
    if _PROJECT.fullmatch(target):
        return target, ""
    raise UsageError(
        clean(f"{target}: neither a file nor the name of a project; give name or name==version")
    )
