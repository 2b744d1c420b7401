import os

import gradio as gr

with gr.Blocks() as demo:
    a = gr.Textbox(label="A")
    if os.environ.get("ADVANCED"):
        b = gr.Slider(0, 1, label="B")
    else:
        b = gr.Number(label="B")
    c = gr.Textbox(label="C")
    gr.Button().click(lambda x: x, a, c, api_name="plain")
    gr.Button().click(lambda x, y: x, [a, b], c, api_name="mixed")

demo.launch()
