import gradio as gr


def same(video):
    return video


demo = gr.Interface(
    same,
    gr.Video(sources=["upload"]) if hasattr(gr, "ImageEditor") else gr.Video(),
    gr.Video(label="Same"),
)
demo.launch()
