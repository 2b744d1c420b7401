import gradio as gr
import pandas as pd

simple = pd.DataFrame({"a": ["A", "B", "C"], "b": [28, 55, 43]})

with gr.Blocks() as demo:
    gr.BarPlot(value=simple, x="a", y="b", title="Bars", tooltip=["a", "b"])
    scatter = gr.ScatterPlot(x="a", y="b")
    demo.load(lambda: simple, None, scatter)

demo.launch()
