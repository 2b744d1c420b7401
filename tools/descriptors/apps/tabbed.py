"""TabbedInterface, whose tabs share the names of their endpoints."""

import gradio as gr


def f(x):
    return x


one = gr.Interface(f, "text", "text")
two = gr.Interface(f, "number", "number")
with gr.Blocks() as three:
    box = gr.Textbox(label="Three")
    box.change(f, box, box)
gr.TabbedInterface([one, two, three], ["One", "Two", "Three"]).launch()
