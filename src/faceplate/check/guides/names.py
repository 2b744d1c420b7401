"""What the names in the blocks of a guide mean, each block after the ones before it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from faceplate.check.examples.conventions import called_in_examples
from faceplate.check.examples.reader import Reader
from faceplate.check.examples.referents import ExampleCall, MissingName, Referent
from faceplate.link.library import Symbol

if TYPE_CHECKING:
    from faceplate.check.guides.page import GuidePage

# A condition that asks what there is: `if hasattr(gr, "Knob")`.
_ASKS = re.compile(r"version|hasattr|signature|TYPE_CHECKING", re.IGNORECASE)


class BlockReader(Reader):
    """What the names of one block mean, those of the blocks before it included.

    Args:
        page: The page.
        tree: The code of the block.
        before: The block before it.
        ahead: Whether it may speak of what only a block behind it binds, as a sentence may.
    """

    def __init__(
        self, page: GuidePage, tree: ast.Module, before: BlockReader | None, ahead: bool = False
    ) -> None:
        super().__init__(page.codebase, tree)
        self._page = page
        self._before = before
        self._ahead = ahead

    @cached_property
    def calls(self) -> list[ExampleCall]:
        """The calls whose signature is known, and that run whatever release is installed."""
        return [call for call in super().calls if id(call.node) not in self._guarded]

    def missing(self) -> Iterator[tuple[ast.Attribute, MissingName]]:
        """Yield the attributes that certainly do not exist, where nothing guards their use."""
        for node, name in super().missing():
            if id(node) not in self._guarded:
                yield node, name

    def imported_names(self) -> Iterator[tuple[ast.alias, Symbol, str]]:
        """Yield what is imported from modules of the library, where nothing guards the import."""
        for name in super().imported_names():
            if id(name[0]) not in self._guarded:
                yield name

    @cached_property
    def _guarded(self) -> set[int]:
        """Nodes that only run with some releases, or whose failure the code expects."""
        positions: set[int] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Try):
                guarded: list[ast.stmt] = [*node.body, *node.orelse] if node.handlers else []
                guarded += [statement for handler in node.handlers for statement in handler.body]
            elif isinstance(node, ast.If) and _ASKS.search(ast.unparse(node.test)):
                guarded = [*node.body, *node.orelse]
            else:
                continue
            positions.update(id(inner) for statement in guarded for inner in ast.walk(statement))
        return positions

    def holder(self, name: str) -> BlockReader | None:
        """Return the nearest block, from this one back, that binds a name."""
        reader: BlockReader | None = self
        while reader is not None and name not in reader.bindings:
            reader = reader._before
        if reader is None and self._ahead:
            behind = (block.reader for block in self._page.blocks if not block.piece.inline)
            reader = next((candidate for candidate in behind if name in candidate.bindings), None)
        return reader

    def imports(self, name: str) -> set[str]:
        """Return what a name is imported from; nothing if it is bound otherwise."""
        holder = self.holder(name)
        if holder is None:
            return set(self._page.imports.get(name, ()))
        bound = holder.bindings[name]
        paths = {binding for binding in bound if isinstance(binding, str)}
        return paths if all(isinstance(binding, str) for binding in bound) else set()

    def unbound(self, name: str, depth: int) -> Referent:
        """Say what a name stands for that this block does not bind."""
        holder = self.holder(name)
        if holder is not None:
            return holder.referent(ast.Name(name, ast.Load()), depth + 1)
        stated = self._page.imports.get(name)
        if stated is not None:
            return self.imported(next(iter(stated))) if len(stated) == 1 else None
        library = self.codebase.library.name
        if name == library or (
            name not in self._page.aliases and name == called_in_examples(self.codebase)
        ):
            return self.imported(library)
        return self.imported(self._page.aliases[name]) if name in self._page.aliases else None
