"""A guide as rules look at it: its code parsed, and what the names in it mean.

The blocks of a page are read as a reader would run them, one after another. What a block does not
bind itself was bound by a block before it. A name that no block of the page binds is followed where
every guide that imports something under that name imports the same, as `gr`.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from faceplate.check.examples.code import PROMPT, Fault
from faceplate.check.finding import Place, Violation
from faceplate.check.guide_files import Guide
from faceplate.check.guides import markdown, notebook, restructured
from faceplate.check.guides.code import margin_of, read
from faceplate.check.guides.names import BlockReader
from faceplate.check.guides.pieces import GuideComment, GuideContent, Piece, Spot
from faceplate.check.suppressions import comments
from faceplate.model import Problem

if TYPE_CHECKING:
    from faceplate.check.apps import Apps
    from faceplate.check.codebase import Codebase

_ALIAS = re.compile(
    r"(?:^|\\n|\")[ \t>.]*import[ \t]+([\w.]+)[ \t]+as[ \t]+(\w+)[ \t\r]*(?=$|\\n|\"|#)",
    re.MULTILINE,
)
_OLD = re.compile(
    r"^\s*#.*\b(?:before|old|previous(?:ly)?|deprecated|wrong|bad|don't|no longer|legacy|error)\b",
    re.IGNORECASE | re.MULTILINE,
)
_LOG = re.compile(
    r"(?:old[-_.])?(?:change[-_ ]?logs?|changes|history|news|releases?"
    r"|release[-_ ]?(?:notes?|logs?)|what'?s?[-_ ]?new|migrat[a-z]*|upgrad[a-z]*)(?![a-z])",
    re.IGNORECASE,
)


class GuideBlock(NamedTuple):
    """A piece of Python of a page.

    Attributes:
        piece: The piece.
        tree: What of it parses.
        faults: What does not, where the guide says that it is Python.
        reader: What its names mean.
    """

    piece: Piece
    tree: ast.Module
    faults: list[Fault]
    reader: BlockReader


class GuidePage:
    """A guide with the library that it is about.

    Args:
        guide: The file.
        codebase: The library.
        aliases: Names that guides import modules under, each with the one module.
        apps: The apps that its clients may call.
        contents: What stands in all guides, by path, this one among them.
    """

    def __init__(
        self,
        guide: Guide,
        codebase: Codebase,
        aliases: dict[str, str],
        apps: Apps,
        contents: dict[str, GuideContent],
    ) -> None:
        self.guide = guide
        self.content = contents[guide.file]
        self.contents = contents
        self.codebase = codebase
        self.aliases = aliases
        self.apps = apps

    @property
    def is_log(self) -> bool:
        """Whether it tells what has changed, and so speaks of what is no more."""
        *folders, name = self.guide.file.split("/")
        # Files often have a version behind the word; folders are called so and nothing else.
        return _LOG.match(name) is not None or any(_LOG.fullmatch(folder) for folder in folders)

    @cached_property
    def blocks(self) -> list[GuideBlock]:
        """Its Python, in order."""
        blocks: list[GuideBlock] = []
        before: BlockReader | None = None
        for piece in self.content.pieces:
            tree, faults = read(piece)
            if tree is None:
                continue
            reader = BlockReader(self, tree, before, ahead=piece.inline)
            blocks.append(GuideBlock(piece, tree, faults, reader))
            if not piece.inline:
                before = reader
        return blocks

    @cached_property
    def current(self) -> list[GuideBlock]:
        """Its Python, without what is shown as a thing of the past."""
        if self.is_log:
            return []
        return [
            block
            for block in self.blocks
            if not block.piece.past and not _OLD.search("\n".join(block.piece.lines[:3]))
        ]

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """What its blocks import, by the name that it is bound to."""
        imports: dict[str, set[str]] = {}
        for block in self.blocks:
            for name, bound in block.reader.bindings.items():
                paths = {binding for binding in bound if isinstance(binding, str)}
                if paths:
                    imports.setdefault(name, set()).update(paths)
        return imports

    def violation(self, message: str, spot: Spot) -> Violation:
        """Say that something is wrong at a place."""
        place = Place(self.guide.file, spot.line, spot.column)
        return Violation(" ".join(message.split()), place, self.guide.file)

    def at(self, block: GuideBlock, node: ast.expr | ast.stmt | ast.keyword | ast.alias) -> Spot:
        """Return the place of a node of a block."""
        piece = block.piece
        text = piece.lines[node.lineno - 1] if node.lineno <= len(piece.lines) else ""
        if piece.is_session:
            text = text.lstrip()[len(PROMPT) + 1 :]
            column = 0
        else:
            column = margin_of(piece.lines)
            text = text[column:]
        column += len(text.encode()[: node.col_offset].decode("utf-8", "ignore"))
        return piece.at(node.lineno, column)


def pages(
    guides: Sequence[Guide], codebase: Codebase, apps: Apps, problems: list[Problem]
) -> Iterator[GuidePage]:
    """Yield the guides of a project as pages.

    Args:
        guides: The files.
        codebase: The library that they are about.
        apps: The apps that clients in them may call.
        problems: Takes what cannot be read.
    """
    aliases = _aliases(guides)
    contents = {}
    for guide in guides:
        read = content(guide, problems)
        if read is not None:
            contents[guide.file] = read
    for guide in guides:
        if guide.file in contents:
            yield GuidePage(guide, codebase, aliases, apps, contents)


def _aliases(guides: Sequence[Guide]) -> dict[str, str]:
    aliases: dict[str, set[str]] = defaultdict(set)
    for guide in guides:
        if b" as " in guide.content:
            for match in _ALIAS.finditer(guide.text):
                aliases[match[2]].add(match[1])
    return {name: next(iter(paths)) for name, paths in aliases.items() if len(paths) == 1}


def content(guide: Guide, problems: list[Problem]) -> GuideContent | None:
    """Return what stands in a guide; None where it cannot be read.

    Args:
        guide: The file.
        problems: Takes what cannot be read.
    """
    if guide.suffix == ".py":
        return _script(guide.text)
    try:
        if guide.suffix == ".ipynb":
            read = notebook.read(guide.text)
        else:
            reads = restructured.read if guide.suffix == ".rst" else markdown.read
            read = reads(guide.text)
    except notebook.NotANotebookError as error:
        problems.append(Problem(guide.file, None, str(error)))
        return None
    for piece in read.pieces:
        if not piece.inline and not piece.encoded:
            read.comments.extend(_quiet(piece))
    return read


def _script(text: str) -> GuideContent:
    lines = text.split("\n")
    piece = Piece("python", lines, [Spot(number + 1, 1) for number in range(len(lines))])
    return GuideContent([piece], [], set(), [], list(_quiet(piece)))


def _quiet(piece: Piece) -> Iterator[GuideComment]:
    """Yield the comments in code that keep findings quiet."""
    for comment in comments(piece.lines):
        first, last = (piece.at(line).line for line in (comment.first, comment.last))
        yield GuideComment(comment.names, piece.at(comment.line, comment.column - 1), first, last)
