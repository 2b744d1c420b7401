"""Public names at run time: what the probe says of an invented package; differences count."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from public_names import installing
from public_names.compare import compare

FILES = {
    "__init__.py": "from .parts import Bulb as Blub, fold\n__all__ = ['Blub', 'fold']\n",
    "parts.py": "import os\nclass Bulb:\n    def __init__(self, watts, *, colour='red'): ...\n"
    "def fold(*shades): ...\ndef _hidden(): ...\nfrom json import dumps\n",
    "shades.py": "__all__ = ['paper', 'width']\npaper = 'white'\nwidth = 3\n",
    "test/__init__.py": "def helper(): ...\n",
    "test/test_bulb.py": "def test_bulb(): ...\n",
    "broken.py": "raise OSError('no power')\n",
    "tests/__init__.py": "def test(): ...\n",
}


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> str:
    tmp_path = tmp_path_factory.mktemp("site")
    for name, text in FILES.items():
        (tmp_path / "lamps" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lamps" / name).write_text(text)
    finished = subprocess.run(
        [sys.executable, str(Path(installing.__file__).with_name("probe.py")), "lamps"],
        input=json.dumps(["lamps.Blub", "lamps.Screen"]).encode(),
        capture_output=True,
        env={"PYTHONPATH": str(tmp_path)},
        check=True,
    )
    return finished.stdout.decode()


@pytest.fixture
def told(answer: str) -> dict[str, Any]:
    """Give what the probe says, anew for each test, as some change it."""
    said: dict[str, Any] = json.loads(answer)
    return said


def page(name: str, canonical: str, *parameters: tuple[str, str, bool]) -> dict[str, Any]:
    rows = [dict(zip(("name", "kind", "required"), row, strict=True)) for row in parameters]
    source = {"file": f"{canonical.rpartition('.')[0].replace('.', '/')}.py", "line": 1}
    return {"path": name, "canonical_path": canonical, "parameters": rows, "source": source}


def manifest(
    pages: list[dict[str, Any]], problems: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    return {"components": pages, "problems": problems or []}


BULB = page(
    "lamps.Blub",
    "lamps.parts.Bulb",
    ("watts", "positional_or_keyword", True),
    ("colour", "keyword_only", False),
)
FOLD = page("lamps.fold", "lamps.parts.fold", ("shades", "var_positional", False))


def test_the_probe_says_what_is_public(told: dict[str, Any]) -> None:
    assert told["failed"] == {"lamps.broken": "OSError: no power"}
    assert list(told["modules"]) == ["lamps", "lamps.parts", "lamps.shades"]
    assert told["modules"]["lamps.parts"].endswith("/lamps/parts.py")
    assert told["values"] == ["lamps.shades.paper", "lamps.shades.width"]
    assert told["unresolved"] == ["lamps.Screen"]
    paths = {entry["canonical"]: entry["paths"] for entry in told["objects"]}
    assert paths == {
        "lamps.parts.Bulb": ["lamps.Blub", "lamps.parts.Bulb"],
        "lamps.parts.fold": ["lamps.fold", "lamps.parts.fold"],
    }


def test_the_same_names_agree(told: dict[str, Any]) -> None:
    outcome = compare(manifest([BULB, FOLD]), told)
    assert outcome.differences == []
    assert outcome.counts == {
        **dict.fromkeys(("objects", "agreed", "signatures", "equal"), 2),
        **dict.fromkeys(("paths", "named"), 4),
    }


@pytest.mark.parametrize(
    ("pages", "kind"),
    [
        ([BULB], "missing, listed"),
        ([BULB, page("lamps.fold", "lamps.parts.fold")], "signature"),
        ([BULB, page("lamps.fold", "lamps.fold", ("shades", "var_positional", False))], "path"),
        ([BULB, FOLD, page("lamps.Screen", "lamps.Screen")], "no such name"),
    ],
)
def test_each_difference_is_seen(
    told: dict[str, Any], pages: list[dict[str, Any]], kind: str
) -> None:
    outcome = compare(manifest(pages), told)
    assert [difference[0] for difference in outcome.differences] == [kind]


def test_what_is_compiled_is_counted_apart(told: dict[str, Any]) -> None:
    entries = [entry | {"compiled": entry["paths"][0] == "lamps.fold"} for entry in told["objects"]]
    outcome = compare(manifest([BULB]), told | {"objects": entries})
    assert (outcome.differences, outcome.counts["compiled"]) == ([], 1)


def test_what_cannot_be_imported_is_not_judged(told: dict[str, Any]) -> None:
    outcome = compare(manifest([BULB, FOLD, page("lamps.broken.Fuse", "x")]), told)
    assert outcome.differences == []


def test_a_value_with_a_page_is_named(told: dict[str, Any]) -> None:
    outcome = compare(
        manifest([BULB, FOLD, page("lamps.shades.paper", "lamps.shades.paper")]), told
    )
    assert (outcome.differences, outcome.counts["agreed"]) == ([], 3)


@pytest.mark.parametrize(
    ("file", "message", "column"),
    [
        ("lamps/parts.py", "not all public names are known: something", "told"),
        ("lamps/shades.py", "not all public names are known: something", "silent"),
        ("lamps/parts.py", "something else", "silent"),
    ],
)
def test_what_a_manifest_tells_is_no_agreement(
    told: dict[str, Any], file: str, message: str, column: str
) -> None:
    problems = [{"file": file, "line": 1, "message": message}]
    counts = compare(manifest([BULB], problems), told).counts
    assert (counts["objects"], counts["agreed"], counts[column]) == (2, 1, 1)


def test_a_page_that_says_it_is_not_certain_is_counted_apart(told: dict[str, Any]) -> None:
    fold = page("lamps.fold", "lamps.parts.fold") | {"uncertain": ["its decorator may change it"]}
    counts = compare(manifest([BULB, fold]), told).counts
    assert (counts["equal"], counts["unknown"]) == (1, 1)


def test_a_declaration_that_a_try_may_leave_out_is_told_apart(
    told: dict[str, Any], tmp_path: Path
) -> None:
    text = Path(told["modules"]["lamps.parts"]).read_text()
    parts = tmp_path / "lamps" / "parts.py"
    parts.parent.mkdir()
    told["modules"]["lamps.parts"] = str(parts)
    parts.write_text(f"{text}try:\n    import nowhere\n    def dim(): ...\nexcept OSError: ...\n")
    place = {"file": "lamps/parts.py", "line": text.count("\n") + 3}
    dim = page("lamps.parts.dim", "lamps.parts.dim") | {"source": place}
    missing = told | {"unresolved": ["lamps.parts.dim"]}
    [difference] = compare(manifest([BULB, FOLD, dim]), missing).differences
    assert difference[0] == "no such name where what its `try` needs is not installed"
