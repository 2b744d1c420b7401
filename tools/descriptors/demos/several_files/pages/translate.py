import gradio as gr

from shared.models import LANGUAGES, translate


def render():
    with gr.Row():
        source = gr.Dropdown(list(LANGUAGES), value="English", label="From")
        target = gr.Dropdown(list(LANGUAGES.keys()), value="French", label="To")
    text = gr.Textbox(lines=4, label="Text")
    out = gr.Textbox(lines=4, label="Translation")
    gr.Button("Translate").click(translate, [text, source, target], out)
    gr.Examples([["Hello", "English", "French"]], [text, source, target])
