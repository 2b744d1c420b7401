from math import *
from string import *

import gradio as gr


def area(radius):
    return pi * radius**2


demo = gr.Interface(
    area, gr.Number(sqrt(16), label=f"Radius {ascii_lowercase[:3]}"), gr.Number(label="Area")
)
demo.launch()
