"""Scripts that are read, held against CPython, which runs them.

What reading knows of a variable has to be what it is in a run; it may leave it open. A script in
`features/` depends on nothing, and reading is to know nearly all of it. One in `holes/` depends on
what only a run tells, and is run with several answers.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from faceplate.script.machine import Machine
from faceplate.script.models import dumped
from faceplate.script.modules import Modules, parse
from faceplate.script.operators import plain
from faceplate.script.values import External, Frame, Module, RuntimeValue

HERE = Path(__file__).parent
FILLINGS = ("", "1", "ab")
# Runs a script and prints its variables, those that JSON can write.
RUN = """\
import json, runpy, sys
values = runpy.run_path(sys.argv[1])
def written(value):
    if isinstance(value, set):
        return sorted(value)
    return vars(value) if hasattr(type(value), "__dataclass_fields__") else None
values = {name: value for name, value in values.items() if not name.startswith("_")}
print(json.dumps(values, default=written))
"""


def run(script: Path, filling: str) -> dict[str, Any]:
    """The variables of a script that Python runs."""
    outcome = subprocess.run(
        [sys.executable, "-c", RUN, str(script)],
        capture_output=True,
        text=True,
        check=True,
        env={"HOLE": filling, "PYTHONHASHSEED": "0"},
    )
    values: dict[str, Any] = json.loads(outcome.stdout)
    return values


def read(script: Path, search_path: list[str] | None = None) -> tuple[dict[str, Any], set[str]]:
    """The variables of a script that are known by reading it, and the names of the others."""
    modules = Modules(str(script.parent), search_path or [])
    machine = Machine(modules)
    module = Module("__main__", "", False, script=True)
    modules.add(module)
    machine.execute(parse(script.read_bytes(), script.name).body, Frame(module, None, module.names))
    known: dict[str, Any] = {}
    left = set()
    for name, value in module.names.items():
        value = plain(dumped(machine, value))
        if machine.settled(value):
            known[name] = json.loads(json.dumps(value, default=sorted))
        elif isinstance(value, (list, dict, tuple)) or (
            type(value) is not External and isinstance(value, RuntimeValue)
        ):
            left.add(name)
    return known, left


@pytest.mark.parametrize("script", sorted((HERE / "features").glob("*.py")), ids=lambda p: p.stem)
def test_what_python_computes_is_known_by_reading(script: Path) -> None:
    known, left = read(script)
    values = run(script, "")
    wrong = {k: (v, values[k]) for k, v in known.items() if k in values and values[k] != v}
    assert wrong == {}
    # What a generator is sent is not followed, and objects are no data.
    assert left <= {"log", "made"}
    assert len(known) > 1


@pytest.mark.parametrize("script", sorted((HERE / "holes").glob("*.py")), ids=lambda p: p.stem)
def test_what_is_known_holds_however_the_holes_are_filled(script: Path) -> None:
    known, left = read(script)
    assert len(left) > 5
    for filling in FILLINGS:
        values = run(script, filling)
        wrong = {k: (v, values[k]) for k, v in known.items() if k in values and values[k] != v}
        assert wrong == {}, filling


def test_schemas_of_models_are_those_of_pydantic() -> None:
    script = HERE / "models" / "schemas.py"
    known, _ = read(script, [sysconfig.get_path("purelib")])
    values = run(script, "")
    for name in ("schemas", "order", "kinds", "filled"):
        assert known[name] == values[name]


def test_what_does_not_depend_on_a_hole_stays_known() -> None:
    known, _ = read(HERE / "holes" / "conditions.py")
    for name in ("first_label", "same", "known_mode", "is_other", "a", "c", "always", "has_z"):
        assert name in known
    known, _ = read(HERE / "holes" / "unread.py")
    for name in ("size", "text", "still"):
        assert name in known
