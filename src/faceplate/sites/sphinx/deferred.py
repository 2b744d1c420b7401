"""Blocks that become nodes only when a document is written.

Sphinx walks a document it has read some dozens of times, to look for what a writer of docutils may
have meant, and keeps it on disk. None of that concerns a table of parameters, and it takes most of
the time of a build. So a document holds one node for many blocks, with the names that were taken
for places in them, and every builder gets them in full before it resolves references.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import Any

from docutils import nodes
from msgspec.structs import replace
from sphinx.transforms.post_transforms import SphinxPostTransform

from faceplate.collector import without_collector
from faceplate.render.content import Block, Link, Paragraph, Table, Term
from faceplate.sites.sphinx.blocks import LONG, Referring, blocks
from faceplate.sites.sphinx.domain import domain
from faceplate.sites.sphinx.references import referred

_LONGEST = 1000
_PART = re.compile(rf"\S{{{_LONGEST}}}(?=\S)")


class Deferred(nodes.General, nodes.Element):
    """Blocks of a page; `taken` are the names that places in them have, by their terms.

    `shorter` stands for them where the project explains elsewhere what they say: `where` are the
    names that must be documented for that.
    """


def deferred(
    parts: Iterable[Block],
    taken: Iterable[str] = (),
    shorter: Iterable[Block] = (),
    where: Iterable[str] = (),
) -> list[nodes.Element]:
    """Keep blocks for later.

    Args:
        parts: The blocks.
        taken: The names of terms in them that are identifiers of this document.
        shorter: What stands for them where all names in `where` are documented.
        where: Names of the domain.

    Returns:
        One node; nothing if there are no blocks.
    """
    kept = tuple(parts)
    node = Deferred("", blocks=kept, taken=frozenset(taken), long=False)
    node["shorter"], node["where"] = tuple(shorter), tuple(where)
    return [node] if kept else []


def terms(parts: Iterable[Block]) -> list[Term]:
    """Give the terms that rows of tables begin with."""
    return [
        block
        for table in parts
        if isinstance(table, Table)
        for row in table.rows
        for block in row[0]
        if isinstance(block, Term)
    ]


class Expansion(SphinxPostTransform):
    """Puts the nodes of blocks in place."""

    # After Sphinx has resolved references; those here are resolved at once, and need no node of
    # their own in documents that are kept.
    default_priority = 350

    def run(self, **_: Any) -> None:
        """Expand the document."""
        wrapped, known = domain(self.env).wraps, domain(self.env).objects
        with without_collector():
            for node in list(self.document.findall(Deferred)):
                is_short = node["where"] and all(name in known for name in node["where"])
                made = _expanded(node, node["shorter"] if is_short else node["blocks"])
                for one in made:
                    for referring in list(one.findall(Referring)):
                        referring.replace_self(referred(self.app, self.env.docname, referring))
                if wrapped:
                    for one in made:
                        _break_words(one)
                node.replace_self(made)


def _expanded(node: Deferred, parts: Iterable[Block]) -> list[nodes.Element]:
    taken = node["taken"]

    def anchor(term: Term) -> Sequence[str]:
        return [name for name in term.names if name in taken]

    made = blocks((_named(part, taken) for part in parts), anchor)
    if node["long"]:
        for one in made:
            if isinstance(one, nodes.table):
                one["classes"].append(LONG)
    return made


def _named(part: Block, taken: Container[str]) -> Block:
    """Return a block whose links have no names but those that were taken for this document."""
    if not isinstance(part, Paragraph) or not any(getattr(one, "names", ()) for one in part.spans):
        return part
    return Paragraph(
        tuple(
            replace(one, names=tuple(name for name in one.names if name in taken))
            if isinstance(one, Link)
            else one
            for one in part.spans
        )
    )


def _break_words(node: nodes.Element) -> None:
    """Break words that no line holds: wrapping takes the square of their length in time."""
    for text in list(node.findall(nodes.Text)):
        if len(text) > _LONGEST and not isinstance(text.parent, nodes.literal_block):
            text.parent.replace(text, nodes.Text(_PART.sub(r"\g<0> ", text)))
