import os

import gradio as gr

DEBUG = os.environ.get("DEBUG", "0") == "1"
PORT = int(os.getenv("PORT", 7860))


def shout(text):
    return text.upper()


with gr.Blocks() as demo:
    text = gr.Textbox(label="Text")
    out = gr.Textbox(label="Out")
    gr.Button("Shout").click(shout, text, out)
    if DEBUG:
        gr.Markdown("Debugging")
        log = gr.Textbox(label="Log")
        gr.Button("Dump").click(lambda: "x", None, log, api_name="dump")

demo.launch(server_port=PORT, server_name="0.0.0.0")
