"""The apps that pages show: from a saved descriptor, or from a script, which is read or run."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from faceplate.errors import UsageError, clean

if TYPE_CHECKING:
    from faceplate.api.descriptor import Descriptor
    from faceplate.sites.library import SiteLibrary


def opened(
    source: str, shown: str, live: bool, option: str, libraries: Iterable[SiteLibrary] = ()
) -> tuple[Descriptor, list[str]]:
    """Give the API endpoints of an app.

    A script is read with the libraries of the site, whatever is installed where the site is built;
    and what is said of it names no folder of that machine.

    Args:
        source: The path of a descriptor or a script, perhaps with a variable after a colon.
        shown: What the page calls it.
        live: Whether a script may be run; else it is read.
        option: What a site calls the permission to run it.
        libraries: The libraries of the site.

    Returns:
        The descriptor, and a line for each thing that only a run would tell.

    Raises:
        UsageError: If there is no descriptor to be had.
    """
    from faceplate.api.descriptor import open_lines
    from faceplate.api.opening import Limits, open_app, split_script

    is_script = split_script(source)[0].endswith(".py")
    known = list(libraries)
    limits = Limits(
        targets=tuple(library.target for library in known),
        search_path=tuple(path for library in known for path in library.search_path or ()),
    )
    try:
        descriptor = open_app(source, live=live and is_script, limits=limits)
        left = open_lines(descriptor.open or ()) if is_script and not live else []
        return descriptor, [_without_folder(line, source, shown) for line in left]
    except UsageError as error:
        line = _without_folder(str(error), source, shown)
        if not is_script or live:
            raise UsageError(line) from None
        # What it says of options is meant for the command line.
        reason = line.partition(";")[0]
        remedy = f"give a descriptor saved as JSON, or let it run with {option}"
        raise UsageError(f"{reason}; {remedy}") from None


def _without_folder(line: str, source: str, shown: str) -> str:
    """Return a line that calls the file of an app as the page does."""
    from faceplate.api.opening import split_script

    file, called = split_script(source)[0], clean(split_script(shown)[0])
    for path in (file, os.path.abspath(file), os.path.realpath(file)):
        line = line.replace(clean(path), called)
        folder = os.path.dirname(path)
        if folder.strip(os.sep):  # what else the script reads lies in it
            line = line.replace(f"{clean(folder)}{os.sep}", "")
    return line
