import gradio as gr


def contact(email, message):
    return "Thank you"


def render():
    email = gr.Textbox(label="Email")
    message = gr.TextArea(label="Message")
    done = gr.Markdown()
    gr.Button("Send").click(contact, [email, message], done, api_name=False)
