"""Functions with one fault each, in three docstring styles.

Every fault is a change of one function that is well formed in every tool's eyes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

STYLES = ("google", "numpy", "sphinx")


@dataclass(frozen=True)
class Item:
    """An entry of a docstring: name, type and text; a result has no name."""

    name: str
    type: str
    text: str


@dataclass(frozen=True)
class Function:
    """A function with its docstring, in no style yet."""

    signature: str = "angle: float, speed: int = 1"
    returns: str = "bool"
    body: tuple[str, ...] = ("if angle > 360:", "    raise ValueError(angle)", "return speed > 1")
    summary: str = "Turn the knob."
    parameters: tuple[Item, ...] = (
        Item("angle", "float", "How far, in degrees."),
        Item("speed", "int", "How fast, in turns a second. Defaults to 1."),
    )
    results: tuple[Item, ...] = (Item("", "bool", "Whether it was fast."),)
    yields: tuple[Item, ...] = ()
    raises: tuple[Item, ...] = (Item("ValueError", "", "If it is too far."),)
    sections: dict[str, str] = field(default_factory=dict)


def _retyped(item: Item, type_: str) -> Item:
    return replace(item, type=type_)


GOOD = Function()
ANGLE, SPEED = GOOD.parameters

FAULTS: dict[str, Callable[[Function], Function]] = {
    "a parameter without an entry": lambda f: replace(f, parameters=(ANGLE,)),
    "an entry without a parameter": lambda f: replace(
        f, parameters=(*f.parameters, Item("colour", "str", "Which colour it has."))
    ),
    "a misspelt entry": lambda f: replace(f, parameters=(ANGLE, replace(SPEED, name="sped"))),
    "entries in another order": lambda f: replace(f, parameters=(SPEED, ANGLE)),
    "an entry twice": lambda f: replace(f, parameters=(ANGLE, SPEED, ANGLE)),
    "an entry without a text": lambda f: replace(f, parameters=(replace(ANGLE, text=""), SPEED)),
    "another type": lambda f: replace(f, parameters=(_retyped(ANGLE, "str"), SPEED)),
    "another default": lambda f: replace(
        f, parameters=(ANGLE, replace(SPEED, text="How fast. Defaults to 2."))
    ),
    "a text that names a parameter that is gone": lambda f: replace(
        f, parameters=(ANGLE, replace(SPEED, text="How fast, beside `angel`. Defaults to 1."))
    ),
    "a starred parameter without an entry": lambda f: replace(
        f, signature=f"{f.signature}, *marks"
    ),
    "a result that is not described": lambda f: replace(f, results=()),
    "a result where nothing is returned": lambda f: replace(
        f, returns="None", body=(*f.body[:2], "print(speed)")
    ),
    "another type of the result": lambda f: replace(
        f, results=(Item("", "str", "Whether it was fast."),)
    ),
    "a generator without yields": lambda f: replace(
        f, returns="Iterator[bool]", body=(*f.body[:2], "yield speed > 1"), results=()
    ),
    "yields where nothing is yielded": lambda f: replace(
        f, results=(), yields=(Item("", "bool", "Whether it was fast."),)
    ),
    "an exception that is not listed": lambda f: replace(f, raises=()),
    "an exception that is not raised": lambda f: replace(
        f, raises=(*f.raises, Item("KeyError", "", "If it is missing."))
    ),
    "another exception": lambda f: replace(f, raises=(Item("KeyError", "", "If it is too far."),)),
    "an example that passes a wrong keyword": lambda f: replace(
        f, sections={"Examples": ">>> turn(90, pace=2)\nTrue"}
    ),
}
"""What is wrong, and how a function gets so."""


def source(function: Function, style: str) -> str:
    """Return a module with a function, its docstring in a style."""
    text = {"google": _google, "numpy": _numpy, "sphinx": _sphinx}[style](function)
    lines = [f"def turn({function.signature}) -> {function.returns}:", f'    """{function.summary}']
    lines += ["", *(f"    {line}".rstrip() for line in text), '    """']
    lines += [f"    {line}" for line in function.body]
    head = '"""Knobs."""\n\nfrom collections.abc import Iterator\n\n__all__ = ["Iterator", "turn"]'
    return f"{head}\n\n\n" + "\n".join(lines) + "\n"


def _google(function: Function) -> list[str]:
    lines = ["Args:"]
    lines += [
        f"    {item.name} ({item.type}): {item.text}".rstrip() for item in function.parameters
    ]
    for heading, items in (("Returns", function.results), ("Yields", function.yields)):
        if items:
            lines += ["", f"{heading}:", *(f"    {item.type}: {item.text}" for item in items)]
    if function.raises:
        lines += ["", "Raises:", *(f"    {item.name}: {item.text}" for item in function.raises)]
    for heading, text in function.sections.items():
        lines += ["", f"{heading}:", *(f"    {line}" for line in text.split("\n"))]
    return lines


def _numpy(function: Function) -> list[str]:
    lines = [*_underlined("Parameters")]
    for item in function.parameters:
        lines += [f"{item.name} : {item.type}", f"    {item.text}".rstrip()]
    for heading, items in (("Returns", function.results), ("Yields", function.yields)):
        if items:
            lines += ["", *_underlined(heading)]
            lines += [line for item in items for line in (item.type, f"    {item.text}")]
    if function.raises:
        lines += ["", *_underlined("Raises")]
        lines += [line for item in function.raises for line in (item.name, f"    {item.text}")]
    for heading, text in function.sections.items():
        lines += ["", *_underlined(heading), *text.split("\n")]
    return lines


def _underlined(heading: str) -> list[str]:
    return [heading, "-" * len(heading)]


def _sphinx(function: Function) -> list[str]:
    lines = []
    for item in function.parameters:
        lines += [f":param {item.name}: {item.text}".rstrip(), f":type {item.name}: {item.type}"]
    for word, items in (("return", function.results), ("yield", function.yields)):
        lines += [f":{word}: {item.text}" for item in items]
        lines += [f":{word[0]}type: {item.type}" for item in items]
    lines += [f":raises {item.name}: {item.text}" for item in function.raises]
    for text in function.sections.values():
        lines += ["", *text.split("\n")]
    return lines
