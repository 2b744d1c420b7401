"""Inputs and outputs that a call does not have: states, buttons, layouts."""

import gradio as gr


def f(a, state, b, button=None):
    return state, a, b


with gr.Blocks() as demo:
    state = gr.State([])
    other = gr.State(lambda: 1)
    first, second = gr.Textbox(label="First"), gr.Number(label="Second")
    button = gr.Button("Value")
    html = gr.HTML("<b>x</b>")
    button.click(f, [first, state, second], [state, first, second])
    button.click(f, [state, first, other, button], [html, state])
    button.click(f, [state], [state], api_name="only_state")
    button.click(lambda: None, None, [button, html], api_name="no_input")
    if hasattr(gr, "UploadButton"):
        gr.UploadButton("Up").upload(lambda x: x, first, html, api_name="up")
    if hasattr(gr, "DownloadButton"):
        download = gr.DownloadButton("Down")
        button.click(lambda x: x, download, download, api_name="down")

demo.launch()
