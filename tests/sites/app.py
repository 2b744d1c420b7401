"""Apps for pages: what one lets clients call, as its server would say it, and a script."""

DESCRIPTOR = {
    "named_endpoints": {
        "/turn": {
            "parameters": [
                {
                    "label": "Angle <b>",
                    "parameter_name": "angle",
                    "parameter_has_default": True,
                    "parameter_default": 0.5,
                    "type": {"type": "number"},
                    "python_type": {"type": "float", "description": ""},
                    "component": "Slider",
                    "example_input": 3,
                }
            ],
            "returns": [
                {
                    "label": "Said",
                    "type": {"type": "string"},
                    "python_type": {"type": "str", "description": ""},
                    "component": "Textbox",
                }
            ],
        },
        "/stop": {"parameters": [], "returns": []},
    },
    "unnamed_endpoints": {},
}

# Reading tells of one endpoint; the name of the other one is known when it runs.
SCRIPT = """
import os

import faceplate_kit as kit

open({mark!r}, "w").close()
with kit.Blocks() as demo:
    text = kit.Textbox(label="Text")
    kit.Button("Go").click(lambda words: words, text, text, api_name="turn")
    kit.Button("Go").click(lambda words: words, text, text, api_name=os.environ["NAME"])
"""
