import gradio as gr

with gr.Blocks() as demo:
    name = gr.Textbox(label="Name")
    out = gr.Textbox(label="Output")
    button = gr.Button("Greet")

    @button.click(inputs=name, outputs=out)
    def greet(name):
        return f"Hello {name}!"

    @gr.on([name.submit, name.blur], inputs=name, outputs=out, api_name="leave")
    def leave(value):
        return value

    @name.change(inputs=name, outputs=out, show_progress="hidden")
    def typed(value):
        return value


demo.launch()
