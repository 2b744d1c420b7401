import gradio as gr

with gr.Blocks() as demo:
    text = gr.Textbox(label="Text")
    mode = gr.Radio(["box", "button"], value="box", label="Mode")

    @gr.render(inputs=[text, mode], triggers=[text.submit])
    def show(content, kind):
        if kind == "box":
            for letter in content:
                gr.Textbox(letter)
        else:
            gr.Button(content)

    gr.Button("Same").click(lambda x: x, text, text, api_name="same")

demo.launch()
