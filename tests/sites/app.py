"""What an app with two endpoints lets clients call, as its server would say it."""

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
