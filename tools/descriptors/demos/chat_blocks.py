import random

import gradio as gr

with gr.Blocks() as demo:
    chatbot = gr.Chatbot(label="Talk")
    message = gr.Textbox(label="Message")
    clear = gr.ClearButton([message, chatbot])

    def respond(text, history):
        history = history or []
        history.append((text, random.choice(["Yes", "No", "Perhaps"])))
        return "", history

    message.submit(respond, [message, chatbot], [message, chatbot])

if __name__ == "__main__":
    demo.queue().launch()
