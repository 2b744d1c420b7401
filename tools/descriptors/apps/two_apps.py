"""Two apps, of which the second is launched, in a function, and then once more."""

import sys

import gradio as gr


def f(x):
    return x


def make(label):
    with gr.Blocks() as made:
        box = gr.Textbox(label=label)
        box.change(f, box, box)
    return made


demo, other = make("Not this"), make("This")


def main():
    assert sys.argv[1:] == []
    other.launch(prevent_thread_lock=True)
    other.launch()
    raise RuntimeError("a launch does not come back")


if __name__ == "__main__":
    main()
