import gradio as gr


def reply(message, history):
    return message[::-1]


gr.ChatInterface(reply).launch()
