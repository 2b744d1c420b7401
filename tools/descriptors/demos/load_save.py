import json
import os

import gradio as gr

PATH = "data.json"
if os.path.exists(PATH):
    with open(PATH) as stream:
        notes = json.load(stream)
else:
    notes = ["first"]


def save(text):
    notes.append(text)
    with open(PATH, "w") as stream:
        json.dump(notes, stream)
    return gr.update(choices=notes)


with gr.Blocks() as demo:
    text = gr.Textbox(label="Note")
    chosen = gr.Dropdown(notes, label="Notes")
    gr.Button("Save").click(save, text, chosen)
    chosen.change(lambda x: x, chosen, text)

demo.launch()
