import gradio as gr

models = [f"model-{letter}" for letter in "abc"]
rows = {}


def ask(name):
    def inner(prompt, temperature):
        return f"{name}: {prompt}"

    inner.__name__ = "ask_" + name.replace("-", "_")
    return inner


with gr.Blocks() as demo:
    prompt = gr.Textbox(label="Prompt")
    temperature = gr.Slider(0.0, 2.0, value=1.0, step=0.1, label="Temperature")
    for i, model in enumerate(models, start=1):
        with gr.Row():
            box = gr.Textbox(label=f"{i}. {model}")
            rows[model] = box
            gr.Button(f"Ask {model}").click(ask(model), [prompt, temperature], rows[model])
    everything = gr.Button("All")
    everything.click(
        lambda p, t: tuple(f"{m} {p}" for m in models),
        [prompt, temperature],
        [rows[m] for m in sorted(rows)],
        api_name="all",
    )

demo.launch()
