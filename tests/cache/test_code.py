"""The key is complete: no byte of the code that makes a result can change and leave the key."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import faceplate
from faceplate.cache import code
from faceplate.cache.store import Store

PACKAGE = Path(faceplate.__file__).parent
KINDS = {"code", "docstrings", "facts", "guides", "pages", "results", "scans", "sites"}

KEYS = """
import json, sys
from faceplate.cache.store import Store

keys = set()
get = Store.get
Store.get = lambda self, kind, key: keys.add((kind, key)) or get(self, kind, key)

from faceplate.check.runner import check
from faceplate.check.settings import CheckSettings
from faceplate.sites.library import SiteLibrary
from faceplate.sites.pages import PageOptions, made
from faceplate.sites.related_options import RelatedOptions

library = SiteLibrary(sys.argv[1], search_path=[])
made(library, PageOptions(related=RelatedOptions((sys.argv[1],))))
check(library.tree, library.store, CheckSettings(("ALL",)), search_path=[])
print(json.dumps(sorted(keys)))
"""
"""Prints all keys that reading, checking and showing a library ask the store for."""


def copied(folder: Path) -> Path:
    """Copy the package with its times, as tools that care for times do."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, folder / "faceplate", copy_function=shutil.copy2, ignore=ignored)
    return folder


def fingerprint(folder: Path, cache: Path) -> str:
    program = (
        "from faceplate.cache.code import fingerprint; from faceplate.cache.store import Store\n"
        f"print(fingerprint(Store({str(cache)!r})))"
    )
    return run(folder, program)


def run(folder: Path, program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def changed(file: Path) -> None:
    """Make the last byte a space, or no space, and leave size and time as they are."""
    stat = file.stat()
    content = file.read_bytes()
    file.write_bytes(content[:-1] + (b"\n" if content.endswith(b" ") else b" "))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_all_that_is_in_the_package_is_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash is made of the name and the whole content of each file, whatever its kind."""
    hashed: list[tuple[str | bytes, ...]] = []
    monkeypatch.setattr(code, "key", lambda *parts: hashed.append(parts) or "")
    code._own.__wrapped__()
    code._state.__wrapped__()
    contents, states = hashed
    files = [
        path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in str(path)
    ]
    assert len(files) > 300
    expected = [bytes(path.relative_to(PACKAGE)) for path in files]
    expected += [path.read_bytes() for path in files]
    assert Counter(contents[1:]) == Counter(expected)
    for path in files:
        stat = path.stat()
        state = (str(path), stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns)
        assert repr(state) in states[0]


def test_the_last_byte_of_a_module_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = copied(tmp_path) / "faceplate"
    monkeypatch.setattr(code, "_PACKAGE", str(package))

    def now() -> tuple[str, str]:
        for known in (code._state, code._own):
            known.cache_clear()
        return code.fingerprint(Store(str(tmp_path / "cache"))), code._state()

    seen = {now()}
    files = [path for path in sorted(package.rglob("*")) if path.is_file() and path.stat().st_size]
    for file in files[::30]:
        changed(file)
        seen.add(now())
    count = len(files[::30]) + 1
    assert [len({pair[side] for pair in seen}) for side in (0, 1)] == [count, count]
    for known in (code._state, code._own):
        known.cache_clear()


def test_a_module_that_is_added_or_lost_counts(tmp_path: Path) -> None:
    folder, cache = copied(tmp_path / "site"), tmp_path / "cache"
    before = fingerprint(folder, cache)
    module = folder / "faceplate/facts/addition.py"
    module.write_text("")
    after = fingerprint(folder, cache)
    assert after != before
    module.unlink()
    assert fingerprint(folder, cache) == before


def test_each_kind_of_key_depends_on_the_code(tmp_path: Path, cache_folder: Path) -> None:
    folder = copied(tmp_path / "site")
    library = tmp_path / "knobs"
    library.mkdir()
    (library / "__init__.py").write_text(
        'from .turning import turn\n\n\nclass Knob:\n    """A knob.\n\n    Args:\n        a: It.\n'
        '    """\n\n    def __init__(self, a): ...\n'
    )
    (library / "turning.py").write_text('def turn(angle=1):\n    """Turn it."""\n')
    (library / "turning.pyi").write_text("def turn(angle: int = 1) -> None: ...\n")
    (tmp_path / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.8"\n')

    def keys() -> set[tuple[str, str]]:
        shutil.rmtree(cache_folder, ignore_errors=True)
        return {tuple(pair) for pair in json.loads(run(folder, KEYS, str(library)))}

    before = keys()
    assert keys() == before
    assert {kind for kind, _ in before} == KINDS
    changed(folder / "faceplate/model.py")
    after = keys()
    assert {kind for kind, _ in after} == KINDS
    assert not before & after


def test_it_is_the_same_in_a_copy(tmp_path: Path) -> None:
    """A cache that is carried to where faceplate was installed anew holds there."""
    for name in ("one", "other"):
        shutil.copytree(
            PACKAGE, tmp_path / name / "faceplate", ignore=shutil.ignore_patterns("__pycache__")
        )
    one, other = (fingerprint(tmp_path / name, tmp_path / "cache") for name in ("one", "other"))
    assert one == other


@pytest.mark.parametrize("installed", ["widgets-1.0.dist-info", "widgets.egg-info"])
def test_what_is_installed_counts(tmp_path: Path, installed: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    before = fingerprint(site, tmp_path / "cache")
    (site / installed).mkdir()
    assert fingerprint(site, tmp_path / "cache") != before


@pytest.mark.parametrize("form", ["package", "module"])
def test_the_source_of_a_plug_in_counts(tmp_path: Path, form: str) -> None:
    site = tmp_path / "site"
    (site / "lamps-1.dist-info").mkdir(parents=True)
    (site / "lamps-1.dist-info/entry_points.txt").write_text(
        "[faceplate.dialects]\nlamps = lamps.dialect:Lamps\n"
    )
    source = site / ("lamps.py" if form == "module" else "lamps/deep/colours.py")
    missing = fingerprint(site, tmp_path / "cache")
    source.parent.mkdir(parents=True, exist_ok=True)
    if form == "package":
        (site / "lamps/__init__.py").write_text("")
    source.write_text("LIGHT = 1\n")
    before = fingerprint(site, tmp_path / "cache")
    assert before != missing
    assert fingerprint(site, tmp_path / "cache") == before
    changed(source)
    assert fingerprint(site, tmp_path / "cache") != before
