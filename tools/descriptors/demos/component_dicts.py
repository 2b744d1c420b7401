import gradio as gr

SETTINGS = {
    "steps": {"kind": "slider", "minimum": 1, "maximum": 50, "value": 20},
    "seed": {"kind": "number", "value": -1},
    "prompt": {"kind": "text", "value": "a cat"},
    "tiling": {"kind": "check", "value": False},
}


def make(name, spec):
    spec = dict(spec)
    kind = spec.pop("kind")
    if kind == "slider":
        return gr.Slider(label=name, step=1, **spec)
    if kind == "number":
        return gr.Number(label=name, **spec)
    if kind == "check":
        return gr.Checkbox(label=name, **spec)
    return gr.Textbox(label=name, lines=2, **spec)


def run(steps, seed, prompt, tiling):
    return f"{prompt} {steps} {seed} {tiling}"


with gr.Blocks() as demo:
    parts = {name: make(name, spec) for name, spec in SETTINGS.items()}
    log = gr.Textbox(label="Log")
    gr.Button("Run").click(run, list(parts.values()), log)

demo.launch()
