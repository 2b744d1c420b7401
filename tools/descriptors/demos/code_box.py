import gradio as gr


def explain(code, language):
    return code, f"`{language}`"


with gr.Blocks() as demo:
    with gr.Row():
        with gr.Column(scale=2):
            code = gr.Code("print(1)", language="python", label="Source")
            language = gr.Dropdown(
                choices=[("Python", "py"), ("C", "c")], value="py", label="Language"
            )
        with gr.Column(scale=1):
            shown = gr.Code(label="Shown", interactive=False)
            notes = gr.Markdown(label="Notes")
    gr.Button("Explain").click(explain, [code, language], [shown, notes])

demo.launch()
