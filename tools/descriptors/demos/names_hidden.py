import gradio as gr


def first(x):
    return x


def second(x, y=1):
    return x


with gr.Blocks() as demo:
    box = gr.Textbox()
    num = gr.Number()
    btn = gr.Button()
    btn.click(first, box, box)
    btn.click(first, box, box)
    btn.click(second, [box, num], box, api_name="My call")
    btn.click(
        second, [box, num], [box, num], show_api=False
    ) if "show_api" in gr.Button.click.__doc__ else None
    btn.click(lambda x: x, box, box, api_name=False)
    btn.click(None, box, box, js="(x) => x") if hasattr(gr, "Timer") else None

demo.launch()
