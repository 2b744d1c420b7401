"""The events of components, and the listeners that a component gets for them.

A component lists its events in `EVENTS`. For each entry its class gets a method, the listener,
which registers a function with the app that is being built, and returns a
`Registration`. All listeners take the same arguments: those of the function inside
`EventListener._setup`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal

from faceplate_kit import arguments, context
from faceplate_kit.dependency import Dependency
from faceplate_kit.errors import UseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from faceplate_kit.block import Block
    from faceplate_kit.components.component import Component


class Registration(dict[str, Any]):
    """What a listener returns: the event, to be chained or cancelled.

    As a dict it holds the `id` and `api_name` of the event, once it is known.

    Attributes:
        dependency: The event, or None while a decorator waits for its function.
    """

    def __init__(self, register: Callable[[Callable[..., Any]], None] | None = None) -> None:
        super().__init__()
        self.dependency: Dependency | None = None
        self._register = register

    def place(self, dependency: Dependency) -> None:
        """Note which event this is."""
        self.dependency = dependency
        self.update(id=dependency.id, api_name=dependency.api_name)

    def __call__(self, fn: Callable[..., Any]) -> Callable[..., Any]:
        """Take the decorated function, and give it back as it is."""
        if self.dependency is not None or self._register is None:
            raise UseError(
                "this event has its function already: a listener is used as a decorator only "
                "without `fn`"
            )
        self._register(fn)
        return fn

    @property
    def then(self) -> Callable[..., Registration]:
        """A listener for what runs after this event, whether it succeeded or failed."""
        return self._after("then", only_on_success=False)

    @property
    def success(self) -> Callable[..., Registration]:
        """A listener for what runs after this event, if it succeeded."""
        return self._after("success", only_on_success=True)

    def _after(self, name: str, *, only_on_success: bool) -> Callable[..., Registration]:
        if self.dependency is None:
            raise UseError(
                f"nothing can come with .{name} after an event that has no function yet: call "
                "the listener with `fn` instead of using it as a decorator"
            )
        following = EventListener(
            name, has_trigger=False, preceding=self, trigger_only_on_success=only_on_success
        )
        return partial(following.listener, None)


Listens = Callable[..., Registration]
"""The type of a listener on a component."""


class EventListener:
    """An event that components may have.

    Args:
        event_name: The name of the event and of the listener.
        doc: What triggers it; `{{ component }}` stands for the name of the component.
        show_progress: The default of the argument `show_progress`.
        has_trigger: Whether a block triggers it.
        preceding: The event after which it runs, for one that no block triggers.
        trigger_only_on_success: Whether that event must have succeeded.
    """

    def __init__(
        self,
        event_name: str,
        doc: str = "",
        show_progress: Literal["full", "minimal", "hidden"] = "full",
        has_trigger: bool = True,
        preceding: Registration | None = None,
        trigger_only_on_success: bool = False,
    ) -> None:
        self.event_name = event_name
        self.doc = doc
        self.show_progress = show_progress
        self.listener = self._setup(
            event_name, show_progress, has_trigger, preceding, trigger_only_on_success
        )

    def described(self, component: str) -> str:
        """Say what triggers the event of one component."""
        return self.doc.replace("{{ component }}", component)

    def __repr__(self) -> str:
        return f"Events.{self.event_name}"

    @staticmethod
    def _setup(
        _event_name: str,
        _show_progress: Literal["full", "minimal", "hidden"],
        _has_trigger: bool,
        _preceding: Registration | None,
        _trigger_only_on_success: bool,
    ) -> Callable[..., Registration]:
        @arguments.checked(skip=("fn", "inputs", "outputs", "cancels"))
        def listen(
            block: Block | None,
            fn: Callable | None | Literal["decorator"] = "decorator",
            inputs: Component | list[Component] | set[Component] | None = None,
            outputs: Component | list[Component] | None = None,
            api_name: str | None | Literal[False] = None,
            scroll_to_output: bool = False,
            show_progress: Literal["full", "minimal", "hidden"] = _show_progress,
            queue: bool | None = None,
            batch: bool = False,
            max_batch_size: int = 4,
            preprocess: bool = True,
            postprocess: bool = True,
            cancels: dict[str, Any] | list[dict[str, Any]] | None = None,
            every: float | None = None,
            trigger_mode: Literal["once", "multiple", "always_last"] | None = None,
            js: str | None = None,
            concurrency_limit: int | None | Literal["default"] = "default",
            concurrency_id: str | None = None,
            show_api: bool = True,
        ) -> Registration:
            """Register a function to be run when the event happens.

            Args:
                fn: What to run. It gets one argument for each input, in order, and returns one
                    value for each output: the value itself for one output, a tuple or a list for
                    several, or a dict of output to value for some of them. It may be a coroutine
                    function or a generator, which gives one set of values after the other. With
                    None nothing runs on the server, which is of use together with `js` or
                    `cancels`. Leave it out to use the listener as a decorator.
                inputs: The components whose values are passed to `fn`: one, a list, or None for
                    no inputs. With a set, `fn` gets a single dict of component to value.
                outputs: The components that the values returned by `fn` go to: one, a list, or
                    None for no outputs.
                api_name: The name of the endpoint. A string is taken as it stands, None takes
                    the name of the function, and a name that is taken already gets a number.
                    False makes the endpoint private: nobody can call it from outside the page.
                scroll_to_output: If True, the page scrolls to the first output when the run is
                    complete.
                show_progress: How the page shows that a run is pending: "full" covers the outputs
                    with an animation and the time, "minimal" shows the time only, "hidden" shows
                    nothing.
                queue: If True, runs go through the queue. If False, they start at once, beside it,
                    and no limit holds for them. None leaves it to the app, whose queue is on.
                batch: If True, one run serves several calls: `fn` gets a list for each input and
                    must return a tuple with a list for each output, even for one output. All
                    lists have the same length, one element for each call.
                max_batch_size: The largest number of calls that one run serves. Only of use with
                    `batch`.
                preprocess: If False, `fn` gets the values as they came over the wire, instead of
                    what the components make of them.
                postprocess: If False, what `fn` returns goes over the wire as it is, instead of
                    what the components make of it.
                cancels: The event or events to cancel when this one is triggered, as their
                    listeners returned them. Runs that wait, and generators between two steps,
                    come to an end; a function that is running is left to finish.
                every: If set, `fn` is run again and again with this number of seconds in between,
                    as long as the caller stays connected. It needs the queue.
                trigger_mode: What happens when the event is triggered while it is pending: "once"
                    ignores that, "multiple" runs it once more in any case, and "always_last" runs
                    it once more when the pending run is over. None means "always_last" for
                    `change` and "once" for every other event.
                js: A JavaScript function that the page runs before `fn`. It gets the values of
                    the inputs and then of the outputs, and returns a list: the inputs of `fn`, or
                    without `fn` the values of the outputs.
                concurrency_limit: The largest number of runs of this event at the same time.
                    None stands for any number, "default" for the `default_concurrency_limit` of
                    `Blocks.queue`, which is 1 if nothing else is said.
                concurrency_id: The name of a group of events that share one limit: the lowest
                    that any of them sets. Without it, events with the same function are a group.
                show_api: If False, the endpoint is undocumented: it is left out of the page and
                    the text that list the endpoints, but those who know its name can call it.
                    What has no `fn` is never listed.
            """
            app = context.root.get()
            if app is None:
                raise UseError(
                    f"{_event_name} was used outside of an app: move the call into the "
                    "`with Blocks() as demo:` block"
                )

            def register(function: Callable[..., Any] | None) -> None:
                app._listen(
                    registration,
                    block if _has_trigger else None,
                    _event_name,
                    fn=function,
                    inputs=inputs,
                    outputs=outputs,
                    api_name=api_name,
                    scroll_to_output=scroll_to_output,
                    show_progress=show_progress,
                    queue=queue,
                    batch=batch,
                    max_batch_size=max_batch_size,
                    preprocess=preprocess,
                    postprocess=postprocess,
                    cancels=cancels,
                    every=every,
                    trigger_mode=trigger_mode,
                    js=js,
                    concurrency_limit=concurrency_limit,
                    concurrency_id=concurrency_id,
                    show_api=show_api,
                    preceding=_preceding,
                    trigger_only_on_success=_trigger_only_on_success,
                )

            registration = Registration(register)
            if fn == "decorator":
                return registration
            register(fn)
            return registration

        listen.__name__ = _event_name
        return listen


class Events:
    """The events that the components of the kit have."""

    change = EventListener(
        "change",
        doc="Happens when the value of the {{ component }} changes, by a person or by an event.",
    )
    input = EventListener(
        "input", doc="Happens when a person changes the value of the {{ component }}."
    )
    click = EventListener("click", doc="Happens when the {{ component }} is clicked.")
    submit = EventListener(
        "submit", doc="Happens when a person presses Enter in the {{ component }}."
    )
    focus = EventListener("focus", doc="Happens when the {{ component }} gets the focus.")
    blur = EventListener("blur", doc="Happens when the {{ component }} loses the focus.")
    select = EventListener("select", doc="Happens when a person selects in the {{ component }}.")
    release = EventListener("release", doc="Happens when a person lets go of the {{ component }}.")
    clear = EventListener("clear", doc="Happens when a person empties the {{ component }}.")
    upload = EventListener(
        "upload", doc="Happens when a person has sent a file to the {{ component }}."
    )
    load = EventListener("load", doc="Happens when the page of the {{ component }} is opened.")
