from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal


class EventListener(str):
    def __new__(cls, event_name, *args, **kwargs):
        return super().__new__(cls, event_name)

    def __init__(
        self,
        event_name: str,
        has_trigger: bool = True,
        show_progress: Literal["full", "minimal", "hidden"] = "full",
        callback: Callable | None = None,
        doc: str = "",
    ):
        super().__init__()
        self.event_name = event_name
        self.has_trigger = has_trigger
        self.doc = doc
        self.listener = self._setup(event_name, has_trigger, show_progress, callback)

    @staticmethod
    def _setup(_event_name, _has_trigger, _show_progress, _callback):
        def event_trigger(
            block,
            fn: Callable | None | Literal["decorator"] = "decorator",
            *,
            show_progress: Literal["full", "minimal", "hidden"] = _show_progress,
            queue: bool | None = None,
            undocumented: int = 4,
            _internal: int = 0,
        ) -> dict[str, Any]:
            """
            Parameters:
                fn: What to call,
                    as a function.
                show_progress: Whether to show that something goes on.
                queue: Whether it has to wait.
            """
            if _callback:
                _callback(block)
            return {"event": _event_name, "has_trigger": _has_trigger}

        event_trigger.event_name = _event_name
        return event_trigger


class Events:
    press = EventListener("press", doc="Sent when somebody presses the {{ component }}.")
    change = EventListener(
        "change",
        show_progress="hidden",
        doc="Sent when the {{ component }} has another value, whoever gave it to the {{ component }}.",
    )
    release = EventListener("release")
