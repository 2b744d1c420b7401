from pathlib import Path

import gradio as gr


def upload(paths):
    return paths


def download():
    return [gr.UploadButton(visible=True), gr.DownloadButton(visible=False)]


with gr.Blocks() as demo:
    gr.Markdown("First upload a file.")
    files = gr.File(label="Files")
    up = gr.UploadButton("Upload", file_count="multiple", file_types=["image", "video"])
    down = gr.DownloadButton("Download", visible=False)
    up.upload(upload, up, files)
    down.click(download, None, [up, down])

demo.launch()
