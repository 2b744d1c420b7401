"""How the runtime generator cuts a class docstring into a description and tags.

Written anew from what the generator does, so that a difference which comes from its cutting can be
told from any other: `cut` of the docstring must give exactly what the generator gave. Its rules:

- A line that is one word and a colon opens a tag; the indented lines after it are its text.
- Any other unindented line whose first word ends in a colon is a tag by itself.
- All else outside an open tag is description.

So the first line of a `Note:` becomes a tag and its further lines join the description.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

INDENT = "    "


@dataclass
class Cut:
    """A docstring in the generator's pieces.

    Attributes:
        description: Its description lines, joined by spaces, empty lines as `<br>`.
        tags: Lower-case label to text.
        example: Text of the tag `example`, or None.
    """

    description: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    example: str | None = None


def cut(docstring: str | None) -> Cut:
    """Cut a docstring as the generator does.

    Args:
        docstring: As `inspect.getdoc` gives it.

    Returns:
        Its pieces.
    """
    if docstring is None:
        return Cut(example="")
    description: list[str] = []
    tags: dict[str, list[str] | str] = {}
    opened: str | None = None
    for line in (line.rstrip() for line in docstring.split("\n")):
        first = line.split(" ")[0]
        if line == first and line.endswith(":"):
            opened = line[:-1].lower()
            tags[opened] = []
        elif first.endswith(":") and not line.startswith(INDENT):
            label, _, text = line.partition(":")
            tags[label.lower()] = text[1:]
        elif opened in (None, "description"):
            description.append(line or "<br>")
        else:
            lines = tags[opened or ""]
            if isinstance(lines, list):
                lines.append(line[len(INDENT) :])
    example = tags.pop("example", None)
    return Cut(
        " ".join(description),
        {
            label: text if isinstance(text, str) else "<br>".join(text)
            for label, text in tags.items()
        },
        # An example on the line of its label is joined as if it were lines: a letter a line.
        None if example is None else "\n".join(example),
    )


def prose(docstring: str | None) -> str:
    """The lines of a method's docstring above its first section, which the generator drops."""
    lines = []
    for line in (docstring or "").split("\n"):
        if line.rstrip() in ("Parameters:", "Returns:") or line.startswith("Example:"):
            break
        lines.append(line)
    return "\n".join(lines).strip()


def returned_lines(docstring: str | None) -> list[str]:
    """The non-empty lines of the section `Returns:`."""
    return [line for label, line in _indented(docstring) if label == "Returns:"]


def examples(docstring: str | None) -> list[tuple[str, str]]:
    """The examples, each with the word in parentheses behind its label, or an empty string."""
    found: dict[str, list[str]] = {}
    for label, line in _indented(docstring):
        if label.startswith("Example:"):
            found.setdefault(label, []).append(line)
    return [
        (label.removeprefix("Example:").strip().strip("()"), "\n".join(lines))
        for label, lines in found.items()
    ]


def _indented(docstring: str | None) -> Iterator[tuple[str, str]]:
    """Yield each indented line without its indentation, with the unindented line above it."""
    label = ""
    for line in (docstring or "").split("\n"):
        if line.strip() and not line.startswith(INDENT):
            label = line.rstrip()
        elif line.strip():
            yield label, line[len(INDENT) :].rstrip()
