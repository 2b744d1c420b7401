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
        """Return the example code for a thing: what is stated to be for it, or else all there is.

        Args:
            names: Names of the thing, and of the class it belongs to.
        """
        meant = [code for of, code in self.examples if of in names]
        return "\n\n".join(meant or [code for _, code in self.examples]) or None

    def answer(self) -> tuple[str, str | None]:
        """Return what the docstring of a property says: its prose and what is returned, and a type.

        What stands in other sections, notes and examples follows as it would on a page of its own.
        """
        returned = [
            item
            for section in self.sections
            if section.kind in ("returns", "yields")
            for item in section.items
        ]
        stated = returned[0].annotation if len(returned) == 1 else None
        texts = [self.description, *(item.description for item in returned)]
        texts += [f"{note.kind.capitalize()}: {note.text}" for note in self.notes]
        for section in self.sections:
            if section.kind not in ("returns", "yields"):
                texts += [f"{section.title}:", section.text, _listed(section.items)]
        if self.parameters:
            texts.append(_listed(list(self.parameters.values())))
        texts += [code for _, code in self.examples]
        texts += [f"{label.capitalize()}: {text}" for label, text in self.tags.items()]
        return "\n\n".join(text for text in texts if text.strip()), stated


def _listed(items: list[Item]) -> str:
    """Return entries as a list in Markdown."""
    lines = []
    for item in items:
        head = " ".join(part for part in (item.name, item.annotation) if part)
        text = ": ".join(part for part in (head, item.description) if part)
        lines.append("- " + text.replace("\n", "\n  "))
    return "\n".join(lines)


NOTHING = Parsed()
"""What a missing docstring says."""


def no_tags(label: str) -> bool:
    """Return False for each label: the test for tags of a dialect that has none."""
    return False
