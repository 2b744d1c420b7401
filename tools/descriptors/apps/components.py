"""Every component that can be made without an argument, as input and as output."""

import inspect

import gradio as gr

base = gr.components.Component
classes = sorted(
    {value for value in vars(gr).values() if inspect.isclass(value) and issubclass(value, base)},
    key=lambda value: (value.__module__, value.__name__),
)
LEFT_OUT = ("Dataset", "LoginButton", "LogoutButton")  # the last two want packages of their own
with gr.Blocks() as demo:
    button = gr.Button()
    for made in classes:
        if inspect.isabstract(made) or made.__name__ in LEFT_OUT:
            continue
        try:
            part = made()
        except Exception:
            continue
        if not hasattr(part, "_id"):
            continue  # a stand-in for what the release has no more
        button.click(lambda x: x, part, part, api_name=made.__name__)

demo.launch()
