"""Endpoints named after functions of every kind, or by hand, with names that are taken."""

from functools import partial

import gradio as gr


class Callable:
    def __call__(self, x):
        return x

    def method(self, x):
        return x


def f(x):
    return x


def f_1(x):
    return x


def stream(x):
    yield x


async def later(x):
    return x


async def later_stream(x):
    yield x


with gr.Blocks() as demo:
    box = gr.Textbox()
    out = gr.Textbox(label="Out")
    button = gr.Button()
    for function in (
        lambda x: x,
        partial(f, "a"),
        Callable(),
        Callable().method,
        stream,
        later,
        later_stream,
        str.upper,
        len,
    ):
        button.click(function, box, out)
    for name in ("My Name/x!", "", "  ", "täst", "a-b_c", "predict"):
        button.click(f, box, out, api_name=name)
    for function, name in ((f, None), (f, None), (f, "f_1"), (f, "f"), (f_1, None)):
        button.click(function, box, out, api_name=name)
    button.click(None, box, out)
    button.click(None, box, out, api_name="nothing")

if __name__ == "__main__":
    demo.launch()
