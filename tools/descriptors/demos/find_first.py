import gradio as gr

MODELS = {"small": 1, "medium": 5, "large": 13}


def pick(limit):
    for name, size in MODELS.items():
        if size > limit:
            return name
    return "none"


def default_choice(names):
    for name in names:
        if name.startswith("m"):
            break
    else:
        name = names[0]
    return name


with gr.Blocks() as demo:
    limit = gr.Slider(0, 20, value=4, label=f"Limit (first above 4: {pick(4)})")
    chosen = gr.Dropdown(list(MODELS), value=default_choice(list(MODELS)), label="Model")
    limit.change(pick, limit, chosen)

demo.launch()
