"""The second reader of docstrings: what a person reads in each style; each difference is seen."""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from second_reading.command import main, styles
from second_reading.compare import compare
from second_reading.entries import without_markers, words
from second_reading.reading import entries_of


def read(docstring: str) -> list[tuple[str, str, str, str]]:
    return [
        (entry.family, entry.name, " ".join(entry.type.split()), " ".join(entry.text.split()))
        for entry in entries_of(docstring)
    ]


CASES = {
    "google": (
        """Lights up.

        Args:
            watts (int, optional): Power drawn,
                in watts.
            colour (:class:`~lamps.Colour`, `optional`): Of the light.
            sizes (Union[
                List[int],
                Dict[str, int]]): Of each bulb.
            *bulbs, **sockets: What is lit.
            größe: Wide.

        Returns:
            bool: Whether it burns.

        Raises:
            BurntOut: If the bulb is old.
            ~lamps.errors.NoPower
        """,
        [
            ("parameters", "watts", "int", "Power drawn, in watts."),
            ("parameters", "colour", ":class:`~lamps.Colour`", "Of the light."),
            ("parameters", "sizes", "Union[ List[int], Dict[str, int]]", "Of each bulb."),
            ("parameters", "bulbs", "", "What is lit."),
            ("parameters", "sockets", "", "What is lit."),
            ("parameters", "größe", "", "Wide."),
            ("returns", "", "bool", "Whether it burns."),
            ("raises", "", "BurntOut", "If the bulb is old."),
            ("raises", "", "~lamps.errors.NoPower", ""),
        ],
    ),
    "numpy": (
        """Lights up.

        Parameters
        ----------
        watts, volts : int, optional
            Drawn.
        colour: {'red', 'blue'}, default 'red'
            Of the light.

        The bulb is old and
        red.

        Returns
        -------
        glow : list of Beam
            What is seen.

        Raises
        ------
        BurntOut
        If the bulb is old.

        Examples
        ________
        >>> light()
        """,
        [
            ("parameters", "watts", "int", "Drawn."),
            ("parameters", "volts", "int", "Drawn."),
            ("parameters", "colour", "{'red', 'blue'}", "Of the light."),
            ("returns", "glow", "list of Beam", "What is seen."),
            ("raises", "", "BurntOut", "If the bulb is old."),
        ],
    ),
    "sphinx": (
        """Lights up.

        :param int watts: Power,
            in watts.
        :param (str, list) colour: Of the light.
        :type volts: float or None
        :param volts: Pressure.
        :raises BurntOut: If the bulb is old.
        :returns: The glow.
        :rtype: :class:`Beam`
        """,
        [
            ("parameters", "watts", "int", "Power, in watts."),
            ("parameters", "colour", "(str, list)", "Of the light."),
            ("parameters", "volts", "float or None", "Pressure."),
            ("raises", "", "BurntOut", "If the bulb is old."),
            ("returns", "", ":class:`Beam`", "The glow."),
        ],
    ),
    "epydoc": (
        """Lights up.

        @param watts: Power.
        @type watts: C{int}
        @return: The glow.
        """,
        [("parameters", "watts", "C{int}", "Power."), ("returns", "", "", "The glow.")],
    ),
    "dash": (
        """A lamp.

        Keyword arguments:

        - watts (number; optional):
            Power.

            `watts` is a dict with keys:

            - peak (number; required): The most.

        - colour (string; default 'red'): Of the light.
        """,
        [
            (
                "parameters",
                "watts",
                "number",
                "Power. `watts` is a dict with keys: - peak (number; required): The most.",
            ),
            ("parameters", "colour", "string", "Of the light."),
        ],
    ),
    "markdown": (
        """# Lamp

        ## Arguments

        * `watts`: Power
          drawn.
        * `colour` (str): Of the light.

        ## Examples

        * `none`: of these.
        """,
        [
            ("parameters", "watts", "", "Power drawn."),
            ("parameters", "colour", "str", "Of the light."),
        ],
    ),
}


@pytest.mark.parametrize("style", CASES)
def test_what_a_person_reads(style: str) -> None:
    docstring, expected = CASES[style]
    assert read(docstring) == expected
    assert {entry.style for entry in entries_of(docstring)} == {style}


