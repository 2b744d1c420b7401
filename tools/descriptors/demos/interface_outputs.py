import gradio as gr


def everything(text):
    return text, len(text), {"a": 0.5}, [[1, 2]], "<b>x</b>", {"k": 1}


gr.Interface(
    everything,
    gr.Textbox(lines=3, placeholder="Type", label="Source text"),
    [
        gr.Textbox(label="Copy"),
        gr.Number(label="Length"),
        gr.Label(label="Scores"),
        gr.Dataframe(label="Rows"),
        gr.HTML(label="Page"),
        gr.JSON(label="Data"),
    ],
    live=True,
).launch()
