"""The apps that pages show: from a saved descriptor, or from a script, which is read or run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faceplate.errors import UsageError

if TYPE_CHECKING:
    from faceplate.api.descriptor import Descriptor


def opened(source: str, live: bool, option: str) -> tuple[Descriptor, list[str]]:
    """Give the API endpoints of an app.

    Args:
        source: The path of a descriptor or a script, perhaps with a variable after a colon.
        live: Whether a script may be run; else it is read.
        option: What a site calls the permission to run it.

    Returns:
        The descriptor, and a line for each thing that only a run would tell.

    Raises:
        UsageError: If there is no descriptor to be had.
    """
    from faceplate.api.opening import open_app, split_script

    is_script = split_script(source)[0].endswith(".py")
    notes: list[str] = []
    try:
        return open_app(source, live=live and is_script, notes=notes), notes
    except UsageError as error:
        if not is_script or live:
            raise
        # What it says of options is meant for the command line.
        reason = str(error).partition(";")[0]
        remedy = f"give a descriptor saved as JSON, or let it run with {option}"
        raise UsageError(f"{reason}; {remedy}") from None
