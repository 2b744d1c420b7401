"""ChatInterface over a generator."""

import gradio as gr


async def speak(message, history):
    for letter in message:
        yield letter


gr.ChatInterface(speak).queue().launch()
