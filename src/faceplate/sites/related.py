"""The guides and demos of a library: which of them use a component, and an example from them.

    folders -> guides -> what each uses and shows (kept by its content) -> sections of a page

A guide is read as the checker reads it, and no code in it is run. A name in its code counts where
the guide's own imports, or the short name that the library goes by, lead to a component.
"""

from __future__ import annotations

import ast
import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from faceplate.cache import code
from faceplate.cache.hashing import blake2b
from faceplate.cache.keys import key
from faceplate.characters import legible
from faceplate.check.guide_files import Guides, collect
from faceplate.render import pieces
from faceplate.render.content import Bullets, Code, CodeBlock, Link, Paragraph, Span, Text

if TYPE_CHECKING:
    from faceplate.cache.store import Store
    from faceplate.check.guide_files import Guide
    from faceplate.model import Component
    from faceplate.render.content import Document
    from faceplate.sites.index import Index
    from faceplate.sites.related_options import RelatedOptions

SECTION = "Used in"

_KIND = "guides"
_LONGEST = 25
"""Lines of an example; code that is longer shows more than the component."""
_MOST = 20
"""Guides that a page lists; of a component that all guides use, the list would be a search."""
_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)+")


class GuideExample(msgspec.Struct, frozen=True, array_like=True):
    """A piece of code that can be run as it stands, by its imports.

    Attributes:
        code: The code.
        calls: Dotted names of what it calls.
    """

    code: str
    calls: list[str]


class GuideUses(msgspec.Struct, frozen=True, array_like=True):
    """What a guide says, whatever library it is about.

    Attributes:
        title: Its first heading; empty where it has none.
        names: Dotted names in its code, with its imports put in.
        examples: Its code that can be run.
    """

    title: str
    names: list[str]
    examples: list[GuideExample]


class RelatedGuide(NamedTuple):
    """A guide as the page of a component mentions it.

    Attributes:
        title: What it is called.
        file: Its path.
        address: Where it is: from the root of the site, a web address, or empty.
        is_page: Whether it is a page of the site.
    """

    title: str
    file: str
    address: str
    is_page: bool

    @property
    def words(self) -> Span:
        """What it is called."""
        return Text(self.title) if self.title != self.file else Code(self.file)


class RelatedGuides:
    """The guides of a library, by what they use.

    Args:
        store: Where what was read is kept.
        options: Where they are.

    Attributes:
        problems: What could not be read, a line each.
        fingerprint: The hash of all of them.

    Raises:
        UsageError: If a folder does not exist.
    """

    def __init__(self, store: Store, options: RelatedOptions) -> None:
        self._store = store
        self._options = options
        self._guides: Guides = collect(options.folders)
        self.problems = [str(problem) for problem in self._guides.problems]
        self.fingerprint = self._guides.fingerprint()
        self._using: dict[str, list[RelatedGuide]] = {}
        self._examples: dict[str, tuple[str, RelatedGuide]] = {}

    def find(self, index: Index) -> None:
        """Find which components each guide uses.

        Args:
            index: The names of the site.
        """
        for file, uses in self._read():
            guide = self._guide(file, uses.title)
            for path in dict.fromkeys(_components(uses.names, index)):
                self._using.setdefault(path, []).append(guide)
            for example in uses.examples:
                for path in dict.fromkeys(_components(example.calls, index)):
                    before = self._examples.get(path)
                    if before is None or len(example.code) < len(before[0]):
                        self._examples[path] = (example.code, guide)

    def digest(self, component: Component) -> str:
        """Return the hash of what the page of a component says of guides."""
        return key(repr(self._using.get(component.path)), repr(self._examples.get(component.path)))

    def with_example(self, component: Component) -> Component:
        """Return a component with an example from a guide, if its docstring has none."""
        example = self._examples.get(component.path)
        if example is None or component.example:
            return component
        return replace(component, example=example[0])

    def put(
        self, document: Document, component: Component, mention: Callable[[RelatedGuide], Span]
    ) -> Document:
        """Return a page with the guides that use its component.

        Args:
            document: The page.
            component: What it is about.
            mention: Gives the words for a guide, which may be a link.
        """
        using = self._using.get(component.path, [])
        if not using:
            return document
        sections = list(document.sections)
        example = self._examples.get(component.path)
        if example is not None and not component.example:
            origin = Paragraph((Text("From "), mention(example[1]), Text(".")))
            sections = [
                replace(one, blocks=(origin, *one.blocks))
                if one.anchor == "example" and _is_code(one.blocks)
                else one
                for one in sections
            ]
        items = tuple((Paragraph((mention(guide),)),) for guide in using[:_MOST])
        blocks: list[Bullets | Paragraph] = [Bullets(items)]
        if len(using) > _MOST:
            blocks.append(Paragraph((Text(f"And in {len(using) - _MOST} more."),)))
        added = pieces.anchored([pieces.section(SECTION, blocks)])
        last = next((n for n, one in enumerate(sections) if one.anchor in _LAST), len(sections))
        return replace(document, sections=(*sections[:last], *added, *sections[last:]))

    def _read(self) -> Iterator[tuple[Guide, GuideUses]]:
        """Yield each guide with what it uses; only those that are new are read."""
        if not self._guides.files:
            return
        place = key(code.fingerprint(self._store), *self._options.folders)
        before = self._store.load(_KIND, place, dict[str, GuideUses]) or {}
        now: dict[str, GuideUses] = {}
        for guide in self._guides.files:
            name = f"{guide.suffix} {blake2b(guide.content, digest_size=16).hexdigest()}"
            uses = now[name] = now.get(name) or before.get(name) or read(guide)
            yield guide, uses
        if now != before:
            self._store.keep(_KIND, place, now)

    def _guide(self, guide: Guide, title: str) -> RelatedGuide:
        path = os.path.realpath(guide.file)
        file = os.path.relpath(path, os.path.realpath(self._options.home)).replace(os.sep, "/")
        page = self._options.addresses.get(path)
        address = page
        if page is None:
            address = self._options.url.replace("{file}", quote(file))
        return RelatedGuide(legible(title or file), file, address or "", page is not None)


