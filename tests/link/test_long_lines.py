"""Docstrings come from strangers: no line of theirs may take long to read."""

import time

import pytest

from faceplate.docstrings.flattening import flattened
from faceplate.docstrings.reader import read
from faceplate.docstrings.styles import Style

LENGTH = 5_000
LINES = [
    "a" * LENGTH,
    "a, " * LENGTH,
    "`" * LENGTH,
    "a.b" * LENGTH,
    "a (" * LENGTH,
    "a: " * LENGTH,
    "or" * LENGTH,
    "a[b] | " * LENGTH + "!",
    "[" * LENGTH + "]" * LENGTH,
    ":param " + "a " * LENGTH,
    "*" * LENGTH,
    " " * LENGTH + "a",
]


@pytest.mark.parametrize("style", ["google", "numpy", "sphinx"])
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:6].strip() or "blank")
def test_long_line(line: str, style: Style) -> None:
    heading = "Args:\n    " if style == "google" else "Parameters\n----------\n"
    started = time.process_time()
    text = f"Turn.\n\n{heading}angle: how far\n    {line}\n\nReturns:\n    {line}: that\n"

    flattened(read(text, style))
    assert time.process_time() - started < 3
