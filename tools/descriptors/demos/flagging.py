import gradio as gr


def sepia(level, kind):
    return level


io = gr.Interface(
    sepia,
    [gr.Slider(0, 1, 0.5, label="Level"), gr.Radio(["a", "b"], type="index", label="Kind")],
    gr.Label(label="Result"),
    article="<p>See the text.</p>",
    examples=[[0.1, "a"], [0.9, "b"]],
)
if __name__ == "__main__":
    io.launch(share=False, debug=True)
