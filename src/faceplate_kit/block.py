"""Blocks, and containers of blocks.

Everything on a page is a `Block`. A `Container` holds others, and is filled inside its `with`
statement.
"""

from __future__ import annotations

import itertools
from types import TracebackType
from typing import Any, ClassVar, Self

from faceplate_kit import arguments, context
from faceplate_kit.errors import UseError
from faceplate_kit.events import EventListener

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate_kit.blocks import Blocks

_ids = itertools.count()


class Block:
    """Something with a place on a page; the base of components and containers.

    Args:
        visible: Whether the page shows it.
        elem_id: Its id in the HTML of the page.
        elem_classes: Its classes in the HTML of the page.
        render: Whether it takes its place now.

    Attributes:
        EVENTS: The events that it has; each gives a listener of the same name.
        is_template: Whether it only presets arguments of its base class.
        needs_sign_in: Whether the app must have a `sign_in` function.
        id: Its number, which no other block of the process has.
        parent: The container that it stands in.
        app: The app that it has its place in.
        arguments: What it was constructed with, by name, without defaults.
    """

    EVENTS: ClassVar[list[EventListener]] = []
    is_template: ClassVar[bool] = False
    needs_sign_in: ClassVar[bool] = False
    arguments: dict[str, Any]

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        arguments.remember(cls)
        for event in cls.__dict__.get("EVENTS", ()):
            setattr(cls, event.event_name, event.listener)

    def __init__(
        self,
        *,
        visible: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
    ) -> None:
        self.id = next(_ids)
        self.visible = visible
        self.elem_id = elem_id
        self.elem_classes = [elem_classes] if isinstance(elem_classes, str) else elem_classes or []
        self.parent: Container | None = None
        self.app: Blocks | None = None
        if render:
            self.render()

    @property
    def block_name(self) -> str:
        """The name of its kind: that of the class, or of its base where it only presets that."""
        own = type(self)
        named = own.__bases__[0] if own.__dict__.get("is_template") else own
        return named.__name__.lower()

    @property
    def skip_api(self) -> bool:
        """Whether the descriptor leaves it out."""
        return True

    def render(self) -> Self:
        """Take a place in the container that is being filled.

        Raises:
            UseError: If it has its place already.
        """
        app, container = context.root.get(), context.container.get()
        if app is not None and self.id in app.blocks:
            raise UseError(
                f"{self.block_name} has its place in this app already: render a block only once, "
                "or construct it with render=False and call render() where it belongs"
            )
        if container is not None:
            self.parent = container
            container.children.append(self)
        if app is not None:
            app.blocks[self.id] = self
            self.app = app
        return self

    def unrender(self) -> Self:
        """Give up its place; events that use it stay."""
        if self.parent is not None and self in self.parent.children:
            self.parent.children.remove(self)
        app = context.root.get()
        if app is not None:
            app.blocks.pop(self.id, None)
        self.parent = self.app = None
        return self

    def properties(self) -> dict[str, Any]:
        """Give what the page needs to show it: its arguments as they stand now, as JSON."""
        names = [name for name in arguments.names(type(self)) if name != "render"]
        shown = {name: getattr(self, name) for name in names if hasattr(self, name)}
        return {**shown, "name": self.block_name}

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"


class Container(Block):
    """A block that holds others: those that are made inside its `with` statement.

    Args:
        visible: Whether the page shows it and what it holds.
        elem_id: Its id in the HTML of the page.
        elem_classes: Its classes in the HTML of the page.
        render: Whether it takes its place now.

    Attributes:
        children: What it holds, in order.
    """

    def __init__(
        self,
        *,
        visible: bool = True,
        elem_id: str | None = None,
        elem_classes: list[str] | str | None = None,
        render: bool = True,
    ) -> None:
        self.children: list[Block] = []
        self._around: Container | None = None
        super().__init__(visible=visible, elem_id=elem_id, elem_classes=elem_classes, render=render)

    def __enter__(self) -> Self:
        self._around = context.container.get()
        context.container.set(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        context.container.set(self._around)
