import gradio as gr
import numpy as np


def sections(image, parts):
    return image, [((0, 0, 10, 10), "a")]


with gr.Blocks() as demo:
    with gr.Row():
        parts = gr.Slider(0, 5, 2, step=1, label="Parts")
    with gr.Row():
        source = gr.Image()
        target = gr.AnnotatedImage(color_map={"a": "#ff0000"})
    gr.Button("Identify").click(sections, [source, parts], target)
    chosen = gr.Textbox(label="Chosen")

    def select(event: gr.SelectData):
        return event.index

    target.select(select, None, chosen)

demo.launch()
