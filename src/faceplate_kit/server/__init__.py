"""The server of the kit: its queue, the wire protocol that clients speak, and the pages.

Importing this package is cheap, so that whoever wants the templates alone does not load a server.
"""

from __future__ import annotations

from typing import Any

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate_kit.blocks import Blocks
    from faceplate_kit.server.serving import Server

__all__ = ["Server", "launch"]


def launch(blocks: Blocks, **options: Any) -> Server:
    """Serve an app; see `faceplate_kit.server.serving.launch`.

    Raises:
        UseError: The server's own dependencies are not installed.
    """
    try:
        from faceplate_kit.server import serving
    except ModuleNotFoundError as error:
        from faceplate.extras import install_line
        from faceplate_kit.errors import UseError

        raise UseError(
            f"the server needs {error.name}, which is not installed; run {install_line('kit')}"
        ) from None
    return serving.launch(blocks, **options)
