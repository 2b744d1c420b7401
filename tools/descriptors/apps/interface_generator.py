"""Interface over a generator, which adds a button to stop it."""

import gradio as gr


def count(until):
    yield from range(int(until))


gr.Interface(count, "number", "number").queue().launch(server_port=7991)
