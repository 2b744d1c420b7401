import gradio as gr
import numpy as np


def tint(image):
    weights = np.array([[0.4, 0.7, 0.2], [0.3, 0.6, 0.1], [0.2, 0.5, 0.1]])
    result = image.dot(weights.T)
    return result / result.max()


demo = gr.Interface(tint, gr.Image(), "image", title="Tint", description="Makes it warm.")
demo.launch()
