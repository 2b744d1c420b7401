"""Apps that are written once and built by the kit and by Gradio, and what is to be equal in them.

`tools/kit/measure.py` runs this file under a release of Gradio and keeps what it says of itself;
the tests hold the kit against that. Only names, types and settings are compared: labels are those
of the apps.
"""

import functools
import json
import sys
import warnings


class Callable:
    """An object that can be called."""

    def __call__(self):
        return None

    def method(self):
        return None


def f():
    return None


def g(a=None, b=None):
    return a


def steps():
    yield None


async def waits():
    return None


async def asynchronous_steps():
    yield None


def names_of_functions(lib):
    with lib.Blocks() as app:
        button = lib.Button()
        functions = [
            f,
            f,
            lambda: None,
            functools.partial(g, 1, 2),
            Callable(),
            Callable().method,
            steps,
            waits,
            asynchronous_steps,
        ]
        for function in functions:
            button.click(function)
    return app


def names_that_are_taken(lib):
    with lib.Blocks() as app:
        button = lib.Button()
        button.click(f)
        button.click(f)
        button.click(f, api_name="f_1")
        button.click(f, api_name="f")
        button.click(f, show_api=False)
        button.click(f, api_name=False)
        button.click(f, api_name="f")
    return app


def names_that_are_given(lib):
    with lib.Blocks() as app:
        button = lib.Button()
        for name in ("My Name/x!", "  ", "", " x", "a.b", "ä"):
            button.click(f, api_name=name)
        button.click(f, api_name="hidden", show_api=False)
    return app


def names_without_function(lib):
    with lib.Blocks() as app:
        button = lib.Button()
        button.click(None)
        button.click(None)
        button.click(None, js="() => []")
        button.click(None, js="() => []")
        button.click(None, api_name="given")
        button.click(None, js="() => []", api_name="given")
        button.click(None, api_name=False)
    return app


def a_built_in(lib):
    with lib.Blocks() as app:
        text = lib.Textbox()
        lib.Button().click(str.upper, text, text)
    return app


def chains(lib):
    with lib.Blocks() as app:
        button = lib.Button()
        first = button.click(f)
        second = first.then(f)
        second.success(lambda: None)
        first.then(g)
        app.load(f)
        app.load(lambda: None)
    return app


def cancelling(lib):
    with lib.Blocks() as app:
        button, stop = lib.Button(), lib.Button()
        first = button.click(steps)
        second = button.click(f)
        stop.click(None, cancels=[first])
        stop.click(f, cancels=[first, second])
        stop.click(f, cancels=second)
    return app


def repeating(lib):
    with lib.Blocks() as app:
        text = lib.Textbox()
        lib.Button().click(lambda: "", None, text, every=2)
        app.load(f, every=0.5)
        app.load(f, every=3, concurrency_limit=None)
    return app


def values_that_are_called(lib):
    def now():
        return "12:00"

    with lib.Blocks() as app:
        lib.Textbox(now)
        lib.Number(lambda: 3, every=1)
        lib.Button(now)
        lib.Button().click(f)
    return app


def decorated(lib):
    with lib.Blocks() as app:
        text = lib.Textbox()
        button = lib.Button()

        @button.click(inputs=text, outputs=text, api_name="by_decorator")
        def shout(value):
            return value

        @button.click(inputs=[text], outputs=[text])
        def whisper(value):
            return value

    return app


def settings(lib):
    with lib.Blocks() as app:
        text, number = lib.Textbox(label="Text"), lib.Number(label="Number")
        button = lib.Button()
        button.click(g, [text, number], text, scroll_to_output=True, show_progress="minimal")
        button.click(g, text, [text], queue=False, preprocess=False, postprocess=False)
        button.click(g, {number, text}, number, queue=True, trigger_mode="multiple")
        button.click(g, [text], number, batch=True, max_batch_size=7, show_progress="hidden")
        text.change(g, text, number)
        text.change(g, text, number, trigger_mode="once")
        text.submit(g, text, number, trigger_mode="always_last", js="(x) => [x]")
    return app


def components(lib):
    with lib.Blocks() as app:
        listed = [
            lib.Textbox(label="Text"),
            lib.Textbox(),
            lib.Markdown("# Title"),
            lib.Number(label="Number"),
            lib.Number(3, label="Whole", precision=0),
            lib.Slider(1, 9, 4, label="Slider"),
            lib.Slider(label="Bare"),
            lib.Checkbox(label="Checkbox"),
            lib.Dropdown(["a", "b"], label="Dropdown"),
            lib.Dropdown(["a", ("B", "b")], label="Several", multiselect=True),
            lib.Dropdown([("One", 1), ("Two", 2)], label="Numbers"),
            lib.Radio(["a", "b"], label="Radio"),
            lib.Radio([1, 2], label="Radio numbers"),
            lib.Image(label="Image", type="filepath"),
            lib.JSON(label="JSON"),
            lib.State(1),
            lib.Button("Button"),
            lib.Button("Button", variant="primary"),
        ]

        def everything(*values):
            return values

        listed[-1].click(everything, listed, listed)
        listed[-2].click(everything, set(listed), listed)
    return app


