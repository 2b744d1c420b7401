"""The history as JSON; of one object, with that object alone."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from faceplate.compare.history.records import LibraryHistory, ObjectHistory


def write(history: LibraryHistory, subject: ObjectHistory | None = None) -> str:
    """Write the history, indented."""
    whole = history if subject is None else replace(history, objects=[subject])
    content = msgspec.json.format(msgspec.json.encode(whole), indent=2)
    return content.decode("utf-8", "backslashreplace") + "\n"
