"""A part of the page that is made anew as its inputs change."""
# needs: render

import gradio as gr


def f(x):
    return x


with gr.Blocks() as demo:
    box = gr.Textbox(label="Box")

    @gr.render(inputs=box)
    def show(text):
        inner = gr.Textbox(text, label="Inner")
        inner.change(f, inner, box, api_name="inner")

    box.submit(f, box, box)

demo.launch()
