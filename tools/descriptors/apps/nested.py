"""Apps rendered inside another one, whose endpoints are named anew."""

import gradio as gr


def f(x):
    return x


def g(x):
    return x


with gr.Blocks() as first:
    one = gr.Textbox(label="One")
    one.change(f, one, one)
    one.change(g, one, one)

with gr.Blocks() as second:
    two = gr.Textbox(label="Two")
    two.change(f, two, two)
    two.change(f, two, two, api_name="f_1")

with gr.Blocks() as outer:
    three = gr.Textbox(label="Three")
    three.change(f, three, three)
    first.render()
    second.render()
    gr.Interface(g, "text", "text").render()

if __name__ == "__main__":
    outer.launch()
