import gradio as gr

try:
    import torch

    HAS_TORCH = True
except ImportError:
    HAS_TORCH = False


def run(text, device):
    return text


with gr.Blocks() as demo:
    gr.Markdown("With torch" if HAS_TORCH else "Without")
    text = gr.Textbox(label="Text")
    device = gr.Radio(["cpu", "cuda"], value="cuda" if HAS_TORCH else "cpu", label="Device")
    gr.Button("Run").click(run, [text, device], text)

demo.launch()
