"""A backslash in a docstring may be doubled once or twice; all of these state a line break."""


def write(text: str, end: str = "\n") -> None:
    """Write a text.

    Args:
        text: What to write.
        end: What to write behind it. Defaults to "\\n".
    """


def send(text: str, end: str = "\n") -> None:
    """Send a text.

    Args:
        text: What to send.
        end: What to send behind it. Defaults to "\\\\n".
    """


def print_out(text: str, end: str = "\n") -> None:
    r"""Print a text.

    Args:
        text: What to print.
        end: What to print behind it. Defaults to "\\n".
    """


def show(text: str, end: str = "\n") -> None:
    """Show a text.

    Args:
        text: What to show.
        end: What to show behind it. Defaults to "\\t".
    """
