import gradio as gr

demo = None
buttons = []


def add_button(label, fn):
    button = gr.Button(label)
    buttons.append((button, fn))
    return button


def create():
    global demo
    with gr.Blocks() as demo:
        number = gr.Number(1, label="n")
        add_button("Double", lambda n: n * 2)
        add_button("Halve", lambda n: n / 2)
        while buttons:
            button, fn = buttons.pop(0)
            button.click(fn, number, number, api_name=button.value.lower())


create()
demo.launch()