def nested(lib):
    with lib.Blocks() as inner:
        button = lib.Button()
        first = button.click(f)
        first.then(f, api_name="f_1")
        button.click(f, api_name=False)
        lib.Button().click(None, cancels=[first])
    with lib.Blocks() as app:
        button = lib.Button()
        button.click(f)
        inner.render()
        button.click(f)
    return app


def within(lib):
    with lib.Blocks() as app:
        lib.Button().click(f)
        with lib.Blocks():
            lib.Button().click(f)
            with lib.Row():
                lib.Button().click(g)
        lib.Button().click(g)
    return app


def containers(lib):
    with lib.Blocks() as app, lib.Row() as row:
        with lib.Column() as column:
            lib.Button().click(lambda: None, None, row)
        lib.Button().click(lambda: (None, None), None, [column, row])
    return app


def documented(lib):
    def plain(text, number=3, checked=True):
        """Join what is given.

        Over several lines,
        and paragraphs.

        Args:
            text: Not told.
            number: Not told.

        Returns:
            Not told.
        """

    def none(text=None, number=None, checked=None):
        """One line."""

    def some(text, *rest):
        return text

    def reserved(api_name, fn_index, result_callbacks):
        """Take names that clients use.

        Parameters:
            api_name: Not told.
        """

    def asking(text, request: lib.Request, number, state):
        pass

    with lib.Blocks() as app:
        text, number = lib.Textbox(None, label="Text"), lib.Number(label="Number")
        filled, checked = lib.Textbox("filled"), lib.Checkbox(label="Checked")
        slider, state = lib.Slider(2, 5), lib.State(0)
        button = lib.Button()
        button.click(plain, [text, number, checked])
        button.click(none, [text, number, checked])
        button.click(none, [text, filled, slider])
        button.click(some, [text, number, slider])
        button.click(some, [state, number, slider])
        button.click(reserved, [text, number, checked])
        button.click(asking, [text, number, state])
        button.click(lambda x, y: None, [text, filled])
        button.click(functools.partial(g, 1), [text])
        text.change(None, js="() => []")
    return app


APPS = [
    names_of_functions,
    names_that_are_taken,
    names_that_are_given,
    names_without_function,
    a_built_in,
    chains,
    cancelling,
    repeating,
    values_that_are_called,
    decorated,
    settings,
    components,
    nested,
    within,
    containers,
]


def events(app):
    """Say of each event what a page and a client are told of it."""
    fields = (
        *("api_name", "show_api", "backend_fn", "js", "queue", "scroll_to_output"),
        *("show_progress", "every", "batch", "max_batch_size", "cancels", "trigger_after"),
        *("trigger_only_on_success", "trigger_mode"),
    )
    config = app.get_config_file() if hasattr(app, "get_config_file") else app.get_config()
    kinds = {one["id"]: one["type"] for one in config["components"]}
    found = []
    for one in config["dependencies"]:
        told = {name: one[name] for name in fields}
        told["targets"] = [
            [kinds.get(block, "blocks" if block is not None else None), event]
            for block, event in one["targets"]
        ]
        told["inputs"] = [kinds[block] for block in one["inputs"]]
        told["outputs"] = [kinds[block] for block in one["outputs"]]
        told["generator"] = one["types"]["generator"]
        found.append(told)
    return found


def endpoints(app):
    """Say of each endpoint what the descriptor lists, ids of blocks counted from 0 on."""
    numbers = {str(id_): place for place, id_ in enumerate(app.blocks)}

    def value(one):
        word, _, id_ = one["label"].rpartition("_")
        label = f"{word}_{numbers[id_]}" if word in ("parameter", "value") else one["label"]
        kind = one["python_type"]["type"].replace("List", "list")
        schema = one["type"].get("type")
        # The word for any JSON value has changed from release to release.
        return [label, one["component"], "json" if schema == {} else kind]

    return {
        name: {part: [value(one) for one in endpoint[part]] for part in ("parameters", "returns")}
        for name, endpoint in app.get_api_info()["named_endpoints"].items()
    }


def parameters(app):
    """Say how clients may name the parameters of each endpoint, and what they may leave out."""
    return {
        name: [
            endpoint["description"],
            [
                [one[f"parameter_{word}"] for word in ("name", "has_default", "default")]
                for one in endpoint["parameters"]
            ],
        ]
        for name, endpoint in app.get_api_info()["named_endpoints"].items()
    }


def measure(lib):
    """Build all apps with a library, and say what is to be equal in them."""
    found = {}
    for make in APPS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            app = make(lib)
        found[make.__name__] = {"events": events(app), "endpoints": endpoints(app)}
    return found


if __name__ == "__main__":
    import gradio

    if sys.argv[1] == "parameters":
        print(json.dumps(parameters(documented(gradio))))
    else:
        print(json.dumps(measure(gradio)))
