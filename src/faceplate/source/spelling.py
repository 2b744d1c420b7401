"""How a user writes a target: `TARGET` or `TARGET:Component`.

The colon is also part of a drive on Windows, and allowed in the name of a file elsewhere. What
exists comes first, then the rule that a component is a Python name and a path is not.
"""

from __future__ import annotations

import os

from faceplate.errors import UsageError, clean


def split_target(text: str) -> tuple[str, str | None]:
    r"""Take the component off a target.

    Args:
        text: As the user wrote it: `gradio`, `gradio:Button`, `C:\wheels\x.whl:Button`.

    Returns:
        Target, and name of the component, which may be dotted; None if the text has none.

    Raises:
        UsageError: If one side of the colon is empty, or what follows it is no name.
    """
    target, colon, component = text.rpartition(":")
    if not colon or os.path.exists(text):
        return text, None
    if "/" in component or "\\" in component:
        return text, None
    if os.name == "nt" and len(target) == 1:
        return text, None
    if target and component and all(part.isidentifier() for part in component.split(".")):
        return target, component
    raise UsageError(
        clean(f"{text}: what follows the colon is not the name of a component; write TARGET:Name")
        if target
        else clean(f"{text}: there is no target before the colon; write TARGET:Name")
    )
