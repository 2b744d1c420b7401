import gradio as gr


class Session:
    def __init__(self):
        self.turns = []

    def add(self, text):
        self.turns.append(text)
        return len(self.turns)


def talk(text, session):
    count = session.add(text)
    return session, f"{count}: {text}"


with gr.Blocks() as demo:
    session = gr.State(Session())
    box = gr.Textbox(label="Say")
    out = gr.Textbox(label="Heard")
    box.submit(talk, [box, session], [session, out])

demo.launch()
