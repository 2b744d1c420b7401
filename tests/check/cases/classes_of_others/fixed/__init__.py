from hardware import Motor, Wiring


class Fan(Motor):
    """A motor that blows."""


def turn(motor: Motor, wiring: Wiring, angle: float = 0.0) -> dict | Wiring:
    """Turn a motor.

    Args:
        motor (Motor): Which one.
        wiring (Wiring, optional): How it is connected. What this name stands for is not known.
        angle: How far, in degrees.

    Yields:
        Where it stands then.
    """
    return {"angle": angle, "motor": motor, "wiring": wiring}


def watch(motor: Motor, times: int) -> dict | "hardware.EventStream":
    """Watch a motor.

    Args:
        motor: Which one.
        times: How often.

    Yields:
        Where it stands each time.
    """
    return motor.watch(times)


def label(text: str, help: str = "") -> str:
    """Label a knob.

    Args:
        text: What stands on the knob.

    Returns:
        What is printed.

    Example:
        >>> label(
        ...     "Speed",
        help="How fast",
        ... )
    """
    return text + help
