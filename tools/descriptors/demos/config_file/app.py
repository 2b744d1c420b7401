import json
from pathlib import Path

import gradio as gr

with open(Path(__file__).parent / "settings.json") as stream:
    settings = json.load(stream)


def run(text, mode):
    return text


with gr.Blocks(title=settings["title"]) as demo:
    text = gr.Textbox(label=settings["label"])
    mode = gr.Radio(settings["modes"], label="Mode")
    out = gr.Textbox(label="Out")
    gr.Button("Run").click(run, [text, mode], out)

demo.launch()
