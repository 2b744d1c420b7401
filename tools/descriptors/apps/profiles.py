"""Functions that act for the user who has signed in."""
# needs: OAuthToken

from typing import Optional

import gradio as gr


def who(x, profile: Optional[gr.OAuthProfile]):
    return x


def act(x, token: Optional[gr.OAuthToken], y):
    return x


with gr.Blocks() as demo:
    a, b = gr.Textbox(label="A"), gr.Textbox(label="B")
    button = gr.Button()
    button.click(who, a, b)
    button.click(act, [a, b], b)

demo.launch()
