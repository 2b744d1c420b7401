import time

import gradio as gr


class Timer:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *args):
        start = time.time()
        result = self.fn(*args)
        return result, time.time() - start


class Service:
    def __init__(self, size: int):
        self.size = size

    @staticmethod
    def clean(text: str) -> str:
        return text.strip()

    @classmethod
    def default(cls):
        return cls(size=3)

    @property
    def limit(self):
        return self.size * 10

    def cut(self, text):
        return text[: self.size]


service = Service.default()

with gr.Blocks() as demo:
    text = gr.Textbox(label=f"At most {service.limit}")
    out = gr.Textbox(label="Out")
    seconds = gr.Number(label="Seconds")
    gr.Button("Clean").click(Service.clean, text, out)
    gr.Button("Cut").click(service.cut, text, out)
    gr.Button("Timed").click(Timer(service.cut), text, [out, seconds], api_name="timed")

demo.launch()
