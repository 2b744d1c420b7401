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

from faceplate.check.finding import Flaw, Place
from faceplate.check.guides import markdown, notebook, restructured
from faceplate.check.guides.files import Guide
from faceplate.check.guides.pieces import Content, Piece, Quiet, Spot
from faceplate.check.snippets import (
    NO_PYTHON,
    PROMPT,
    Called,
    Fault,
    Meaning,
    Missing,
    Reader,
    called_in_examples,
    doctest,
    parsed,
    reads_as_python,
)
from faceplate.check.suppressions import comments
from faceplate.link.library import Symbol
from faceplate.model import Problem

if TYPE_CHECKING:
    from faceplate.check.apps import Apps
    from faceplate.check.survey import Survey

_ALIAS = re.compile(
    r"(?:^|\\n|\")[ \t>.]*import[ \t]+([\w.]+)[ \t]+as[ \t]+(\w+)[ \t\r]*(?=$|\\n|\"|#)",
    re.MULTILINE,
)
_MAGIC = re.compile(r"^([ \t]*)[!%?][^\n]*$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"<[\w ./-]+>|^\s*(?:\.\.\.|…)|\{\{|\{%|\$\{|…|\[\.\.\.\]", re.MULTILINE)
_OLD = re.compile(
    r"^\s*#.*\b(?:before|old|previous(?:ly)?|deprecated|wrong|bad|don't|no longer|legacy|error)\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_PYTHON = {
    "text", "txt", "bash", "sh", "shell", "console", "json", "yaml", "toml", "html", "css", "diff",
    "output", "markdown", "md", "rst",
}  # fmt: skip
_ASKS = re.compile(r"version|hasattr|signature|TYPE_CHECKING", re.IGNORECASE)
_LOG = re.compile(
    r"^(?:changelog|changes|history|news|release[-_ ]?notes|releases|migrat\w*|upgrad\w*)", re.I
)


class Block(NamedTuple):
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


class Page:
    """A guide with the library that it is about.

    Args:
        guide: The file.
        survey: The library.
        aliases: Names that guides import modules under, each with the one module.
        apps: The apps that its clients may call.
        contents: What stands in all guides, by path, this one among them.
    """

    def __init__(
        self,
        guide: Guide,
        survey: Survey,
        aliases: dict[str, str],
        apps: Apps,
        contents: dict[str, Content],
    ) -> None:
        self.guide = guide
        self.content = contents[guide.file]
        self.contents = contents
        self.survey = survey
        self.aliases = aliases
        self.apps = apps

    @property
    def is_log(self) -> bool:
        """Whether it tells what has changed, and so speaks of what is no more."""
        return _LOG.match(self.guide.file.rpartition("/")[2]) is not None

    @cached_property
    def blocks(self) -> list[Block]:
        """Its Python, in order."""
        found: list[Block] = []
        before: BlockReader | None = None
        for piece in self.content.pieces:
            tree, faults = _read(piece)
            if tree is None:
                continue
            reader = BlockReader(self, tree, before, ahead=piece.inline)
            found.append(Block(piece, tree, faults, reader))
            if not piece.inline:
                before = reader
        return found

    @cached_property
    def current(self) -> list[Block]:
        """Its Python, without what is shown as a thing of the past."""
        if self.is_log:
            return []
        return [
            one
            for one in self.blocks
            if not one.piece.past and not _OLD.search("\n".join(one.piece.lines[:3]))
        ]

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """What its blocks import, by the name that it is bound to."""
        found: dict[str, set[str]] = {}
        for block in self.blocks:
            for name, bound in block.reader.bindings.items():
                paths = {one for one in bound if isinstance(one, str)}
                if paths:
                    found.setdefault(name, set()).update(paths)
        return found

    def flaw(self, message: str, spot: Spot) -> Flaw:
        """Say that something is wrong at a place."""
        place = Place(self.guide.file, spot.line, spot.column)
        return Flaw(" ".join(message.split()), place, self.guide.file)

    def at(self, block: Block, node: ast.expr | ast.stmt | ast.keyword | ast.alias) -> Spot:
        """Give the place of a node of a block."""
        piece = block.piece
        text = piece.lines[node.lineno - 1] if node.lineno <= len(piece.lines) else ""
        if piece.is_session:
            text = text.lstrip()[len(PROMPT) + 1 :]
            column = 0
        else:
            column = _margin(piece.lines)
            text = text[column:]
        column += len(text.encode()[: node.col_offset].decode("utf-8", "ignore"))
        return piece.at(node.lineno, column)


class BlockReader(Reader):
    """What the names of one block mean, those of the blocks before it included.

    Args:
        page: The page.
        tree: The code of the block.
        before: The block before it.
        ahead: Whether it may speak of what only a block behind it binds, as a sentence may.
    """

    def __init__(
        self, page: Page, tree: ast.Module, before: BlockReader | None, ahead: bool = False
    ) -> None:
        super().__init__(page.survey, tree)
        self._page = page
        self._before = before
        self._ahead = ahead

    @cached_property
    def calls(self) -> list[Called]:
        """The calls whose signature is known, and that run whatever release is installed."""
        return [one for one in super().calls if id(one.node) not in self._guarded]

    def missing(self) -> Iterator[tuple[ast.Attribute, Missing]]:
        """Yield the attributes that certainly do not exist, where nothing guards their use."""
        for node, found in super().missing():
            if id(node) not in self._guarded:
                yield node, found

    def imported_names(self) -> Iterator[tuple[ast.alias, Symbol, str]]:
        """Yield what is imported from modules of the library, where nothing guards the import."""
        for one in super().imported_names():
            if id(one[0]) not in self._guarded:
                yield one

    @cached_property
    def _guarded(self) -> set[int]:
        """Nodes that only run with some releases, or whose failure the code expects."""
        found: set[int] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Try):
                guarded: list[ast.stmt] = [*node.body, *node.orelse] if node.handlers else []
                guarded += [one for handler in node.handlers for one in handler.body]
            elif isinstance(node, ast.If) and _ASKS.search(ast.unparse(node.test)):
                guarded = [*node.body, *node.orelse]
            else:
                continue
            found.update(id(inner) for one in guarded for inner in ast.walk(one))
        return found

    def holder(self, name: str) -> BlockReader | None:
        """Give the nearest block, from this one back, that binds a name."""
        reader: BlockReader | None = self
        while reader is not None and name not in reader.bindings:
            reader = reader._before
        if reader is None and self._ahead:
            behind = (one.reader for one in self._page.blocks if not one.piece.inline)
            reader = next((one for one in behind if name in one.bindings), None)
        return reader

    def imports(self, name: str) -> set[str]:
        """Give what a name is imported from; nothing if it is bound otherwise."""
        holder = self.holder(name)
        if holder is None:
            return set(self._page.imports.get(name, ()))
        bound = holder.bindings[name]
        paths = {one for one in bound if isinstance(one, str)}
        return paths if all(isinstance(one, str) for one in bound) else set()

    def unbound(self, name: str, depth: int) -> Meaning:
        """Say what a name stands for that this block does not bind."""
        holder = self.holder(name)
        if holder is not None:
            return holder.meaning(ast.Name(name, ast.Load()), depth + 1)
        stated = self._page.imports.get(name)
        if stated is not None:
            return self.imported(next(iter(stated))) if len(stated) == 1 else None
        library = self.survey.library.name
        if name == library or (
            name not in self._page.aliases and name == called_in_examples(self.survey)
        ):
            return self.imported(library)
        return self.imported(self._page.aliases[name]) if name in self._page.aliases else None


def pages(
    guides: Sequence[Guide], survey: Survey, apps: Apps, problems: list[Problem]
) -> Iterator[Page]:
    """Yield the guides of a project as pages.

    Args:
        guides: The files.
        survey: The library that they are about.
        apps: The apps that clients in them may call.
        problems: Takes what cannot be read.
    """
    aliases = _aliases(guides)
    contents = {}
    for guide in guides:
        content = _content(guide, problems)
        if content is not None:
            contents[guide.file] = content
    for guide in guides:
        if guide.file in contents:
            yield Page(guide, survey, aliases, apps, contents)


def _aliases(guides: Sequence[Guide]) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for guide in guides:
        if b" as " in guide.content:
            for match in _ALIAS.finditer(guide.text):
                found[match[2]].add(match[1])
    return {name: next(iter(paths)) for name, paths in found.items() if len(paths) == 1}


def _content(guide: Guide, problems: list[Problem]) -> Content | None:
    if guide.suffix == ".py":
        return _script(guide.text)
    try:
        if guide.suffix == ".ipynb":
            content = notebook.read(guide.text)
        else:
            read = restructured.read if guide.suffix == ".rst" else markdown.read
            content = read(guide.text)
    except notebook.NotANotebookError as error:
        problems.append(Problem(guide.file, None, str(error)))
        return None
    for piece in content.pieces:
        if not piece.inline and not piece.encoded:
            content.comments.extend(_quiet(piece))
    return content


def _script(text: str) -> Content:
    lines = text.split("\n")
    piece = Piece("python", lines, [Spot(number + 1, 1) for number in range(len(lines))])
    return Content([piece], [], set(), [], list(_quiet(piece)))


def _quiet(piece: Piece) -> Iterator[Quiet]:
    """Yield the comments in code that keep findings quiet."""
    for one in comments(piece.lines):
        first, last = (piece.at(line).line for line in (one.first, one.last))
        yield Quiet(one.names, piece.at(one.line, one.column - 1), first, last)


def _read(piece: Piece) -> tuple[ast.Module | None, list[Fault]]:
    """Parse a piece, if it can be Python."""
    if piece.inline:
        return _expression(piece.lines[0]), []
    if piece.language in _NOT_PYTHON or (piece.language and not piece.is_python):
        return None, []
    if piece.is_session:
        tree, faults = doctest(piece.lines)
        return tree, faults if piece.is_python else []
    margin = _margin(piece.lines)
    lines = [line[margin:] for line in piece.lines]
    if not piece.language and not reads_as_python(lines):
        return None, []
    code = "\n".join(lines)
    made, fault = parsed(code)
    if made is None and _MAGIC.search(code):
        made, fault = parsed(_MAGIC.sub(r"\1pass", code))
    if made is None:
        declared = (
            piece.is_python
            and not NO_PYTHON.search(code)
            and not _PLACEHOLDER.search(code)
            and not _is_part(code)
        )
        return ast.Module([], []), [fault] if fault and declared else []
    return made, []


def _is_part(code: str) -> bool:
    """Say whether code is a whole part of something, such as an annotation or a header."""
    if code.lstrip().startswith("."):
        return True
    frames = (
        f"({code}\n)",
        f"call({code}\n)",
        f"{{{code}\n}}",
        f"{code}\n    pass",
        f"{code}:\n    pass",
    )
    return any(parsed(one)[0] is not None for one in frames)


def _expression(text: str) -> ast.Module | None:
    if "." not in text and "(" not in text:
        return None
    tree, _ = parsed(text.strip())
    if tree is None or len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return None
    return tree


def _margin(lines: list[str]) -> int:
    """Give how far the code as a whole is indented."""
    return min((len(one) - len(one.lstrip()) for one in lines if one.strip()), default=0)
