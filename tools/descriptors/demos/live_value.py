import gradio as gr

with gr.Blocks() as demo:
    a = gr.Number(label="a", value=2)
    b = gr.Number(lambda: 3, label="b")
    c = gr.Number(lambda x, y: x * y, inputs=[a, b], label="product")

demo.launch()
