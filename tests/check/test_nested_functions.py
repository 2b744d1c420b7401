"""Functions within functions are looked at where that is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from check.libraries import findings
from faceplate.check.settings import CheckSettings

SOURCE = '''\
"""Functions within others."""

import functools


def outer(angle, depth):
    """Turn it."""

    def inner(speed: int, *, width: int = 3) -> None:
        """Turn it.

        Args:
            sped: How fast. Has no effect if `depth` is set.
            width: How wide.{default}
        """
        print(speed, width)

    @functools.cache
    def short(pace):
        """Say no more than a line."""

    return inner


class Knob:
    """A knob."""

    def turn(self, angle):
        """Turn it."""

        class Local:
            def press(self, force):
                """Press it.

                Args:
                    fource: How hard.
                """

        return Local
'''


def _rows(folder: Path, default: str, *, nested: bool) -> list[tuple[str, int, int, str]]:
    (folder / "knobs").mkdir()
    (folder / "knobs" / "__init__.py").write_text(SOURCE.format(default=default), encoding="utf-8")
    settings = CheckSettings(("ALL",), nested_functions=nested)
    return [
        (finding.rule, finding.line, finding.column, finding.symbol)
        for finding in findings(folder / "knobs", settings=settings)
    ]


@pytest.mark.parametrize("nested", [True, False])
def test_inner_functions_are_looked_at_if_asked(tmp_path: Path, nested: bool) -> None:
    rows = [("FP102", 13, 13, "knobs.outer.inner")] if nested else []
    assert [row for row in _rows(tmp_path, "", nested=nested) if row[0] == "FP102"] == rows


def test_defaults_of_inner_functions_are_compared(tmp_path: Path) -> None:
    rows = _rows(tmp_path, " Defaults to 4.", nested=True)
    assert ("FP106", 14, 13, "knobs.outer.inner") in rows
