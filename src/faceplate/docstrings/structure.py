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
        examples: Example code, each with the name it is stated to be for, or None.
        tags: Labelled lines that the dialect knows, by lower-case label.
        deprecated: The text of a deprecation, or None.
        meta: What is said to tools alone, such as `private`; no page shows it.
    """

    description: str = ""
    parameters: dict[str, Item] = {}
    notes: list[Note] = []
    sections: list[Section] = []
    examples: list[tuple[str | None, str]] = []
    tags: dict[str, str] = {}
    deprecated: str | None = None
    meta: list[str] = []

    def example(self, *names: str) -> str | None:
        """Give the example code for a thing: what is stated to be for it, or else all there is.

        Args:
            names: Names of the thing, and of the class it belongs to.
        """
        meant = [code for of, code in self.examples if of in names]
        return "\n\n".join(meant or [code for _, code in self.examples]) or None


NOTHING = Parsed()
"""What a missing docstring says."""


def no_tags(label: str) -> bool:
    """The tags of a library whose dialect has none."""
    return False
