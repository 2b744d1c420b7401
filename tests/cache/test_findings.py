"""Findings after a change are those of a check that knows nothing, whatever was kept before.

Libraries of the checker's own cases are changed again and again, in ways that a library changes,
and checked with and without a cache. What differs was kept too long.
"""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from faceplate.cache.store import Store
from faceplate.check.finding import Finding
from faceplate.check.runner import check
from faceplate.check.settings import CheckSettings
from faceplate.source import open_target

CASES = Path(__file__).parents[1] / "check/cases"
NAMES = sorted(
    case.name
    for case in CASES.iterdir()
    if sum(path.suffix in (".py", ".pyi") for path in case.glob("package/**/*")) > 1
)
CHANGES = 6


def found(package: Path, store: Store, *, fixes: bool = False) -> list[Finding]:
    tree = open_target(str(package), [])
    settings = CheckSettings(("ALL",))
    return check(tree, store, settings, search_path=[], fixes=fixes).findings


@pytest.mark.parametrize("name", NAMES)
def test_after_any_change(name: str, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(CASES / name / "package", package)
    kept = Store(str(tmp_path / "cache"))
    chance = random.Random(name)
    told: list[str] = []
    for _ in range(CHANGES):
        assert found(package, kept) == found(package, Store(None)), told
        told.append(change(package, chance))


def change(package: Path, chance: random.Random) -> str:
    """Change one file, and say how."""
    file = chance.choice(sorted(one for one in package.rglob("*.py*") if one.suffix != ".pyc"))
    text = file.read_text(encoding="utf-8")
    words = re.findall(r"\b[a-z]{4,}\b", text) or ["it"]
    one, other = chance.choice(words), chance.choice(words)
    ways = {
        "another word": re.sub(rf"\b{one}\b", other, text),
        "another default": re.sub(r"= ?(\d+|\"\w*\")", f"= {chance.randrange(99)}", text),
        "lines above": "# a comment\n" * chance.randrange(1, 4) + text,
        "half of it": text[: len(text) // 2].rpartition("\n")[0] + "\n",
        "a function more": f'{text}\n\ndef added(one: int) -> None:\n    """Add.\n\n'
        f'    Args:\n        {other}: What to add.\n    """\n',
        "nothing": "",
    }
    way = chance.choice(list(ways))
    file.write_text(ways[way], encoding="utf-8")
    return f"{file.name}: {way}"


@pytest.mark.parametrize("name", NAMES)
def test_fixes_change_nothing_but_what_they_say(name: str) -> None:
    package = CASES / name / "package"
    without = found(package, Store(None))
    assert not any(one.fixable for one in without)
    with_them = found(package, Store(None), fixes=True)
    stated = [(one.rule, one.message, one.file, one.line, one.column) for one in with_them]
    assert stated == [(one.rule, one.message, one.file, one.line, one.column) for one in without]
