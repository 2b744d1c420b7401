import gradio as gr


def vote(data: gr.LikeData):
    return data.value if data.liked else ""


def undo(history, data: gr.UndoData):
    return history[: data.index], history[data.index]["content"]


with gr.Blocks() as demo:
    chatbot = gr.Chatbot([], elem_id="chat", height=300)
    said = gr.Textbox(label="Said")
    chatbot.like(vote, None, said)
    chatbot.clear(lambda: "", None, said)
    with gr.Row():
        retry = gr.Button("Retry")
        retry.click(lambda h: h, chatbot, chatbot, api_name="retry")

demo.launch()
