"""Types that depend on what a component was made with."""

import gradio as gr


def f(*values):
    return values


choices = ["a", "b c", "it's"]
with gr.Blocks() as demo:
    parts = [
        gr.Radio(choices, label="Radio"),
        gr.Radio([1, 2.5, 3], label="Numbers"),
        gr.Radio([("One", 1), ("Two", 2)], label="Pairs"),
        gr.Radio([True, False], label="Truths"),
        gr.Radio([], label="None"),
        gr.Dropdown(choices, label="Dropdown"),
        gr.Dropdown(choices, label="Several", multiselect=True),
        gr.Dropdown(choices, label="Own", allow_custom_value=True),
        gr.Dropdown(choices, label="Set", value="b c"),
        gr.Dropdown([1, 2], label="Index", type="index"),
        gr.CheckboxGroup(choices, label="Group"),
        gr.CheckboxGroup([1, 2], label="Set", value=[1]),
        gr.Slider(label="Slider"),
        gr.Slider(-1, 1, label="Small", step=0.1),
        gr.Slider(0, 10, value=3, label="Set"),
        gr.Number(label="Number"),
        gr.Number(label="Whole", precision=0),
        gr.Number(label="Bounds", minimum=1, maximum=5),
        gr.Number(3, label="Set"),
        gr.Checkbox(label="Checkbox"),
        gr.Checkbox(True, label="Checked"),
    ]
    button = gr.Button()
    for part in parts:
        button.click(f, part, part)
    button.click(f, parts, parts, api_name="all")
    button.click(f, set(parts), parts[0], api_name="set")

demo.launch()
