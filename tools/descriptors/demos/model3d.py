import gradio as gr


def load(mesh):
    return mesh


gr.Interface(
    load, gr.Model3D(label="Mesh"), gr.Model3D(clear_color=(0.0, 0.0, 0.0, 0.0), label="View")
).launch()
