import os
from zipfile import ZipFile

import gradio as gr


def pack(files):
    with ZipFile("pack.zip", "w") as archive:
        for file in files:
            archive.write(file.name, os.path.basename(file.name))
    return "pack.zip"


demo = gr.Interface(
    pack,
    gr.File(file_count="multiple", file_types=["text", ".json", ".csv"]),
    "file",
)

if __name__ == "__main__":
    demo.launch()
