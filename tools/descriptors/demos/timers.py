import datetime

import gradio as gr


def now():
    return str(datetime.datetime.now())


with gr.Blocks() as demo:
    clock = gr.Textbox(label="Now")
    timer = gr.Timer(1)
    timer.tick(now, None, clock)
    demo.load(now, outputs=clock)

demo.launch()
