"""Parameters that another place describes, and calls that mean something else."""

import warnings
from typing import Any, overload


def connect(host, port, on_done):
    """Connect as `socket.create_connection()` does.

    See `socket.create_connection()` for the standard args.

    :param on_done: What is called then.
    """
    print(host, port, on_done)


def bind(host, port, on_done):
    """Bind as `socket.create_server()` does.

    See `socket.create_server()` for details.

    :param on_done: What is called then.
    """
    print(host, port, on_done)


def submit(command, folder, nodes):
    """Submit a command.

    Args:
        See the manual for most parameters: https://knobs.example/manual.

        folder: Where to write.
    """
    print(command, folder, nodes)


def consume(queue, tag, sink):
    """Consume a queue, with one more parameter than the args described in `submit`.

    Args:
        sink: Where it goes.
    """
    print(queue, tag, sink)


@overload
def add(base: str, rows: list[str]) -> None: ...
@overload
def add(table: dict[str, str], rows: list[str]) -> None: ...
def add(*args: Any) -> None:
    """Add rows.

    Args:
        base: Where they go by name.
        table: Where they go.
        rows: The rows.
    """
    print(args)


@overload
def take(base: str, rows: list[str]) -> None: ...
@overload
def take(table: dict[str, str], rows: list[str]) -> None: ...
def take(*args: Any) -> None:
    """Take rows.

    Args:
        rows: The rows.
        base: Where they are by name.
        table: Where they are.
    """
    print(args)


class Knob:
    """A knob.

    >>> Dial(cases=3, steps=2)
    >>> Dial(width=3, steps=2)
    >>> Knob(1, 2)
    Traceback (most recent call last):
    TypeError: it takes one
    >>> Knob(1, 2)
    """

    def __init__(self, angle):
        self.angle = angle


def is_round(name):
    """Use `Knob` instead."""
    warnings.warn("It goes.", DeprecationWarning)


def update(pipeline, name, steps):
    """Update a pipeline.

    See https://knobs.example/api#update for documentation on each input.

    :param pipeline: Which one.
    """
    print(pipeline, name, steps)


def change(pipeline, name, steps):
    """Change a pipeline.

    See `submit` for the other keywords, none of which is taken here.

    :param pipeline: Which one.
    """
    print(pipeline, name, steps)


def threads(number=0):
    """Set the number of threads.

    Args:
        number: How many (4 by default). A non zero value overrides the environment.
    """
    print(number)


def former():
    """Do what a former function did: the `Knob.angles` method that turned it has
    been removed."""
