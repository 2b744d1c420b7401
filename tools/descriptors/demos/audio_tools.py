import gradio as gr


def reverse(clip):
    rate, data = clip
    return rate, data[::-1]


def louder(path, factor):
    return path


with gr.Blocks() as demo:
    gr.Markdown("# Sound")
    with gr.Tab("Backwards"):
        source = gr.Audio(label="In")
        target = gr.Audio(label="Out")
        gr.Button("Turn").click(reverse, source, target)
    with gr.Tab("Volume"):
        path = gr.Audio(type="filepath")
        factor = gr.Slider(0, 4, 1, label="Factor")
        result = gr.Audio()
        gr.Button("Scale").click(louder, inputs=[path, factor], outputs=result, api_name="scale")

demo.launch()
