import time

import gradio as gr


def user(text, history):
    return "", history + [[text, None]]


def bot(history):
    history[-1][1] = "well"
    yield history


with gr.Blocks() as demo:
    chatbot = gr.Chatbot()
    msg = gr.Textbox()
    clear = gr.Button("Clear")
    event = msg.submit(user, [msg, chatbot], [msg, chatbot], queue=False).then(
        bot, chatbot, chatbot
    )
    event.success(lambda: gr.update(interactive=True), None, [msg], queue=False)
    clear.click(lambda: None, None, chatbot, queue=False)
    stop = gr.Button("Stop")
    stop.click(fn=None, inputs=None, outputs=None, cancels=[event])

demo.queue()
demo.launch()
