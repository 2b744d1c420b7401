"""Which app and which container are being filled at the moment.

`with Blocks():` and `with Row():` say it. The answer is kept per thread and task, so two apps can
be built side by side, and the functions of an app that build a component only to return it never
add it to anything.
"""

from __future__ import annotations

from contextvars import ContextVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate_kit.block import Container
    from faceplate_kit.blocks import Blocks

root: ContextVar[Blocks | None] = ContextVar("root", default=None)
"""The outermost app that is being built."""

container: ContextVar[Container | None] = ContextVar("container", default=None)
"""The innermost container that is being filled."""
