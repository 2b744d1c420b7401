"""Entries of the store: damaged, hostile, of another type, old."""

from __future__ import annotations

import os
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceplate.cache import trimming
from faceplate.cache.keys import key
from faceplate.cache.store import Store, _check
from faceplate.facts.declarations import ModuleFact
from faceplate.facts.reader import read
from faceplate.link.page_cache import CachedPages

KEY = key("an entry")
TYPES = [ModuleFact, CachedPages, dict[bytes, msgspec.Raw], dict[str, list[int]]]

HOSTILE = {
    "a list of four thousand million": b"\xdd\xff\xff\xff\xff",
    "a map of four thousand million": b"\xdf\xff\xff\xff\xff",
    "a text that is not there": b"\xdb\xff\xff\xff\xff",
    "bytes that are not there": b"\xc6\xff\xff\xff\xff",
    "lists in lists": b"\x91" * 200_000,
    "maps in maps": b"\x81\xa1a" * 200_000,
    "no text": b"\xa2\xff\xfe",
    "an extension": b"\xc7\x01\x05a",
    "a pickle": b"cos\nsystem\n(S'exit 1'\ntR.",
    "nothing": b"",
}


@pytest.mark.parametrize("wanted", TYPES, ids=str)
@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_content_is_no_value(tmp_path: Path, content: bytes, wanted: type) -> None:
    store = Store(str(tmp_path))
    store.put("facts", KEY, content)
    assert store.load("facts", KEY, wanted) is None
    assert store.damaged == [KEY]


@given(st.binary(max_size=200))
def test_any_content_is_a_value_or_damaged(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    store = Store(str(tmp_path_factory.mktemp("store")))
    store.put("facts", KEY, content)
    value = store.load("facts", KEY, ModuleFact)
    assert (value is None) == bool(store.damaged)


@given(st.binary(max_size=60), st.data())
def test_a_cut_or_flipped_entry_is_damaged(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("store")
    Store(str(folder)).put("facts", KEY, content)
    file = folder / "facts" / KEY
    entry = file.read_bytes()
    place = data.draw(st.integers(0, len(entry) - 1))
    bit = data.draw(st.integers(0, 8))
    flipped = entry[:place] + bytes([entry[place] ^ (1 << bit) & 255]) + entry[place + 1 :]
    file.write_bytes(flipped if bit < 8 else entry[:place])
    store = Store(str(folder))
    assert store.get("facts", KEY) is None
    assert store.damaged == [KEY]


def test_an_entry_of_another_key_is_damaged(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.put("facts", KEY, b"content")
    other = key("another entry")
    os.rename(tmp_path / "facts" / KEY, tmp_path / "facts" / other)
    assert store.get("facts", other) is None


def test_what_is_kept_is_loaded(tmp_path: Path) -> None:
    facts = read(b"class Knob:\n    def turn(self, angle=1): ...\n")
    Store(str(tmp_path)).keep("facts", KEY, facts)
    assert Store(str(tmp_path)).load("facts", KEY, ModuleFact) == facts
    content = msgspec.msgpack.encode(facts)
    assert (tmp_path / "facts" / KEY).read_bytes() == _check(KEY, content) + content


class TestTrimming:
    """Entries go when nobody has asked for them in a long time, or when there are too many."""

    NOW = time.time() + 10 * trimming.DAY

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """Make a cache whose entries were looked at a day and more ago."""
        folder = tmp_path / "cache"
        store = Store(str(folder))
        for number in range(8):
            store.put("facts", key(str(number)), bytes(1000))
        wheel = folder / "downloads/knobs-1/knobs.whl"
        wheel.parent.mkdir(parents=True)
        wheel.write_bytes(bytes(50_000))
        return folder

    def used(self, file: Path, days: float) -> None:
        """Say that an entry was read so many days ago, and written a year ago."""
        os.utime(file, (self.NOW - days * trimming.DAY, self.NOW - 365 * trimming.DAY))

    def left(self, folder: Path) -> list[str]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return sorted(path.name for path in files if path.name != "trimmed")

    def test_what_was_not_read_for_long_goes(self, folder: Path) -> None:
        files = sorted(folder.glob("facts/*"))
        for days, file in enumerate(files):
            self.used(file, 84.5 + days)
        self.used(folder / "downloads/knobs-1/knobs.whl", 91)
        trimming.trim(str(folder), self.NOW)
        assert self.left(folder) == [file.name for file in files[:6]]

    def test_too_much_goes_from_the_oldest_on(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        files = sorted(folder.glob("facts/*"))
        for days, file in enumerate(files):
            self.used(file, days)
        monkeypatch.setattr(trimming, "MOST_BYTES", 6000)
        trimming.trim(str(folder), self.NOW)
        # Four entries of a bit more than a thousand bytes are at most 4500; a wheel does not count.
        assert self.left(folder) == sorted([*(file.name for file in files[:4]), "knobs.whl"])

    def test_it_is_done_once_a_day(self, folder: Path) -> None:
        file = min(folder.glob("facts/*"))
        self.used(file, 200)
        trimming.trim(str(folder), time.time() + trimming.DAY / 2)
        assert file.exists()
        trimming.trim(str(folder), self.NOW)
        assert not file.exists()
        file.write_bytes(b"")
        self.used(file, 200)
        trimming.trim(str(folder), self.NOW + trimming.DAY / 2)
        assert file.exists()

    def test_a_run_that_keeps_something_does_it(self, folder: Path) -> None:
        file = min(folder.glob("facts/*"))
        self.used(file, 200)
        os.utime(file, (0, 0))
        os.utime(folder / "trimmed", (0, 0))
        Store(str(folder)).put("facts", KEY, b"new")
        assert not file.exists()
        assert Store(str(folder)).get("facts", KEY) == b"new"

    def test_a_folder_that_cannot_be_trimmed_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "trimmed").mkdir()
        (tmp_path / "facts").write_text("a file in the place of a folder")
        trimming.trim(str(tmp_path), self.NOW)
        trimming.trim(str(tmp_path / "none"), self.NOW)
        assert (tmp_path / "facts").exists()
        assert not (tmp_path / "none").exists()
