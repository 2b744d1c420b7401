"""Files of every kind, with a value and without, one and many."""

import tempfile
from pathlib import Path

import gradio as gr

folder = Path(tempfile.gettempdir()) / "faceplate-descriptors"
folder.mkdir(exist_ok=True)
picture = folder / "dot.gif"
picture.write_bytes(
    b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
)
note = folder / "note.txt"
note.write_text("note")


def f(*values):
    return values[0]


with gr.Blocks() as demo:
    button, out = gr.Button(), gr.File(label="Out")
    parts = [
        gr.File(),
        gr.File(str(note), label="With a value"),
        gr.File([str(note), str(picture)], label="Two", file_count="multiple"),
        gr.File(label="Many", file_count="multiple"),
        gr.File(label="Folder", file_count="directory"),
        gr.Image(),
        gr.Image(str(picture), label="Picture"),
        gr.Image(label="Path", type="filepath"),
        gr.Gallery([str(picture)], label="Gallery"),
        gr.Gallery(label="Empty"),
        gr.Audio(label="Audio"),
        gr.Video(label="Video"),
        gr.Model3D(label="Model"),
    ]
    for part in parts:
        button.click(f, part, part)
    button.click(f, parts, out, api_name="all")

demo.launch()
