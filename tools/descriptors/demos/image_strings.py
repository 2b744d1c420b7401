import gradio as gr


def flip(picture):
    return picture[::-1]


demo = gr.Interface(fn=flip, inputs="image", outputs="image")
demo.launch()
