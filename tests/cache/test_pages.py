"""Pages that were kept are those that would be made now, whatever has changed since.

Each fixture is changed again and again, in ways that a library changes, and read with and without
the cache. What differs was kept too long.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faceplate.cache.folder import cache_folder
from faceplate.cache.store import Store
from faceplate.extraction import read
from faceplate.source import open_target

FIXTURES = Path(__file__).parents[1] / "fixtures"
CASES = sorted(
    f"{case.parent.name}/{case.name}"
    for case in FIXTURES.glob("*/*")
    if (case / "package/__init__.py").exists()
)
CHANGES = 12
THOROUGH = pytest.mark.thorough


def check(case: Path, told: object = "at first") -> None:
    """Read a case with and without the cache."""
    kept, new = (manifest(case, Store(folder)) for folder in (cache_folder(), None))
    assert kept["components"] == new["components"], told
    assert kept["library"] == new["library"], told
    # A file that was found broken may since have got out of reach; it is broken all the same.
    assert all(problem in kept["problems"] for problem in new["problems"]), told


def manifest(case: Path, store: Store) -> dict[str, Any]:
    tree = open_target(str(case / "package"))
    return json.loads(read(tree, store, [str(case / "beside")]).json())


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=THOROUGH) for seed in range(1, 6))])
@pytest.mark.parametrize("name", CASES)
def test_after_any_change(name: str, seed: int, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(FIXTURES / name, case)
    chance = random.Random(f"{name} {seed}")
    check(case)
    history = []
    for _ in range(CHANGES):
        history.append(change(case, chance))
        check(case, history)


def change(case: Path, chance: random.Random) -> str:
    """Change one file of a case, and say how."""
    files = sorted(path for path in case.rglob("*.py*") if path.suffix in (".py", ".pyi"))
    file = chance.choice(files)
    ways = [*WAYS, *(way for way in (rename, remove) if len(files) > 2)]
    way = chance.choice(ways)
    way(file, chance)
    return f"{way.__name__} {file.relative_to(case)}"


def edited(file: Path, replaced: Callable[[str], str]) -> None:
    file.write_text(replaced(file.read_text(encoding="utf-8")), encoding="utf-8")


def other_default(file: Path, chance: random.Random) -> None:
    """Change the values after equals signs."""
    edited(file, lambda text: re.sub(r"= ?(\d+|\"\w*\")", f"= {chance.randrange(99)}", text))


def other_prose(file: Path, chance: random.Random) -> None:
    """Change one word in all docstrings and strings."""
    words = re.findall(r"\b[a-z]{4,}\b", file.read_text(encoding="utf-8"))
    word = chance.choice(words or ["it"])
    edited(file, lambda text: re.sub(rf"(?<![\w.])(?i:{word})(?=[ .,])", "otherwise", text))


def line_above(file: Path, chance: random.Random) -> None:
    """Move all lines down."""
    edited(file, lambda text: "# a comment\n" * chance.randrange(1, 4) + text)


def new_class(file: Path, chance: random.Random) -> None:
    """Declare one more class at the end."""
    name = f"New{chance.randrange(99)}"
    edited(file, lambda text: f'{text}\n\nclass {name}:\n    """Is new."""\n')


def new_binding(file: Path, chance: random.Random) -> None:
    """Bind a name that was declared to something else."""
    names = re.findall(r"^class (\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    if len(names) > 1:
        one, two = chance.sample(names, 2)
        edited(file, lambda text: f"{text}\n\n{one} = {two}\n")


def lose_lines(file: Path, chance: random.Random) -> None:
    """Lose some lines in the middle, which mostly breaks the file."""
    lines = file.read_text(encoding="utf-8").split("\n")
    start = chance.randrange(len(lines))
    del lines[start : start + chance.randrange(1, 5)]
    file.write_text("\n".join(lines), encoding="utf-8")


def empty(file: Path, chance: random.Random) -> None:
    """Empty the file."""
    file.write_text("")


def swap(file: Path, chance: random.Random) -> None:
    """Give the file the content of another one."""
    others = sorted(file.parent.rglob("*.py"))
    file.write_bytes(chance.choice(others).read_bytes())


def document(file: Path, chance: random.Random) -> None:
    """Mark the classes for documentation, or make them templates."""
    flag = chance.choice(["is_template = True", "EVENTS = []", "allow_string_shortcut = False"])
    edited(file, lambda text: re.sub(r"^(class .*:)$", rf"\1\n    {flag}", text, flags=re.M))


def rename(file: Path, chance: random.Random) -> None:
    """Give the module another name."""
    if file.stem != "__init__":
        file.rename(file.with_name(f"renamed{chance.randrange(9)}{file.suffix}"))


def remove(file: Path, chance: random.Random) -> None:
    """Remove the file."""
    if file.stem != "__init__":
        file.unlink()


WAYS = [
    other_default,
    other_prose,
    other_prose,
    line_above,
    new_class,
    new_binding,
    lose_lines,
    empty,
    swap,
    document,
]


@pytest.mark.parametrize("way", range(4))
@pytest.mark.parametrize("name", CASES)
def test_after_each_small_change(name: str, way: int, tmp_path: Path) -> None:
    """Files are changed one after the other, each by itself."""
    case = tmp_path / "case"
    shutil.copytree(FIXTURES / name, case)
    check(case)
    chance = random.Random(name)
    for file in sorted(case.rglob("*.py")):
        WAYS[way](file, chance)
        check(case, file.name)
