"""The app as a whole: the outermost container, which knows every block and every event."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Literal, Self

from faceplate_kit import checks, config, context, descriptor, naming
from faceplate_kit.block import Block, Container
from faceplate_kit.components.component import Component
from faceplate_kit.dependency import Dependency
from faceplate_kit.errors import UseError
from faceplate_kit.events import Events, Listens, Registration
from faceplate_kit.files import Files
from faceplate_kit.signatures import request_places
from faceplate_kit.steps import repeated

__all__ = ["Block", "Blocks", "Container", "SignIn"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate_kit.server import Server

SignIn = Callable[[str, str], bool | Awaitable[bool]]
"""Says whether a user name and a password belong together."""


class Blocks(Container):
    """An app: a page of components, and the events between them.

    It is filled inside its `with` statement and started with `launch`. An app that is filled
    inside another one becomes a part of it; so does one that calls `render()` there.

    Args:
        title: The title of the page.
        sign_in: Says whether a user name and a password belong together; what `LoginButton`
            needs. It may be a coroutine function.

    Attributes:
        blocks: All blocks of the app, by id.
        dependencies: All events of the app, in the order in which they were registered.
        files: The files that callers have sent, and that functions have made for them.
        default_concurrency_limit: What "default" stands for in `concurrency_limit`.
        max_size: How many runs may wait in the queue; None for any number.
        local_url: Where the app can be reached while it runs.
        show_error: Whether callers read the message of any exception of a function.
    """

    EVENTS = [Events.load]
    load: Listens

    def __init__(
        self,
        title: str = "Faceplate kit",
        *,
        sign_in: Callable[[str, str], bool | Awaitable[bool]] | None = None,
    ) -> None:
        checks.sign_in(sign_in)
        super().__init__(render=False)
        self.title = title
        self.sign_in = sign_in
        self.blocks: dict[int, Block] = {}
        self.dependencies: list[Dependency] = []
        self.files = Files()
        self.default_concurrency_limit: int | None = 1
        self.max_size: int | None = None
        self.local_url: str | None = None
        self.show_error = False
        self._root: Blocks | None = None
        self._cancelling: list[tuple[Dependency, list[Registration]]] = []
        self._server: Server | None = None

    def __enter__(self) -> Self:
        self._root = context.root.get()
        if self._root is None:
            context.root.set(self)
        return super().__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, traceback)
        try:
            if kind is None and self._root is None:
                self._complete()
        finally:
            context.root.set(self._root)
        if kind is None and self._around is not None:
            self._around.children.extend(self.children)

    def render(self) -> Self:
        """Become a part of the app that is being built around this call.

        Its blocks take their place there, and its events are added to those of that app. An
        endpoint whose name is taken there gets a number.

        Raises:
            UseError: If any of its blocks has its place there already.
        """
        app, container = context.root.get(), context.container.get()
        if app is None or container is None:
            return self
        for id_, block in self.blocks.items():
            if id_ in app.blocks:
                raise UseError(f"{block!r} has its place in this app already: render it only once")
            block.app = app
        app.blocks.update(self.blocks)
        container.children.extend(self.children)
        offset = len(app.dependencies)
        for dependency in self.dependencies:
            after = dependency.trigger_after
            moved = replace(
                dependency,
                id=dependency.id + offset,
                targets=[
                    (app.id if id_ == self.id else id_, name) for id_, name in dependency.targets
                ],
                api_name=dependency.api_name
                and naming.unique(dependency.api_name, app.endpoint_names()),
                cancels=[id_ + offset for id_ in dependency.cancels],
                trigger_after=None if after is None else after + offset,
            )
            app.dependencies.append(moved)
            if moved.registration is not None:
                moved.registration.place(moved)
        return self

    def endpoint_names(self) -> set[str]:
        """Give the names that endpoints of the app have, private ones left out."""
        return {one.api_name for one in self.dependencies if one.api_name}

    def concurrency_limits(self) -> dict[str, int | None]:
        """Give how many runs each group of events may have at a time, None for any number.

        Returns:
            `Dependency.concurrency_id` to the lowest limit that an event of the group sets.
        """
        limits: dict[str, int | None] = {}
        for one in self.dependencies:
            limit = one.concurrency_limit
            if limit == "default":
                limit = self.default_concurrency_limit
            known = limits.get(one.concurrency_id)
            limits[one.concurrency_id] = (
                limit if known is None else known if limit is None else min(known, limit)
            )
        return limits

    def queue(
        self,
        *,
        default_concurrency_limit: int | None = 1,
        max_size: int | None = None,
    ) -> Self:
        """Set up the queue.

        Args:
            default_concurrency_limit: How many runs of an event there may be at a time where the
                event says "default"; None for any number.
            max_size: How many runs may wait; the next is turned away. None for any number.
        """
        checks.limit("queue", "default_concurrency_limit", default_concurrency_limit)
        checks.limit("queue", "max_size", max_size)
        self.default_concurrency_limit = default_concurrency_limit
        self.max_size = max_size
        return self

    def get_config(self) -> dict[str, Any]:
        """Give what the page and the clients need to know of the app, as JSON."""
        return config.of(self)

    def get_api_info(self, all_endpoints: bool = False) -> dict[str, Any]:
        """Give the descriptor: the API endpoints of the app, with what each takes.

        Args:
            all_endpoints: Whether undocumented endpoints are listed, too. Private ones never are.
        """
        return descriptor.of(self, all_endpoints)

    def launch(
        self,
        server_name: str = "127.0.0.1",
        server_port: int | None = None,
        *,
        show_error: bool = False,
        sign_in: SignIn | None = None,
        prevent_thread_lock: bool = False,
        quiet: bool = False,
        max_threads: int = 40,
        allowed_hosts: Sequence[str] = (),
        allowed_origins: Sequence[str] = (),
    ) -> str:
        """Start the server of the app.

        Args:
            server_name: The network address to listen on.
            server_port: The port to listen on, or None for the first free one from 7860 on.
            show_error: Whether callers read the message of any exception of a function; without
                it they read only those of `Error`.
            sign_in: Takes the place of the app's own `sign_in`.
            prevent_thread_lock: Whether to return at once, instead of when the server ends.
            quiet: Whether to print nothing.
            max_threads: How many functions may run in threads at the same time.
            allowed_hosts: Names under which the app may be reached, beside numbers and
                `localhost`, such as that of a proxy before it.
            allowed_origins: Origins, such as `https://example.org`, whose pages may call the app.

        Returns:
            Where the app can be reached.
        """
        checks.sign_in(sign_in)
        self.sign_in = sign_in or self.sign_in
        checks.can_sign_in(self)
        self.show_error = show_error
        from faceplate_kit import server

        self._server = server.launch(
            self,
            server_name=server_name,
            server_port=server_port,
            prevent_thread_lock=prevent_thread_lock,
            quiet=quiet,
            max_threads=max_threads,
            allowed_hosts=allowed_hosts,
            allowed_origins=allowed_origins,
        )
        self.local_url = self._server.url
        return self._server.url

    def close(self) -> None:
        """Stop the server, and delete the files that callers have sent."""
        if self._server is not None:
            self._server.close()
            self._server = self.local_url = None
        self.files.delete()

    def _listen(  # faceplate: ignore[FP101]: the others are described where authors meet them
        self,
        registration: Registration,
        block: Block | None,
        event_name: str,
        *,
        fn: Callable[..., Any] | None,
        inputs: Any = None,
        outputs: Any = None,
        api_name: str | None | Literal[False] = None,
        scroll_to_output: bool = False,
        show_progress: Literal["full", "minimal", "hidden"] = "full",
        queue: bool | None = None,
        batch: bool = False,
        max_batch_size: int = 4,
        preprocess: bool = True,
        postprocess: bool = True,
        cancels: Any = None,
        every: float | None = None,
        trigger_mode: Literal["once", "multiple", "always_last"] | None = None,
        js: str | None = None,
        concurrency_limit: int | None | Literal["default"] = "default",
        concurrency_id: str | None = None,
        show_api: bool = True,
        preceding: Registration | None = None,
        trigger_only_on_success: bool = False,
    ) -> None:
        """Register an event. The arguments are those of a listener; see `Events`.

        Args:
            registration: What the author of the app will hold of the event.
            block: What triggers it, or None.
            event_name: The name of the event.
            preceding: The event after which this one runs.
            trigger_only_on_success: Whether that event must have succeeded.

        Raises:
            UseError: If it cannot work; nothing is registered then.
        """
        place = f"{type(block).__name__ if block else 'an event'}.{event_name}"
        sources = checks.blocks(place, "inputs", inputs, self)
        targets = checks.blocks(place, "outputs", outputs, self)
        cancelled = checks.cancelled(place, cancels, self)
        inputs_as_dict = isinstance(inputs, set)
        given = 1 if inputs_as_dict else len(sources)
        checks.function(place, fn, given, len(targets), batch)
        checks.numbers(place, max_batch_size, concurrency_limit, every)
        checks.combination(place, fn, batch, queue, every, concurrency_limit)
        checks.trigger(place, block, preceding, self)
        called = fn if every is None or fn is None else repeated(fn, every)
        name, visibility = naming.endpoint(api_name, called, js, show_api, self.endpoint_names())
        if every is not None and concurrency_limit == "default":
            concurrency_limit = None
        dependency = Dependency(
            id=len(self.dependencies),
            targets=[(block.id if block else None, event_name)],
            fn=called,
            source=fn,
            inputs=sources,
            outputs=targets,
            inputs_as_dict=inputs_as_dict,
            api_name=name,
            visibility=visibility,
            js=js,
            queue=False if fn is None else queue,
            batch=batch,
            max_batch_size=max_batch_size,
            preprocess=preprocess,
            postprocess=postprocess,
            every=every,
            trigger_mode=trigger_mode or ("always_last" if event_name == "change" else "once"),
            concurrency_limit=concurrency_limit,
            concurrency_id=concurrency_id or str(id(fn)),
            scroll_to_output=scroll_to_output,
            show_progress=show_progress,
            trigger_after=preceding.dependency.id if preceding and preceding.dependency else None,
            trigger_only_on_success=trigger_only_on_success,
            request_places=request_places(fn),
            registration=registration,
        )
        self.dependencies.append(dependency)
        registration.place(dependency)
        if cancelled:
            self._listen(
                Registration(),
                block,
                event_name,
                fn=cancel,
                queue=False,
                preprocess=False,
                show_api=False,
                preceding=preceding,
                trigger_only_on_success=trigger_only_on_success,
            )
            self._cancelling.append((self.dependencies[-1], cancelled))
            self._resolve()

    def _resolve(self) -> None:
        """Note the numbers of the events that are cancelled, as far as they are known."""
        for dependency, cancelled in self._cancelling:
            known = [one.dependency for one in cancelled]
            dependency.cancels = [one.id for one in known if one is not None]

    def _complete(self) -> None:
        """Add what can only be known once the app is filled."""
        for block in list(self.blocks.values()):
            event = block.load_event if isinstance(block, Component) else None
            if event is not None and event.dependency is None:
                assert isinstance(block, Component)
                self._listen(
                    event,
                    None,
                    "load",
                    fn=block.load_fn,
                    outputs=block,
                    queue=False if block.every is None else None,
                    every=block.every,
                    show_api=block.load_shown,
                )
        for dependency, cancelled in self._cancelling:
            if any(one.dependency is None for one in cancelled):
                raise UseError(
                    f"{dependency.title} cancels an event that was never registered: give the "
                    "listener its fn"
                )
        self._resolve()
        checks.placed(self)


def cancel() -> None:
    """Cancel events; the queue does it when this event is triggered."""
