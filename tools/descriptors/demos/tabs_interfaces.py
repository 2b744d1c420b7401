import gradio as gr

hello = gr.Interface(lambda name: "Hello " + name, "text", "text")
bye = gr.Interface(lambda name: "Bye " + name, "text", "text")
upper = gr.Interface(
    lambda text, times: text.upper() * int(times), ["text", gr.Slider(1, 5, step=1)], "text"
)

demo = gr.TabbedInterface([hello, bye, upper], ["Hello", "Bye", "Upper"])

if __name__ == "__main__":
    demo.launch()
