"""ChatInterface, with a component and a choice beside the message."""

import gradio as gr


def answer(message, history, tone, loud):
    """Answer a message."""
    return message


demo = gr.ChatInterface(
    answer, additional_inputs=[gr.Radio(["kind", "curt"], label="Tone"), gr.Checkbox(label="Loud")]
)

if __name__ == "__main__":
    demo.launch()
