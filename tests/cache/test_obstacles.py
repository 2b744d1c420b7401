"""The cache is never in the way: it may be lost, damaged, full, shared or turned off."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NEEDLESS = ("griffe", "msgspec", "jinja2", "rich", "markdown_it", "nh3", "ast", "inspect", "pip")
"""What a run on which nothing changed has no use for."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Make a package of three modules, each needed by the one after it."""
    folder = tmp_path / "work/library"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("from library.dial import Dial\n")
    (folder / "dial.py").write_text(
        "from library.knob import Knob\n\n\nclass Dial(Knob):\n    '''A dial.'''\n"
    )
    (folder / "knob.py").write_text(
        "class Knob:\n    def __init__(self, angle=1):\n        '''\n        Args:\n"
        "            angle: How far it is turned.\n        '''\n"
    )
    return folder


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*/*") if path.is_file())


class TestWhatIsDoneAgain:
    """A run does what has changed, and nothing else."""

    def test_a_first_run_parses_and_a_second_does_not(self, faceplate, library) -> None:
        first = faceplate("extract", library, "--verbose")
        assert first.err.splitlines()[0] == "faceplate: 3 of 3 files were parsed"
        second = faceplate("extract", library, "--verbose")
        assert second.out == first.out
        assert second.err.splitlines()[0] == "faceplate: nothing changed; what was kept is used"

    def test_one_changed_file_is_read_and_no_other(self, faceplate, library) -> None:
        faceplate("extract", library)
        knob = library / "knob.py"
        knob.write_text(knob.read_text().replace("angle=1", "angle=2"))
        changed = faceplate("extract", library, "--verbose")
        assert changed.err.splitlines()[0] == "faceplate: 1 of 3 files were parsed"
        assert [page["parameters"][0]["default"] for page in pages(changed.out)] == ["2", "2"]

    def test_a_file_that_was_touched_has_not_changed(self, faceplate, library) -> None:
        first = faceplate("extract", library)
        os.utime(library / "knob.py", (0, 0))
        second = faceplate("extract", library, "--verbose")
        assert second.out == first.out
        assert "nothing changed" in second.err

    def test_a_change_that_keeps_size_and_time_is_noticed(self, faceplate, library) -> None:
        knob = library / "knob.py"
        before = knob.stat()
        faceplate("extract", library)
        knob.write_text(knob.read_text().replace("angle=1", "angle=7"))
        os.utime(knob, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert '"default": "7"' in faceplate("extract", library).out

    def test_a_new_file_and_a_lost_file(self, faceplate, library) -> None:
        first = faceplate("extract", library)
        (library / "lever.py").write_text("class Lever: ...\n")
        assert [page["name"] for page in pages(faceplate("extract", library).out)] == [
            "Dial",
            "Knob",
            "Lever",
        ]
        (library / "lever.py").unlink()
        assert faceplate("extract", library) == first

    def test_the_same_files_elsewhere_are_not_parsed_again(
        self, faceplate, library, tmp_path
    ) -> None:
        first = faceplate("extract", library)
        shutil.copytree(library, tmp_path / "other/library")
        second = faceplate("extract", tmp_path / "other/library", "--verbose")
        assert second.out == first.out
        assert "files were parsed" not in second.err or "0 of 3 files" in second.err

    def test_each_format_is_kept_by_itself(self, faceplate, library) -> None:
        forms = ("terminal", "markdown", "html", "rst", "json")
        made = {
            (form, page): faceplate("show", f"{library}{page}", "--format", form)
            for form in forms
            for page in ("", ":Dial", ":Knob")
        }
        assert len({outcome.out for outcome in made.values()}) == len(made)
        for (form, page), outcome in made.items():
            assert faceplate("show", f"{library}{page}", "--format", form) == outcome

    @pytest.mark.parametrize(
        "options", [["--dialect", "gradio"], ["--docstring-style", "numpy"], ["--width", "40"]]
    )
    def test_options_change_the_result(self, faceplate, library, options: list[str]) -> None:
        plain = faceplate("show", f"{library}:Knob")
        other = faceplate("show", f"{library}:Knob", *options)
        assert faceplate("show", f"{library}:Knob") == plain
        assert faceplate("show", f"{library}:Knob", *options, "--no-cache") == other

    @pytest.mark.parametrize("words", [["extract", "{}"], ["show", "{}:Dial"], ["show", "{}"]])
    def test_a_warm_run_imports_next_to_nothing(self, process, library, words: list[str]) -> None:
        words = [word.format(library) for word in words]
        process(*words)
        warm = process(*words, PYTHONPROFILEIMPORTTIME="1")
        imported = set(re.findall(r"\|\s+([\w.]+)$", warm.err, re.MULTILINE))
        assert "faceplate.cache.results" in imported
        tops = {name.split(".")[0] for name in imported}
        assert not tops & set(NEEDLESS)
        assert not {name for name in imported if name.startswith("faceplate.link")}


def pages(out: str) -> list[dict[str, Any]]:
    return json.loads(out)["components"]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "one byte short": lambda content: content[:-1],
    "one byte long": lambda content: content + b"x",
    "first bit": lambda content: bytes([content[0] ^ 1]) + content[1:],
    "last bit": lambda content: content[:-1] + bytes([content[-1] ^ 128]),
    "middle bit": lambda content: flipped(content, len(content) // 2),
    "zeros": lambda content: bytes(len(content)),
    "four zeros": lambda content: bytes(4),
    "foreign": lambda content: b"This was never an entry of any cache.\n" * 10,
}


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 16]) + content[place + 1 :]


class TestDamage:
    """Damaged entries are made again, and nobody hears of it who did not ask."""

    @pytest.mark.parametrize("damage", DAMAGES)
    def test_all_entries(self, faceplate, library, cache_folder, damage: str) -> None:
        first = faceplate("extract", library)
        sound = {path: path.read_bytes() for path in entries(cache_folder)}
        assert len(sound) >= 4
        for _ in range(2):
            for path in sound:
                path.write_bytes(DAMAGES[damage](path.read_bytes()))
            assert faceplate("extract", library) == first
        assert {path: path.read_bytes() for path in entries(cache_folder)} == sound

    @pytest.mark.parametrize("damage", DAMAGES)
    def test_each_entry_alone(self, faceplate, library, cache_folder, damage: str) -> None:
        first = faceplate("extract", library)
        for path in entries(cache_folder):
            path.write_bytes(DAMAGES[damage](path.read_bytes()))
            assert faceplate("extract", library) == first

    def test_entries_in_each_others_place(self, faceplate, library, cache_folder) -> None:
        first = faceplate("extract", library)
        sound = [path.read_bytes() for path in entries(cache_folder)]
        for path, content in zip(entries(cache_folder), [*sound[1:], sound[0]], strict=True):
            path.write_bytes(content)
        assert faceplate("extract", library) == first

    def test_it_is_told_to_who_asks(self, faceplate, library, cache_folder) -> None:
        faceplate("extract", library)
        for path in entries(cache_folder):
            path.write_bytes(b"")
        said = faceplate("extract", library, "--verbose").err
        assert re.search(r"^faceplate: \d+ damaged cache entries were made again$", said, re.M)
        assert "damaged" not in faceplate("extract", library, "--verbose").err

    def test_entries_that_are_folders(self, faceplate, library, cache_folder) -> None:
        first = faceplate("extract", library)
        for path in entries(cache_folder):
            path.unlink()
            path.mkdir()
        assert faceplate("extract", library) == first

    def test_a_cache_that_is_emptied(self, faceplate, library, cache_folder) -> None:
        first = faceplate("extract", library)
        shutil.rmtree(cache_folder)
        assert faceplate("extract", library) == first


class TestRefusal:
    """What the file system refuses costs time, and nothing else."""

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
    @pytest.mark.parametrize("call", ["open", "replace", "makedirs"])
    def test_it_is_not_in_the_way(
        self, faceplate, library, cache_folder, monkeypatch, number: int, call: str
    ) -> None:
        original = getattr(os, call)

        def refusing(path: Any, *arguments: Any, **options: Any) -> Any:
            if str(path).startswith(str(cache_folder)):
                raise OSError(number, os.strerror(number), str(path))
            return original(path, *arguments, **options)

        expected = faceplate("extract", library, "--no-cache")
        with monkeypatch.context() as patch:
            patch.setattr(os, call, refusing)
            for _ in range(2):
                assert faceplate("extract", library) == expected
            said = faceplate("extract", library, "--verbose").err
        assert "faceplate: nothing was kept: " in said
        assert os.strerror(number) in said
        assert entries(cache_folder) == []
        assert faceplate("extract", library) == expected

    def test_a_disk_that_fills_up_while_an_entry_is_written(
        self, faceplate, library, cache_folder, monkeypatch
    ) -> None:
        expected = faceplate("extract", library, "--no-cache")
        original = os.write

        def write(file: int, content: Any) -> int:
            if len(content) < 3:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return original(file, content[:-2])

        monkeypatch.setattr("faceplate.cache.store.os.write", write)
        assert faceplate("extract", library) == expected
        assert entries(cache_folder) == []

    @pytest.mark.parametrize("place", ["a file", "below a file", "/dev/null", "/proc/none"])
    def test_a_place_that_cannot_be_a_folder(
        self, faceplate, library, tmp_path, monkeypatch, place: str
    ) -> None:
        (tmp_path / "a file").write_text("mine")
        places = {"a file": tmp_path / "a file", "below a file": tmp_path / "a file/cache"}
        monkeypatch.setenv("FACEPLATE_CACHE", str(places.get(place, place)))
        outcome = faceplate("extract", library)
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome == faceplate("extract", library, "--no-cache")
        assert (tmp_path / "a file").read_text() == "mine"


class TestPlace:
    """Where the cache is, and that there is none where none is wanted."""

    def test_the_environment_says_where(
        self, faceplate, library, tmp_path, monkeypatch, cache_folder
    ) -> None:
        place = tmp_path / "deep/down/cache"
        monkeypatch.setenv("FACEPLATE_CACHE", str(place))
        faceplate("extract", library)
        assert entries(place)
        assert not cache_folder.exists()

    def test_no_cache_writes_nothing_and_uses_nothing(
        self, process, library, tmp_path, cache_folder
    ) -> None:
        home = tmp_path / "home"
        home.mkdir()
        first = process("extract", library, "--no-cache", HOME=str(home))
        assert not cache_folder.exists()
        process("extract", library)
        before = {path: path.read_bytes() for path in entries(cache_folder)}
        again = process("extract", library, "--no-cache", "--verbose", HOME=str(home))
        assert again.out == first.out
        assert "3 of 3 files were parsed" in again.err
        assert {path: path.read_bytes() for path in entries(cache_folder)} == before
        assert list(home.iterdir()) == []

    def test_nothing_is_written_beside_the_library(self, faceplate, library) -> None:
        before = sorted(library.rglob("*"))
        faceplate("extract", library)
        faceplate("show", f"{library}:Dial")
        assert sorted(library.rglob("*")) == before

    def test_only_the_owner_may_read_it(self, faceplate, library, cache_folder) -> None:
        faceplate("extract", library)
        assert {path.stat().st_mode & 0o077 for path in entries(cache_folder)} == {0}


def test_several_processes_at_once(library, cache_folder) -> None:
    command = [sys.executable, "-m", "faceplate", "extract", str(library)]
    for _ in range(3):
        running = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(6)
        ]
        ended = [(one.communicate(timeout=120), one.returncode) for one in running]
        assert {code for _, code in ended} == {0}
        assert {err for (_, err), _ in ended} == {b""}
        assert len({out for (out, _), _ in ended}) == 1
    names = [path.name for path in entries(cache_folder)]
    assert names
    assert not [name for name in names if "." in name]


class TestPackagesBeside:
    """A package beside the target that the pages were made of is looked at again."""

    LISTENER = (
        "class EventListener(str):\n    pass\n\n\nclass Events:\n"
        "    press = EventListener('press', doc='{} by the {{{{ component }}}}.')\n"
    )

    @pytest.fixture
    def gauge(self, tmp_path: Path) -> Path:
        folder = tmp_path / "work/gauge"
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(
            "from gradio.components import Component\nfrom gradio.events import Events\n\n\n"
            "class Gauge(Component):\n    EVENTS = [Events.press]\n"
        )
        return folder

    def install(self, place: Path, text: str) -> None:
        place.mkdir(parents=True, exist_ok=True)
        (place / "gradio").mkdir(exist_ok=True)
        (place / "gradio/__init__.py").write_text("")
        (place / "gradio/events.py").write_text(self.LISTENER.format(text))
        (place / "gradio/components.py").write_text(
            "class Component:\n    def __init__(self, value=1): ...\n"
        )

    def said(self, outcome: Any) -> list[str]:
        return [event["description"] for page in pages(outcome.out) for event in page["events"]]

    def test_it_comes_changes_and_goes(self, faceplate, gauge, tmp_path) -> None:
        site = tmp_path / "site"
        site.mkdir()
        words = ("extract", gauge, "--search-path", site, "--verbose")
        assert self.said(faceplate(*words)) == [""]
        self.install(site, "Sent")
        assert self.said(faceplate(*words)) == ["Sent by the Gauge."]
        again = faceplate(*words)
        assert "nothing changed" in again.err
        self.install(site, "Given")
        changed = faceplate(*words)
        assert self.said(changed) == ["Given by the Gauge."]
        assert "nothing changed" not in changed.err
        shutil.rmtree(site / "gradio")
        assert self.said(faceplate(*words)) == [""]

    def test_another_search_path_is_another_result(self, faceplate, gauge, tmp_path) -> None:
        for text in ("One", "Two"):
            self.install(tmp_path / text, text)
        for _ in range(2):
            for text in ("One", "Two"):
                outcome = faceplate("extract", gauge, "--search-path", tmp_path / text)
                assert self.said(outcome) == [f"{text} by the Gauge."]
                page = faceplate("show", f"{gauge}:Gauge", "--search-path", tmp_path / text)
                assert f"{text} by the Gauge." in page.out

    def test_a_page_shown_first_notices_too(self, faceplate, gauge, tmp_path) -> None:
        site = tmp_path / "site"
        words = ("show", f"{gauge}:Gauge", "--search-path", site)
        self.install(site, "Sent")
        assert "Sent by the Gauge." in faceplate(*words).out
        self.install(site, "Given")
        assert "Given by the Gauge." in faceplate(*words).out
