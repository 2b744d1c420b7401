import argparse
import logging

import gradio as gr

logger = logging.getLogger(__name__)
logging.basicConfig(level=logging.INFO)


def parse():
    parser = argparse.ArgumentParser(description="An app")
    parser.add_argument("--port", type=int, default=7860)
    parser.add_argument("--share", action="store_true")
    return parser.parse_args()


def greet(name: str, loud: bool = False) -> str:
    """Greet somebody.

    Args:
        name: Who.
        loud: Whether to shout.
    """
    logger.info("greet %s", name)
    return name.upper() if loud else name


def build() -> gr.Blocks:
    with gr.Blocks(title="Greeter") as app:
        name = gr.Textbox(label="Name")
        loud = gr.Checkbox(label="Loud")
        text = gr.Textbox(label="Greeting")
        name.change(greet, [name, loud], text)
        gr.Button("Go").click(greet, [name, loud], text, api_name="greet_now")
    return app


def main():
    options = parse()
    app = build()
    app.queue(max_size=10)
    app.launch(server_port=options.port, share=options.share)


if __name__ == "__main__":
    main()
