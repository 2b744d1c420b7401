"""Apps made at random: components with random arguments, functions with random signatures."""

from __future__ import annotations

import random
from pathlib import Path

_CHOICES = ("['a', 'b c']", "[1, 2, 3]", "[('One', 1), ('Two', 2)]", "['x']")
_LABELS = (None, "Name", "two words", "Größe (m)", "1st!", "", "a_b-c", "名前", "<b>x</b>")
_COMPONENTS = {
    "Textbox": {"value": ("'x'", "''", "None"), "lines": ("2",), "type": ("'password'",)},
    "Number": {"value": ("0", "1.5"), "precision": ("0", "2"), "minimum": ("0",)},
    "Slider": {"minimum": ("-1",), "maximum": ("5",), "value": ("2",), "step": ("0.5",)},
    "Checkbox": {"value": ("True", "False")},
    "Radio": {"choices": _CHOICES},
    "Dropdown": {"choices": _CHOICES, "multiselect": ("True", "False"), "value": ("None",)},
    "CheckboxGroup": {"choices": _CHOICES},
    "Image": {"type": ("'pil'", "'filepath'")},
    "File": {"file_count": ("'single'", "'multiple'")},
    "JSON": {"value": ("{'a': [1, None]}", "[]")},
    "State": {"value": ("[]", "1", "None")},
    "Markdown": {"value": ("'# x'",)},
    "HTML": {"value": ("'<i>x</i>'",)},
    "Dataframe": {"headers": ("['a', 'b']",)},
    "Audio": {"type": ("'filepath'",)},
    "Code": {"value": ("'x'",)},
    "Label": {"value": ("{'a': 1}",)},
    "Gallery": {},
    "Chatbot": {},
    "ColorPicker": {"value": ("'#00ff00'",)},
}
_NAMES = ("f", "g", "handle", "api_name", "x1", "Größe", "lambda_")
_DEFAULTS = (None, "None", "1", "'x'", "[]")
_DOCS = ("", "Do it.", "First line.\n\n    Second.\n\n    Args:\n        a: x\n    ", "tab\\t ✓")
_API_NAMES = (None, None, None, "'own'", "'f'", "'Two Words!'", "False", "''", "'f_1'")


def write_variations(folder: Path, count: int) -> list[Path]:
    """Write apps that are made at random, the same ones at every call.

    Args:
        folder: Where to write them.
        count: How many.

    Returns:
        Their paths.
    """
    made = []
    for seed in range(count):
        script = folder / f"variation_{seed}.py"
        script.write_text(_app(random.Random(seed)), encoding="utf-8")
        made.append(script)
    return made


def _app(chance: random.Random) -> str:
    lines = ["import gradio as gr", "", ""]
    functions = [_function(chance, lines) for _ in range(8)]
    lines += ["with gr.Blocks() as demo:"]
    parts = [_component(chance, number, lines) for number in range(14)]
    lines.append("    button = gr.Button()")
    for _ in range(16):
        inputs = chance.sample(parts, chance.randrange(5))
        outputs = chance.sample(parts, chance.randrange(4))
        function = chance.choice([*functions, "lambda *values: None", "None"])
        name = chance.choice(_API_NAMES)
        extra = "" if name is None else f", api_name={name}"
        lines.append(
            f"    button.click({function}, [{', '.join(inputs)}], [{', '.join(outputs)}]{extra})"
        )
    return "\n".join([*lines, "", "demo.launch()", ""])


def _function(chance: random.Random, lines: list[str]) -> str:
    name = chance.choice(_NAMES)
    parameters, optional = [], False
    for letter in "abcd"[: chance.randrange(5)]:
        default = chance.choice(_DEFAULTS)
        optional |= default is not None
        parameters.append(f"{letter}={default}" if optional else letter)
    parameters += chance.choice([[], [], ["*rest"], ["*", "last=None"]])
    body = "yield None" if chance.random() < 0.2 else "return None"
    way = "async def" if chance.random() < 0.2 else "def"
    doc = chance.choice(_DOCS)
    lines += [f"{way} {name}({', '.join(parameters)}):"]
    lines += [f'    """{doc}"""'] if doc else []
    lines += [f"    {body}", "", ""]
    return name


def _component(chance: random.Random, number: int, lines: list[str]) -> str:
    name = chance.choice(list(_COMPONENTS))
    arguments = {
        key: chance.choice(values)
        for key, values in _COMPONENTS[name].items()
        if key == "choices" or chance.random() < 0.4
    }
    label = chance.choice(_LABELS)
    if label is not None and name not in ("State", "Markdown", "HTML"):
        arguments["label"] = repr(label)
    passed = ", ".join(f"{key}={value}" for key, value in arguments.items())
    lines.append(f"    part_{number} = gr.{name}({passed})")
    return f"part_{number}"
