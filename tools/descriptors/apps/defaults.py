"""What stands for a parameter that is left out."""

import gradio as gr


def f(a, b=None, c=3, d="x", *, e=None):
    return a


def g(a=None, b=None):
    return a


with gr.Blocks() as demo:
    texts = [gr.Textbox(), gr.Textbox(label="Two words"), gr.Textbox("set"), gr.Textbox("")]
    rest = [
        gr.Number(0, label="Zero"),
        gr.Number(0.1, label="Tenth"),
        gr.JSON({"a": [1, None, True], "b": 'it\'s "x"\n'}, label="Json"),
        gr.Textbox('a "quoted" \\ text\nof two lines ✓ 🎛', label="Quoted"),
        gr.Textbox(lambda: "made", label="Made"),
        gr.Label({"a": 0.5, "b": 0.5}, label="Label"),
        gr.Dataframe([[1, "x"], [2, "y"]], headers=["n", "t"], label="Frame"),
        gr.ColorPicker("#ff0000", label="Colour"),
        gr.Code("x = 1", language="python", label="Code"),
        gr.Markdown("*text*"),
        gr.HighlightedText([("a", "b"), ("c", None)], label="Marked"),
    ]
    button = gr.Button()
    button.click(f, [*texts, rest[0]][:4], texts[0])
    button.click(g, texts[:2], texts[0])
    button.click(g, [rest[2], texts[0]], rest[2], api_name="mixed")
    for part in rest:
        button.click(lambda x: x, part, part)
    texts[1].change(g, texts[1], None)

demo.launch()
