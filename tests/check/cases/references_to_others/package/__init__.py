"""References to the interface of others, and to what a class of classes has."""

import abc


class Maker(abc.ABCMeta):
    """What makes classes."""

    def from_text(cls, text: str) -> object:
        """Make one."""
        return cls(text)


class Knob(metaclass=Maker):
    """A knob, made by `Knob.from_text` or `Knob.from_file`.

    It is like that of `Knob.launchServer` in Node.js, and sends what
    [`Knob.send()`](https://example.org/send) sends. See `Knob.sendAll`.
    """
