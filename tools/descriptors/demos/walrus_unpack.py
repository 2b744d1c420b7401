import gradio as gr

(first, *middle), last = ["a", "b", "c"], "d"
table = {key: index for index, key in enumerate([first, *middle, last])}
if (n := len(table)) > 3:
    labels = [f"{key}={value}" for key, value in table.items() if value % 2 == 0]
else:
    labels = []
text = "%s of %d" % (labels[0], n)

with gr.Blocks() as demo:
    boxes = [gr.Textbox(label=label) for label in labels] + [gr.Textbox(label=text)]
    gr.Button("{:>4}".format("x")).click(lambda *a: a[0], boxes, boxes[-1])

demo.launch()
