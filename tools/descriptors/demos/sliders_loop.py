import gradio as gr

NAMES = ["red", "green", "blue"]


def mix(*amounts):
    return dict(zip(NAMES, amounts))


def reset():
    return [0] * len(NAMES)


with gr.Blocks() as demo:
    sliders = []
    with gr.Row():
        for name in NAMES:
            with gr.Column():
                sliders.append(gr.Slider(0, 255, value=0, step=1, label=name.title()))
    out = gr.JSON(label="Mix")
    for slider in sliders:
        slider.release(mix, sliders, out)
    gr.Button("Reset").click(reset, outputs=sliders)

demo.launch()
