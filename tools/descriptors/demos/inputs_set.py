import gradio as gr

with gr.Blocks() as demo:
    a = gr.Number(label="a")
    b = gr.Number(label="b")
    c = gr.Number(label="sum")
    with gr.Row():
        add = gr.Button("Add")
        sub = gr.Button("Subtract")

    def total(data):
        return data[a] + data[b]

    add.click(total, inputs={a, b}, outputs=c)

    def difference(data):
        return {c: data[a] - data[b]}

    sub.click(difference, inputs={a, b}, outputs=c)

demo.launch()
