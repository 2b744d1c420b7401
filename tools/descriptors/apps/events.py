"""gr.on, gr.api, timers, batches, events with every=, decorators."""

import inspect

import gradio as gr


def f(x):
    return x


def upper(texts):
    return [text.upper() for text in texts]


with gr.Blocks() as demo:
    box, out, button = gr.Textbox(label="Box"), gr.Textbox(label="Out"), gr.Button()
    if hasattr(gr, "on"):
        gr.on([box.submit, button.click], f, box, out, api_name="both")

        @gr.on([box.change, button.click], inputs=box, outputs=out)
        def decorated(x):
            return x

    button.click(upper, box, out, batch=True, max_batch_size=4)
    if "every" in inspect.signature(button.click).parameters:
        button.click(f, box, out, every=60)
    if hasattr(gr, "Timer"):
        timer = gr.Timer(60)
        timer.tick(f, box, out)
        gr.Textbox(lambda: "now", every=timer, label="Now")
    if "every" in inspect.signature(gr.Textbox.__init__).parameters:
        gr.Textbox(lambda: "then", every=60, label="Then")
    if hasattr(gr, "api"):

        def typed(a: int, b: str = "x", *, c: "float | None" = None) -> tuple[int, str]:
            """Give back what came in."""
            return a, b

        def plain(x: list[int], y: dict[str, int], z: bool) -> list[str]:
            return []

        gr.api(typed, api_name="typed")
        gr.api(plain)
    for component in (box, out):
        component.change(f, box, out)

demo.queue().launch()