FURTHER = {
    "no colon at the end": ("Args:\n    watts (int)", [("parameters", "watts", "int", "")]),
    "stars and no colon": (
        "Args:\n    watts: Power.\n    **options\n        Others.",
        [("parameters", "watts", "", "Power."), ("parameters", "options", "", "Others.")],
    ),
    "a bracket too few": (
        "Args:\n    grid (of shape (n, m):\n        Rows.",
        [("parameters", "grid", "of shape (n, m", "Rows.")],
    ),
    "a bracket too many": ("Args:\n    watts (int)): W.", [("parameters", "watts", "int", "W.")]),
    "a role is not a mark": ("Returns:\n    Optional :class:`A` B.", "Optional :class:`A` B."),
    "a result over two lines": (
        "Returns:\n    glow (Beam): What is\n    seen.",
        [("returns", "glow", "Beam", "What is seen.")],
    ),
    "text at the margin": (
        "Parameters\n----------\nwatts : int\nPower.\nvolts : int\n    Pressure.",
        [("parameters", "watts", "int", "Power."), ("parameters", "volts", "int", "Pressure.")],
    ),
    "a remark behind results": (
        "Returns\n-------\nint\n    Watts.\n\nExample:\n\n>>> light()\n1",
        [("returns", "", "int", "Watts.")],
    ),
    "a heading moved by a column": (
        "Returns\n-------\nint\n    Watts.\n\n Raises\n------\nBurntOut\n    If old.",
        [("returns", "", "int", "Watts."), ("raises", "", "BurntOut", "If old.")],
    ),
    "several in a field": (
        ":param watts, volts: Drawn.",
        [("parameters", "watts", "", "Drawn."), ("parameters", "volts", "", "Drawn.")],
    ),
    "a type behind the name": (
        ":param bulbs list: Lit.",
        [("parameters", "bulbs", "list", "Lit.")],
    ),
    "a field without a space": (":param watts:Power.", [("parameters", "watts", "", "Power.")]),
    "the class as text": (":raises: BurntOut", [("raises", "", "BurntOut", "")]),
    "markdown above google": (
        "## Arguments\n\n* `watts`: Power.\n\nReturns:\n    int: Watts.",
        [("parameters", "watts", "", "Power."), ("returns", "", "int", "Watts.")],
    ),
}


@pytest.mark.parametrize("case", FURTHER)
def test_what_a_person_reads_in_further_forms(case: str) -> None:
    docstring, expected = FURTHER[case]
    expected = [("returns", "", "", expected)] if isinstance(expected, str) else expected
    assert read(f"Lights.\n\n{docstring}") == expected


def test_what_is_quoted_states_nothing() -> None:
    assert read("See::\n\n    Args:\n        x: no.\n\n```\nArgs:\n    y: no.\n```\n") == []


def test_prose_with_a_colon_states_nothing() -> None:
    assert read("Returns the lamp.\n\nNote: it is hot.\nThe name: a word.\n") == []


def test_styles_mix() -> None:
    text = "Lights.\n\nArgs:\n    watts: Power.\n\n:raises BurntOut: If old.\n"
    assert [entry.style for entry in entries_of(text)] == ["google", "sphinx"]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("int, optional", "int"),
        ("int (default: 3)", "int"),
        ("Optional[int]", "Optional[int]"),
        ("`int`, *optional*, defaults to 3", "`int`"),
        ("{'default', 'other'}", "{'default', 'other'}"),
        ("optional", ""),
    ],
)
def test_markers_are_no_part_of_a_type(stated: str, expected: str) -> None:
    assert without_markers(stated) == expected


def test_markup_is_not_read() -> None:
    assert words("a :class:`~lamps.Bulb` or `one <there>`_") == ["a", "Bulb", "or", "one"]


SOURCE = '''
class Lamp:
    """A lamp.

    Args:
        watts (int): Power drawn.
    """

    def __init__(self, watts): ...

    def light(self, colour):
        """Lights.

        Args:
            colour: Of the light.
        """
'''


def manifest(**changes: Any) -> dict[str, Any]:
    row = {
        "name": "watts",
        "description": "Power drawn.",
        "stated_type": "int",
        "described_in": "lamps.Lamp",
    }
    light = {
        "path": "lamps.Lamp.light",
        "source": {"file": "lamps/__init__.py", "line": 11},
        "sections": [],
        "parameters": [
            {
                "name": "colour",
                "description": "Of the light.",
                "stated_type": None,
                "described_in": "lamps.Lamp.light",
            }
        ],
    }
    lamp = {
        "path": "lamps.Lamp",
        "source": {"file": "lamps/__init__.py", "line": 2},
        "sections": [],
        "parameters": [row | changes],
        "methods": [light],
    }
    return {"components": [lamp]}


FILES = {"lamps/__init__.py": SOURCE.encode()}


def test_the_same_entries_agree() -> None:
    outcome = compare(manifest(), FILES)
    assert (outcome.entries.total(), outcome.agreed.total(), outcome.differences) == (2, 2, [])


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"description": "Something else."}, ["text"]),
        ({"stated_type": "str"}, ["type"]),
        ({"description": "", "stated_type": None}, ["missing"]),
        ({"name": "Power"}, ["missing", "invented"]),
    ],
)
def test_each_difference_is_seen(changes: dict[str, Any], kinds: list[str]) -> None:
    outcome = compare(manifest(**changes), FILES)
    assert [difference.kind for difference in outcome.differences] == kinds


def test_styles_are_counted() -> None:
    assert styles(FILES) == {"google": 2}


def test_the_command_compares_a_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "lamps"
    package.mkdir()
    (package / "__init__.py").write_text(textwrap.dedent(SOURCE))
    monkeypatch.setenv("FACEPLATE_CACHE", str(tmp_path / "cache"))
    assert main([str(package), "--json", str(tmp_path / "differences.json")]) == 0
    assert json.loads((tmp_path / "differences.json").read_text()) == {str(package): []}
    assert "100.00" in capsys.readouterr().out
