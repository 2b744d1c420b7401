import gradio as gr


def show(color, when, choice):
    return f"{color} {when} {choice}"


inputs = [gr.ColorPicker(label="Colour"), gr.Textbox(type="password", label="Key")]
inputs.append(gr.Dropdown([1, 2, 3], multiselect=True, value=[1], label="Many"))
outputs = [gr.Textbox(label=label) for label in ("Summary",)]
demo = gr.Interface(show, inputs, outputs)
if __name__ == "__main__":
    demo.launch()