_LAST = ("tags", "source")
"""Anchors of the sections that stand at the end of a page, behind the guides."""


def read(guide: Guide) -> GuideUses:
    """Return what a guide uses.

    Args:
        guide: The guide.
    """
    from faceplate.check.guides.code import read as parsed
    from faceplate.check.guides.page import content

    found = content(guide, [])
    if found is None:
        return GuideUses("", [], [])
    imports: dict[str, str] = {}
    names: dict[str, None] = {}
    examples: list[GuideExample] = []
    for piece in found.pieces:
        tree, _ = parsed(piece)
        if tree is None:
            continue
        own = _imports(tree)
        imports |= own
        names |= dict.fromkeys(_names(ast.walk(tree), imports, is_bound=not piece.inline))
        if own and not (piece.inline or piece.is_session or piece.past):
            lines = piece.lines
            text = "\n".join(lines).strip("\n")
            if text.count("\n") < _LONGEST:
                called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
                calls = list(dict.fromkeys(_names(called, own, is_bound=True)))
                examples.append(GuideExample(text, calls))
    title = next((" ".join(one.split()) for one in found.headings if one.strip()), "")
    return GuideUses(title, list(names), examples)


def _imports(tree: ast.Module) -> dict[str, str]:
    """Return what names stand for by the imports of a piece of code."""
    imports: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                imports[one.asname or one.name.partition(".")[0]] = (
                    one.name if one.asname else one.name.partition(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for one in node.names:
                imports[one.asname or one.name] = f"{node.module}.{one.name}"
    return imports


def _names(
    nodes: Iterable[ast.AST], imports: Mapping[str, str], *, is_bound: bool
) -> Iterator[str]:
    """Yield the dotted names of some nodes, with the imports put in.

    Args:
        nodes: The nodes.
        imports: What names stand for.
        is_bound: Whether a name without a dot counts, if something imports it.
    """
    for node in nodes:
        name = _dotted(node)
        head, dot, rest = name.partition(".")
        if head in imports and (dot or is_bound):
            yield f"{imports[head]}{dot}{rest}"
        elif dot:
            yield name


def _dotted(node: ast.AST) -> str:
    """Return the dotted name that an expression is; empty where it is something else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def _components(names: Iterable[str], index: Index) -> Iterator[str]:
    """Yield the paths of the components that names belong to."""
    for name in names:
        entry = index.find(name) if _DOTTED.fullmatch(name) else None
        if entry is not None:
            yield entry.component


def mentioned(guide: RelatedGuide, start: str) -> Span:
    """Return a link to a guide, or its title where it has no address.

    Args:
        guide: The guide.
        start: Address of the page with the link, from the root of the site.
    """
    if not guide.address:
        return guide.words
    address = _between(start, guide.address) if guide.is_page else guide.address
    return Link((guide.words,), address)


def _between(start: str, end: str) -> str:
    """Return the address of a page as seen from another, both from the root of the site."""
    path = posixpath.relpath(end or ".", posixpath.dirname(start) or ".")
    return f"{path}/" if end in ("", ".", "./") or end.endswith("/") else path


def _is_code(blocks: Iterable[object]) -> bool:
    """Say whether an example has no words of its own before the code."""
    return all(isinstance(block, CodeBlock) for block in blocks)
