import gradio as gr
import matplotlib.pyplot as plt
import numpy as np


def outbreak(kind, r, month, countries, social):
    figure = plt.figure()
    x = np.arange(50)
    plt.plot(x, x * r)
    return figure


demo = gr.Interface(
    outbreak,
    [
        gr.Dropdown(["Line", "Area"], label="Kind"),
        gr.Slider(1, 4, 3.2, label="R"),
        gr.Dropdown(["January", "February", "March"], label="Month"),
        gr.CheckboxGroup(["USA", "Canada", "Mexico"], label="Countries", value=["USA"]),
        gr.Checkbox(label="Social?"),
    ],
    gr.Plot(label="Forecast"),
)

if __name__ == "__main__":
    demo.launch()
