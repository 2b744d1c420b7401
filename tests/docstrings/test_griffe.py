"""What docstrings say, as griffe reads them: another reader of the same styles.

Both must see the same parameters with the same texts wherever a docstring keeps to its style, as
those of griffe's own source do. Where they differ the reason is one of those in `REASONS`.
"""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import griffe
import pytest

from faceplate.docstrings.flattening import flattened
from faceplate.docstrings.reader import read

SOURCES = sorted(Path(griffe.__file__).parent.rglob("*.py"))

NUMPY = """Turn it.

Parameters
----------
angle : float
    How far.
speed : {"fast", "slow"}, optional
    How fast,
    over two lines.
first, second : int
    For both.
*rest
    Passed on.
"""

SPHINX = """Turn it.

:param angle: How far,
    in degrees.
:param int speed: How fast.
:type angle: float
"""

REASONS = {
    "no colon": (
        "Args:\n    angle (float)\n        How far.\n",
        "griffe passes over an entry without a colon; its text would be lost.",
    ),
    "brackets in brackets": (
        "Args:\n    angle (:class:`Angle (deg)`, optional): How far.\n",
        "griffe ends the type at the first bracket that closes, and takes the rest for a name.",
    ),
    "type over two lines": (
        "Args:\n    angle (Union[int,\n        float]): How far.\n",
        "griffe looks for the colon on the first line only.",
    ),
    "a list": (
        "Turn it.\n\nKeyword arguments:\n\n- angle (number; optional): How far.\n",
        "griffe knows no lists of parameters.",
    ),
}
"""Kinds of differences: a docstring that shows one, and why it is there."""


def texts(of: dict[str, str]) -> dict[str, str]:
    return {name.lstrip("*"): " ".join(text.split()) for name, text in of.items()}


def ours(text: str) -> dict[str, str]:
    said = flattened(read(text)).parameters
    return texts({name: item.description for name, item in said.items()})


def theirs(text: str, style: griffe.DocstringStyle) -> dict[str, str]:
    said: dict[str, str] = {}
    for section in griffe.Docstring(text).parse(style, warnings=False):
        if isinstance(section, griffe.DocstringSectionParameters):
            for entry in section.value:
                said |= dict.fromkeys(entry.name.split(", "), entry.description)
    return texts(said)


def test_parameters_of_griffe_itself() -> None:
    compared = 0
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                text = inspect.cleandoc(ast.get_docstring(node) or "")
                said = theirs(text, "google")
                assert ours(text) == said, (file.name, node.name)
                compared += len(said)
    assert compared > 500


@pytest.mark.parametrize(("text", "style"), [(NUMPY, "numpy"), (SPHINX, "sphinx")])
def test_parameters_in_other_styles(text: str, style: griffe.DocstringStyle) -> None:
    said = theirs(text, style)
    assert len(said) > 1
    assert ours(text) == said


@pytest.mark.parametrize("kind", REASONS)
def test_each_difference_is_one(kind: str) -> None:
    text, _ = REASONS[kind]
    assert ours(text) == {"angle": "How far."}
    assert theirs(text, "google") != {"angle": "How far."}
