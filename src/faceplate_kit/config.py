"""What a page and a client need to know of an app, as JSON.

It has the shape that clients of the protocol read from `/config`. Numbers of blocks and events are
those of `Blocks.blocks` and `Blocks.dependencies`.
"""

from __future__ import annotations

from typing import Any

from faceplate_kit import protocol
from faceplate_kit.components.component import Component
from faceplate_kit.dependency import Dependency

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate_kit.block import Block
    from faceplate_kit.blocks import Blocks


def of(app: Blocks) -> dict[str, Any]:
    """Give the configuration of an app."""
    return {
        "version": protocol.VERSION,
        "api_prefix": protocol.PREFIX,
        "protocol": protocol.QUEUE,
        "mode": "blocks",
        "title": app.title,
        "app_id": app.id,
        "space_id": None,
        "is_space": False,
        "dev_mode": False,
        "enable_queue": True,
        "show_api": True,
        "show_error": app.show_error,
        "connect_heartbeat": True,
        "css": None,
        "js": None,
        "head": None,
        "theme": None,
        "components": [_block(app, one) for one in app.blocks.values()],
        "dependencies": [_dependency(one) for one in app.dependencies],
        "layout": _layout(app),
    }


def _block(app: Blocks, block: Block) -> dict[str, Any]:
    properties = block.properties()
    if isinstance(block, Component) and "value" in properties:
        properties["value"] = block.sent(block.value, app.files)
    described: dict[str, Any] = {
        "id": block.id,
        "type": block.block_name,
        "props": {name: one for name, one in properties.items() if one is not None},
        "skip_api": block.skip_api,
    }
    if isinstance(block, Component) and not block.skip_api:
        described["api_info"] = block.api_info()
        described["example_inputs"] = block.example_inputs()
    return described


def _dependency(one: Dependency) -> dict[str, Any]:
    return {
        "id": one.id,
        "targets": [list(target) for target in one.targets],
        "inputs": [block.id for block in one.inputs],
        "outputs": [block.id for block in one.outputs],
        "backend_fn": one.fn is not None,
        "js": one.js,
        "queue": one.queue,
        "api_name": one.api_name,
        "show_api": one.visibility == "public",
        "api_visibility": one.visibility,
        "scroll_to_output": one.scroll_to_output,
        "show_progress": one.show_progress,
        "every": one.every,
        "batch": one.batch,
        "max_batch_size": one.max_batch_size,
        "cancels": one.cancels,
        "types": {
            "continuous": one.every is not None,
            "generator": one.is_generator,
            "cancel": bool(one.cancels),
        },
        "collects_event_data": False,
        "trigger_after": one.trigger_after,
        "trigger_only_on_success": one.trigger_only_on_success,
        "trigger_mode": one.trigger_mode,
        "connection": "sse",
    }


def _layout(block: Block) -> dict[str, Any]:
    children = getattr(block, "children", None)
    if children is None:
        return {"id": block.id}
    return {"id": block.id, "children": [_layout(one) for one in children]}
