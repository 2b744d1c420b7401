"""Interfaces with inputs only, outputs only, a live one, and one with examples."""

from inspect import signature

import gradio as gr


def pick():
    return "x"


def swallow(x):
    pass


def same(x, y):
    return x


with gr.Blocks() as demo:
    gr.Interface(pick, None, "text")
    gr.Interface(swallow, "text", None)
    gr.Interface(same, ["text", "checkbox"], "text", live=True)
    gr.Interface(
        same, ["text", "number"], "label", examples=[["a", 1], ["b", 2]], cache_examples=False
    )
    named = {"api_name": "picture"} if "api_name" in signature(gr.Interface).parameters else {}
    gr.Interface(lambda x: x, "image", "image", **named)

if __name__ == "__main__":
    demo.queue().launch()
