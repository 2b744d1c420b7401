from dataclasses import dataclass, field
from enum import Enum
from typing import List, Optional

import gradio as gr


class Mode(Enum):
    FAST = "fast"
    SLOW = "slow"


@dataclass
class Field:
    label: str
    choices: List[str] = field(default_factory=list)
    value: Optional[str] = None

    def component(self):
        if self.choices:
            return gr.Dropdown(self.choices, value=self.value or self.choices[0], label=self.label)
        return gr.Textbox(self.value, label=self.label)


FIELDS = [
    Field("Mode", [m.value for m in Mode]),
    Field("Name", value="x"),
    Field("Size", ["S", "M"], "M"),
]


def submit(*values):
    return str(values)


demo = gr.Interface(submit, [f.component() for f in FIELDS], gr.Text(label="All"))
demo.launch()
