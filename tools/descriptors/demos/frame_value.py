import gradio as gr
import pandas as pd

table = pd.DataFrame([[1, 2], [3, 4]], columns=["a", "b"])

with gr.Blocks() as demo:
    frame = gr.DataFrame(table, label="Table")
    total = gr.Number(label="Total")
    frame.change(lambda rows: rows.sum().sum(), frame, total)

demo.launch()
