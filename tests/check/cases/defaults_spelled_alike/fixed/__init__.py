"""Defaults that are stated in another spelling, in an entry that is lost, and wrongly."""


def turn(
    expression="2 * angle",
    window="hann",
    limits=(0, 255),
    mode="slow",
    padding="valid",
    output=None,
):
    """Turn the knob.

    Args:
        expression: What is worked out. Defaults to '2*angle'.
        window: What is applied, `"hann`" (default) or another.
        limits: The limits. Defaults to `[0.0, 255.0]`.
        mode: How it is turned. Defaults to `"slow"`.
        padding: What is put around.
        output: What comes out. If set to `None` (default), it is worked out.
    """


def press(limits=(0, 255), name="a b"):
    """Press the knob.

    Args:
        limits: The limits. Defaults to `(0, 255)`.
        name: Its name. Defaults to "a b".
    """


def pad(data: str, digit: str = "0") -> None:
    """Pad something.

    Args:
        data: What is padded.
        digit: What with (defaults to 0).
    """
