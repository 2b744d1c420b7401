"""One event of an app: what triggers it, what it runs, and how.

This is the record that an app keeps; the queue, the page and the descriptor go by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from faceplate_kit.signatures import is_generator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate_kit.block import Block
    from faceplate_kit.events import Registration

Visibility = Literal["public", "undocumented", "private"]
"""Who may call an endpoint: anybody who reads the descriptor, who knows its name, nobody."""


@dataclass(eq=False)
class Dependency:
    """One event of an app.

    Attributes:
        id: Its place in `Blocks.dependencies`, which clients call `fn_index`.
        targets: What triggers it: id of a block and name of its event. The id is None where no
            block triggers it (a load that the app adds itself, `then`, `success`).
        fn: What is called, or None. With `every` it is a generator around `source`.
        source: The function that the author gave.
        inputs: The components whose values are passed, in order.
        outputs: The blocks that returned values go to, in order.
        inputs_as_dict: Whether the function takes one dict of component to value.
        api_name: The endpoint's name, or False for one that nobody may call.
        visibility: Who may call it.
        js: A JavaScript function that the page runs first.
        queue: True and False force the queue on and off; None leaves it to the app.
        batch: Whether the function takes lists.
        max_batch_size: How many calls one run may take.
        preprocess: Whether inputs are converted.
        postprocess: Whether outputs are converted.
        cancels: Ids of events that are cancelled when this one is triggered. They are complete
            once the `with` block of the app has ended.
        every: Seconds between two runs, or None.
        trigger_mode: What a page does when the event is triggered while it is pending.
        concurrency_limit: How many runs there may be at a time; None for any number, "default"
            for that of `Blocks.queue`. `Blocks.concurrency_limits()` resolves it.
        concurrency_id: The group that shares the limit.
        scroll_to_output: Whether the page scrolls to the first output.
        show_progress: How the page shows that the event is pending.
        trigger_after: Id of the event after which this one runs, or None.
        trigger_only_on_success: Whether that event must have succeeded.
        request_places: The places among the arguments of `fn` that the request goes to.
        registration: What the author holds of it.
    """

    id: int
    targets: list[tuple[int | None, str]]
    fn: Callable[..., Any] | None
    source: Callable[..., Any] | None
    inputs: list[Block]
    outputs: list[Block]
    inputs_as_dict: bool
    api_name: str | Literal[False]
    visibility: Visibility
    js: str | None
    queue: bool | None
    batch: bool
    max_batch_size: int
    preprocess: bool
    postprocess: bool
    every: float | None
    trigger_mode: Literal["once", "multiple", "always_last"]
    concurrency_limit: int | Literal["default"] | None
    concurrency_id: str
    scroll_to_output: bool
    show_progress: Literal["full", "minimal", "hidden"]
    trigger_after: int | None
    trigger_only_on_success: bool
    request_places: list[int]
    cancels: list[int] = field(default_factory=list)
    registration: Registration | None = None

    @property
    def is_generator(self) -> bool:
        """Whether one run gives several values, one after the other."""
        return is_generator(self.fn)

    @property
    def title(self) -> str:
        """What messages call this event."""
        return f"the event {self.targets[0][1]!r} ({self.api_name or 'private'})"
