from contextlib import contextmanager

import gradio as gr


@contextmanager
def card(title, *, open=True):
    with gr.Accordion(title, open=open):
        yield gr.Markdown(f"### {title}")


with gr.Blocks() as demo:
    with card("One") as head:
        one = gr.Textbox(label="one")
    with card("Two", open=False):
        two = gr.Textbox(label="two")
    one.submit(lambda v: v, one, two)
    two.submit(lambda v: v, two, head)

demo.launch()
