import functools

import gradio as gr

COMMON = dict(interactive=True, container=True)
textbox = functools.partial(gr.Textbox, lines=2, **COMMON)


def join(a, b, sep=", "):
    return sep.join([a, b])


def logged(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        print(args)
        return fn(*args, **kwargs)

    return inner


with gr.Blocks() as demo:
    a, b = textbox(label="A"), textbox(label="B")
    c = textbox(label="C", max_lines=4)
    gr.Button("Join").click(logged(join), [a, b], c)
    gr.Button("Dash").click(functools.partial(join, sep="-"), [a, b], c, api_name="dash")

demo.launch()
