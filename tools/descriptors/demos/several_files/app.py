import gradio as gr

from pages import about, translate
from shared.theme import css, title

with gr.Blocks(title=title, css=css) as demo:
    gr.Markdown(f"# {title}")
    with gr.Tabs():
        with gr.TabItem("Translate"):
            translate.render()
        with gr.TabItem("About"):
            about.render()

if __name__ == "__main__":
    demo.queue().launch()
