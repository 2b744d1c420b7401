import gradio as gr

SPECS = [("text", "Name", 1), ("number", "Age", 30), ("pick", "Size", ["S", "L"])]


def make(spec):
    match spec:
        case ("text", label, lines):
            return gr.Textbox(label=label, lines=lines)
        case ("number", label, value):
            return gr.Number(value, label=label)
        case ("pick", label, [first, *rest]):
            return gr.Dropdown([first, *rest], value=first, label=label)
        case _:
            raise ValueError(spec)


demo = gr.Interface(
    lambda name, age, size: f"{name} {age} {size}", [make(s) for s in SPECS], "text"
)
demo.launch()
