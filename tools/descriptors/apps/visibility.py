"""Endpoints that are shown, callable but not shown, and not callable."""

import inspect

import gradio as gr


def f(x):
    return x


with gr.Blocks() as demo:
    box = gr.Textbox(label="Box")
    button = gr.Button()
    arguments = inspect.signature(button.click).parameters
    if "api_visibility" in arguments:
        hidden, private = {"api_visibility": "undocumented"}, {"api_visibility": "private"}
    elif "show_api" in arguments:
        hidden, private = {"show_api": False}, {"api_name": False}
    else:
        hidden, private = {}, {"api_name": False}
    button.click(f, box, box, api_name="shown")
    button.click(f, box, box, **hidden)
    button.click(f, box, box, api_name="named", **hidden)
    button.click(f, box, box, **private)
    button.click(f, box, box, api_name=False)
    button.click(f, box, box)

demo.launch()
