import gradio as gr


def change(choice):
    if choice == "short":
        return gr.update(lines=2, visible=True)
    elif choice == "long":
        return gr.update(lines=8, visible=True)
    return gr.update(visible=False)


with gr.Blocks() as demo:
    radio = gr.Radio(["short", "long", "none"], label="Essay")
    text = gr.Textbox(lines=2, interactive=True)
    radio.change(fn=change, inputs=radio, outputs=text)

demo.launch()
