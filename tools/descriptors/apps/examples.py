"""Examples: plain ones, and ones that run a function when they are clicked."""

import gradio as gr


def f(x, y):
    return f"{x}{y}"


with gr.Blocks() as demo:
    text, number, out = gr.Textbox(label="Text"), gr.Number(label="Number"), gr.Textbox(label="Out")
    gr.Examples([["a", 1], ["b", 2]], [text, number])
    gr.Examples([["a", 1]], [text, number], out, fn=f, run_on_click=True, cache_examples=False)
    gr.ClearButton([text, number])
    gr.Button().click(f, [text, number], out)

demo.launch()
