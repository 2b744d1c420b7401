"""load, then, success, unload, events that cancel others."""

import time

import gradio as gr


def start():
    return "started"


def work(x):
    for _ in range(3):
        time.sleep(1)
        yield x


def after(x):
    return x


with gr.Blocks() as demo:
    box, out = gr.Textbox(label="Box"), gr.Textbox(label="Out")
    go, stop = gr.Button("Go"), gr.Button("Stop")
    demo.load(start, None, box)
    running = go.click(work, box, out)
    running.then(after, out, out)
    go.click(after, box, box).success(after, out, out, api_name="done").then(None)
    stop.click(None, cancels=[running])
    stop.click(after, box, out, cancels=[running])
    if hasattr(demo, "unload"):
        demo.unload(lambda: None)
    box.submit(fn=work, inputs=box, outputs=out)

demo.queue().launch()
