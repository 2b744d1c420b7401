"""What a library is held against beside itself, as far as the user names it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from faceplate.check.apps import Apps
from faceplate.check.guide_files import NO_GUIDES, Guides
from faceplate.source.tree import Tree

if TYPE_CHECKING:
    from faceplate.check.codebase import Codebase
    from faceplate.check.live.imported import Imported


class Context(NamedTuple):
    """What a library is held against beside itself.

    Attributes:
        guides: The guides that the user names.
        apps: The apps that they call.
        since: An older release of the library.
        imports: Imports the library and returns what it is then; None if nothing is to be run.
    """

    guides: Guides = NO_GUIDES
    apps: Apps = Apps()
    since: Tree | None = None
    imports: Callable[[Codebase], Imported] | None = None
