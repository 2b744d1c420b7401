import gradio as gr


def who(name, request: gr.Request, progress=gr.Progress()):
    return f"{name} from {request.client.host}"


def login(profile: gr.OAuthProfile | None):
    return "in" if profile else "out"


with gr.Blocks() as demo:
    name = gr.Textbox(label="Name")
    out = gr.Textbox(label="Out")
    gr.Button("Who").click(who, name, out)

demo.launch()
