"""An app without endpoints that would be shown."""

import gradio as gr

with gr.Blocks(title="Quiet <b>app</b>") as demo:
    gr.Markdown("# Nothing to call")
    gr.Button().click(None)

demo.launch()
