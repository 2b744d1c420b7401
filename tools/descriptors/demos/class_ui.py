import gradio as gr


class Panel:
    """A part of the page."""

    title = "Panel"

    def __init__(self, prefix="x"):
        self.prefix = prefix
        self.components = {}

    def build(self):
        with gr.Group():
            gr.Markdown(f"## {self.title}")
            self.components["text"] = gr.Textbox(label=f"{self.prefix} text")
            self.components["button"] = gr.Button(self.title)
            self.components["out"] = gr.Textbox(label=f"{self.prefix} out", interactive=False)
        self.wire()
        return self

    def wire(self):
        self.components["button"].click(
            fn=self.run,
            inputs=[self.components["text"]],
            outputs=[self.components["out"]],
            api_name=f"{self.prefix}_run",
        )

    def run(self, text):
        raise NotImplementedError


class Upper(Panel):
    title = "Upper"

    def run(self, text):
        return text.upper()


class Repeat(Panel):
    title = "Repeat"

    def wire(self):
        super().wire()
        self.components["text"].submit(self.run, self.components["text"], self.components["out"])

    def run(self, text: str, times: int = 2):
        return text * times


class App:
    def __init__(self):
        self.panels = [Upper("up"), Repeat("rep")]

    def create(self):
        with gr.Blocks(title="Panels") as demo:
            for panel in self.panels:
                with gr.Tab(panel.title):
                    panel.build()
        return demo


if __name__ == "__main__":
    App().create().launch()
