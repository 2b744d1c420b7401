import gradio as gr
import spaces
import torch
from diffusers import DiffusionPipeline

device = "cuda" if torch.cuda.is_available() else "cpu"
pipe = DiffusionPipeline.from_pretrained("some/model", torch_dtype=torch.float16)
pipe = pipe.to(device)

MAX_SEED = 2**31 - 1


@spaces.GPU(duration=60)
def infer(
    prompt,
    negative_prompt,
    seed,
    randomize_seed,
    width,
    height,
    guidance_scale,
    steps,
    progress=gr.Progress(track_tqdm=True),
):
    """Draw a picture."""
    image = pipe(prompt, negative_prompt=negative_prompt).images[0]
    return image, seed


examples = ["A castle", "A green horse"]

with gr.Blocks(css="#col {max-width: 640px}") as demo:
    with gr.Column(elem_id="col"):
        gr.Markdown("# Pictures")
        with gr.Row():
            prompt = gr.Text(label="Prompt", show_label=False, max_lines=1, container=False)
            run_button = gr.Button("Run", scale=0)
        result = gr.Image(label="Result", show_label=False)
        with gr.Accordion("Advanced", open=False):
            negative_prompt = gr.Text(label="Negative prompt", max_lines=1, visible=False)
            seed = gr.Slider(label="Seed", minimum=0, maximum=MAX_SEED, step=1, value=0)
            randomize_seed = gr.Checkbox(label="Randomize seed", value=True)
            with gr.Row():
                width = gr.Slider(label="Width", minimum=256, maximum=1024, step=32, value=1024)
                height = gr.Slider(label="Height", minimum=256, maximum=1024, step=32, value=1024)
            with gr.Row():
                guidance_scale = gr.Slider(
                    label="Guidance", minimum=0.0, maximum=10.0, step=0.1, value=0.0
                )
                steps = gr.Slider(label="Steps", minimum=1, maximum=50, step=1, value=2)
        gr.Examples(examples=examples, inputs=[prompt])
    gr.on(
        triggers=[run_button.click, prompt.submit],
        fn=infer,
        inputs=[
            prompt,
            negative_prompt,
            seed,
            randomize_seed,
            width,
            height,
            guidance_scale,
            steps,
        ],
        outputs=[result, seed],
    )

if __name__ == "__main__":
    demo.launch()
