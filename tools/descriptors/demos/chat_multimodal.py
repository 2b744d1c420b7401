import gradio as gr


def count(message, history):
    files = len(message["files"])
    return f"You sent {files} files"


demo = gr.ChatInterface(fn=count, title="Counter", multimodal=True)
demo.launch()
