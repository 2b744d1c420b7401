import os

import gradio as gr

here = os.path.dirname(__file__)


def combine(text, number, flag):
    return f"{text} {number} {flag}"


with gr.Blocks() as demo:
    text = gr.Textbox(label="Text")
    number = gr.Slider(0, 10, label="Number")
    flag = gr.Checkbox(label="Flag")
    out = gr.Textbox()
    gr.Button("Go").click(combine, [text, number, flag], out)
    gr.Examples(
        examples=[["a", 1, True], ["b", 2, False]],
        inputs=[text, number, flag],
        outputs=out,
        fn=combine,
        cache_examples=False,
    )

demo.launch()
