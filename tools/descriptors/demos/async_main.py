import asyncio

import gradio as gr


async def slow(text):
    await asyncio.sleep(1)
    return text


async def stream(text):
    for letter in text:
        yield letter


async def main():
    with gr.Blocks() as demo:
        box = gr.Textbox(label="Text")
        out = gr.Textbox(label="Out")
        box.submit(slow, box, out)
        gr.Button("Stream").click(stream, box, out)
    demo.launch()


if __name__ == "__main__":
    asyncio.run(main())
