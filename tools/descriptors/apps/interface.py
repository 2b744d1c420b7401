"""Interface: labels of inputs and outputs, components by shortcut, flagging."""

import gradio as gr


def combine(first, second=2, *, third="x"):
    """Put three things together.

    Args:
        first: The first.
    """
    return first, second, third


demo = gr.Interface(
    combine,
    ["text", gr.Number(), gr.Textbox(label="Third, with a label")],
    ["text", "number", gr.JSON()],
    title="Combine",
)
demo.launch()
