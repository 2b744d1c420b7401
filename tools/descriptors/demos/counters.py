import gradio as gr

with gr.Blocks() as demo:
    state = gr.State(0)
    shown = gr.Number(label="Count")

    def step(value, by):
        return value + by, value + by

    for amount in (1, 5, 10):
        button = gr.Button(f"+{amount}")
        button.click(
            lambda value, by=amount: step(value, by),
            state,
            [state, shown],
            api_name=f"add_{amount}",
        )
    gr.Button("Reset").click(lambda: (0, 0), None, [state, shown])

demo.launch()
