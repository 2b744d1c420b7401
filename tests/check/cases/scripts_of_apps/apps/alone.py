import package as pk


def turn(angle):
    """Turn the knob."""


pk.Interface(lambda angle: angle, "number", None)
pk.Interface(lambda angle: angle, "number", None, api_name="named")
pk.Interface(lambda angle: angle, "number", None, api_visibility="private")
pk.Interface(turn, "number", None)  # faceplate: ignore[FP901]
