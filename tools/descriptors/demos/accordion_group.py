import gradio as gr

PRESETS = {"Portrait": (512, 768), "Landscape": (768, 512)}

with gr.Blocks(analytics_enabled=False) as demo:
    preset = gr.Radio(list(PRESETS), value="Portrait", label="Preset")
    with gr.Accordion("Size", open=False), gr.Group():
        width, height = [
            gr.Slider(64, 1024, value=v, step=64, label=n)
            for n, v in zip(("Width", "Height"), PRESETS["Portrait"])
        ]
    preset.change(lambda p: PRESETS[p], preset, [width, height])
    clear = gr.ClearButton([width, height], value="Clear")
    gr.Button("Swap").click(lambda w, h: (h, w), [width, height], [width, height], api_name="swap")

demo.launch()
