"""An app that is mounted on another application, which nothing launches."""

import gradio as gr
import uvicorn
from fastapi import FastAPI


def f(x):
    return x


with gr.Blocks() as page:
    box = gr.Textbox(label="Box")
    box.submit(f, box, box)

app = gr.mount_gradio_app(FastAPI(), page, path="/below")

if __name__ == "__main__":
    uvicorn.run(app, port=7992)
