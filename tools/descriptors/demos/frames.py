import gradio as gr
import pandas as pd

data = pd.DataFrame({"name": ["Ann", "Ben"], "age": [31, 42]})


def oldest(table, minimum):
    return table[table.age > minimum]


demo = gr.Interface(
    oldest,
    [
        gr.Dataframe(
            headers=["name", "age"], datatype=["str", "number"], row_count=2, col_count=(2, "fixed")
        ),
        gr.Number(30, label="Minimum"),
    ],
    "dataframe",
    description="Who is older.",
)
demo.launch()
