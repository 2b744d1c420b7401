"""A folder of small libraries, one of them broken, one hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

LIBRARIES = {
    "dials": '''\
"""Dials."""


class Dial:
    """A dial.

    Args:
        value: Where it points.
        gone: What is not there.
    """

    def __init__(self, value=0, steps=12): ...
''',
    "lamps": '''\
"""Lamps."""


def lamp(colour: str) -> str:
    """Return a lamp.

    Args:
        colour: Its colour.
    """
    return colour
''',
    "scripted": '''\
"""Has markup for names."""


class Box:
    """<script>alert(1)</script> | \'; DROP."""

    def __init__(self, lid: "<img src=x onerror=alert(1)>" = "\\x1b[31m"): ...
''',
}
BROKEN = '"""Does not parse."""\n\ndef lamp(:\n'


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the libraries."""
    folder = tmp_path_factory.mktemp("swept") / "libraries"
    for name, source in {**LIBRARIES, "broken": BROKEN}.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text(source, encoding="utf-8")
    (folder / "torn-1.0-py3-none-any.whl").write_bytes(b"PK\x03\x04 and no more")
    return folder
