"""A library that makes apps."""


class Request:
    """What came in."""


class Interface:
    """An app around a function.

    Args:
        fn: The function.
        inputs: Its inputs.
        outputs: Its outputs.
        api_name: What clients call it.
        api_visibility: Who sees it.
    """

    def __init__(self, fn, inputs, outputs, api_name=None, api_visibility="public") -> None:
        self.fn = fn
