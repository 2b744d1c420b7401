"""What searches through files told is kept, and is used only for the very same content."""

from __future__ import annotations

from pathlib import Path

import pytest

from faceplate.cache.hashing import blake2b
from faceplate.cache.store import Store
from faceplate.facts.scans import ScanCache, imports

SOURCE = b"from .knobs import Knob\n\nimport panel.dials, os\nimport panelling\n"


def digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def scans(folder: Path, package: str = "panel", place: str = "here") -> ScanCache:
    return ScanCache(Store(str(folder)), package, place)


def test_what_was_seen_is_used_again(folder: Path) -> None:
    first = scans(folder)
    assert first.holds(digest(SOURCE), lambda: SOURCE, b"Knob")
    assert not first.holds(digest(SOURCE), lambda: SOURCE, b"Dial")
    seen = first.imports(digest(SOURCE), lambda: SOURCE)
    first.close()
    again = scans(folder)
    # The content is not looked at: another one under the same hash would give what was seen.
    assert again.holds(digest(SOURCE), lambda: b"", b"Knob")
    assert not again.holds(digest(SOURCE), lambda: b"Dial", b"Dial")
    assert again.imports(digest(SOURCE), lambda: b"") == seen


def test_another_content_is_looked_at(folder: Path) -> None:
    first = scans(folder)
    assert first.holds(digest(SOURCE), lambda: SOURCE, b"Knob")
    first.close()
    other = SOURCE.replace(b"Knob", b"Dial")
    again = scans(folder)
    assert not again.holds(digest(other), lambda: other, b"Knob")
    assert again.imports(digest(other), lambda: other)[0] == (1, ".knobs.Dial")


@pytest.mark.parametrize(("package", "place"), [("lamp", "here"), ("panel", "elsewhere")])
def test_other_packages_and_places_have_their_own(folder: Path, package: str, place: str) -> None:
    first = scans(folder)
    assert first.holds(digest(SOURCE), lambda: SOURCE, b"Knob")
    first.close()
    assert not scans(folder, package, place).holds(digest(SOURCE), lambda: b"", b"Knob")


def test_files_that_are_gone_are_forgotten(folder: Path) -> None:
    first = scans(folder)
    assert first.holds(digest(SOURCE), lambda: SOURCE, b"Knob")
    first.close()
    second = scans(folder)
    assert second.holds(digest(b"x"), lambda: b"x", b"x")
    second.close()
    assert not scans(folder).holds(digest(SOURCE), lambda: b"", b"Knob")


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff" * 40])
def test_a_damaged_entry_is_made_again(folder: Path, damage: bytes) -> None:
    first = scans(folder)
    assert first.holds(digest(SOURCE), lambda: SOURCE, b"Knob")
    first.close()
    (entry,) = list(folder.glob("scans/*"))
    entry.write_bytes(damage)
    assert scans(folder).holds(digest(SOURCE), lambda: SOURCE, b"Knob")


def test_only_what_may_stay_in_the_package_is_given() -> None:
    source = b"import os, panel.a as a, panel\nfrom os import panel\nfrom panel.b import c\n"
    assert imports(source, b"panel") == [(1, "panel.a"), (1, "panel"), (3, "panel.b.c")]
