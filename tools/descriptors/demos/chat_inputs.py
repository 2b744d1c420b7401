import time

import gradio as gr


def answer(message, history, system_prompt, tokens):
    text = f"{system_prompt}: {message}"
    for length in range(min(len(text), int(tokens))):
        time.sleep(0.01)
        yield text[: length + 1]


demo = gr.ChatInterface(
    answer,
    additional_inputs=[
        gr.Textbox("Be brief.", label="System prompt"),
        gr.Slider(10, 100, value=50, step=1, label="Tokens"),
    ],
    title="Slow answers",
)

if __name__ == "__main__":
    demo.launch()
