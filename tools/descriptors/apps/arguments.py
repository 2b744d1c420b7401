"""Arguments that a call does not pass, and names that a call cannot pass."""

import gradio as gr


def requests(x, request: gr.Request, y):
    return x


def events(x, event: gr.EventData):
    return x


def selects(event: gr.SelectData, x):
    return x


def progress(x, progress=gr.Progress()):
    return x


def many(*args):
    return args[0]


def named(api_name, fn_index, result_callbacks):
    return api_name


def both(x, *args, y=1, **kwargs):
    return x


def annotated(x: int, y: "list[str] | None" = None) -> str:
    """Do something with annotations.

    It goes on in a second paragraph,
    over two lines.

    Parameters:
        x: A number.
    Returns:
        A text.
    """
    return ""


class Tool:
    """The text of the class."""

    def __init__(self, x):
        self.x = x

    def __call__(self, x, y):
        """Call it."""
        return x


with gr.Blocks() as demo:
    a, b, c = (gr.Textbox(label=f"Label {letter}") for letter in "abc")
    button = gr.Button()
    button.click(requests, [a, b], c)
    button.click(events, a, c)
    a.select(selects, a, c)
    button.click(progress, a, c)
    button.click(many, [a, b, c], c)
    button.click(named, [a, b, c], c)
    button.click(both, [a, b, c], c)
    button.click(annotated, [a, b], c)
    button.click(Tool(1), [a, b], c)
    button.click(print, [a, b], None)

demo.queue().launch()
