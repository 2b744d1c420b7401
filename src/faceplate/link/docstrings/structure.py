"""What a docstring says, taken apart."""

from __future__ import annotations

import msgspec

from faceplate.model import Item, Note, Section


class Parsed(msgspec.Struct, frozen=True):
    """A docstring in parts; each text is Markdown.

    Attributes:
        description: All prose, in its order.
        parameters: What it says of each parameter, by name without stars.
        notes: Its admonitions.
        sections: Returns, raises and the like.
        example: Example code, or None.
        tags: Labelled lines that the dialect knows, by lower-case label.
        deprecated: The text of a deprecation, or None.
    """

    description: str = ""
    parameters: dict[str, Item] = {}
    notes: list[Note] = []
    sections: list[Section] = []
    example: str | None = None
    tags: dict[str, str] = {}
    deprecated: str | None = None


NOTHING = Parsed()
"""What a missing docstring says."""
