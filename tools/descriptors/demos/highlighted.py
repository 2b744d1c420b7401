import gradio as gr
from difflib import Differ


def diff_texts(text1, text2):
    d = Differ()
    return [(token[2:], token[0] if token[0] != " " else None) for token in d.compare(text1, text2)]


demo = gr.Interface(
    diff_texts,
    [
        gr.Textbox(label="Text 1", lines=3, value="Quick."),
        gr.Textbox(label="Text 2", lines=3, value="Slow."),
    ],
    gr.HighlightedText(
        label="Diff", combine_adjacent=True, show_legend=True, color_map={"+": "red", "-": "green"}
    ),
)
demo.launch()
