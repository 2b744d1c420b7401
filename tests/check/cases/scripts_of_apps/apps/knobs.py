import package as pk


def turn(angle, speed=1.0, request: pk.Request = None):
    """Turn the knob.

    Args:
        angle: How far.
        time: When.
    """


def lean(by: float, *rest):
    """Lean."""


def reset():
    """Turn it back."""


def changed(a):
    """Changed below."""


changed = print


@decorated
def made(a):
    """Made by a decorator."""


pk.Interface(turn, ["number", "number"], None)
pk.Interface(lean, ["number"] * 3, None, api_name="lean_1")
pk.Interface(lean, [], None, api_name="lean")
pk.Interface(reset, "number", None, api_visibility="private", api_name="reset")
pk.Interface(changed, ["number", "number"], None)
pk.Interface(made, ["number", "number"], None)
pk.Interface(turn, inputs, None, api_name="other")
pk.Interface(**options)


def spin(first, *, second=1):
    """Spin."""


pk.Interface(spin, ["number", "number"], None)


def forget(by: float):
    """Forget it."""


pk.Interface(forget, "number", None, api_name=False)
