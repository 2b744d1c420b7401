import gradio as gr

with gr.Blocks() as demo:
    cart = gr.State([])
    item = gr.Textbox(label="Item")
    price = gr.Number(label="Price")
    listed = gr.JSON(label="Cart")

    def add(items, name, cost):
        items.append({"name": name, "price": cost})
        return items, items

    gr.Button("Add").click(add, [cart, item, price], [cart, listed])

demo.launch()
