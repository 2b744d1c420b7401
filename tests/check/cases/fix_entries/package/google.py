def turn(angle: float, speed: float, *, smooth: bool = False) -> None:
    """Turn the knob.

    Args:
        angel: How far, in degrees.
            Below zero it turns back.
        speed: How fast. Has no effect where `smoth` is False.
        smooth: Whether it starts slowly.
        speed: How fast. Has no effect
            where `smoth` is False.
    """


def press(force: float, duration: float = 1.0, **options: object) -> None:
    """Press the knob.

    Args:
        duration: How long, in seconds.

            It is let go then.
        **options: What else there is.
        force: How hard.

    Raises:
        ValueError: If it breaks.
    """


class Panel:
    class Knob:
        def pull(self, length: float, width: float) -> None:
            r'''Pull the knob \d times.

            Args:
                lenght: How far.
                width:
                widht: How far.
            '''
