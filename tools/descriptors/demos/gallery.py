import gradio as gr


def several(prompt, count):
    return [(f"https://example.org/{n}.png", f"{prompt} {n}") for n in range(int(count))]


with gr.Blocks(title="Gallery") as demo:
    with gr.Row():
        prompt = gr.Textbox(label="Prompt", max_lines=1, placeholder="What to draw")
        count = gr.Number(4, label="Count", precision=0)
        go = gr.Button("Draw", variant="primary")
    gallery = gr.Gallery(label="Pictures", columns=2, height="auto")
    go.click(several, [prompt, count], gallery)
    prompt.submit(several, [prompt, count], gallery)

demo.launch()
