"""Folders that hold what only a disk can hold: links, pipes, files that one may not read."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from faceplate.errors import UsageError
from faceplate.source import open_target
from faceplate.source.tree import Unreadable


@pytest.fixture
def folder(build) -> Path:
    return Path(build("package folder"))


def listed(folder: Path) -> tuple[list[str], list[str]]:
    tree = open_target(str(folder))
    tree.fingerprint()
    return list(tree.files), [str(problem) for problem in tree.problems]


@pytest.mark.parametrize("to", [".", "..", "inner", "inner/..", "inner/back", "../lib/inner"])
def test_links_in_circles_end(folder, kit, to):
    (folder / "inner" / "back").symlink_to(folder / to if to != "inner/back" else "back")
    files, problems = listed(folder)
    assert files == sorted(kit.library)
    # A link to itself is not a folder at all, and no more than a name.
    assert len(problems) == (0 if to == "inner/back" else 1)


def test_links_among_folders_do_not_multiply(folder, kit):
    names = [f"f{number}" for number in range(12)]
    for name in names:
        (folder / name).mkdir()
        (folder / name / "part.py").write_text("")
        for other in names:
            (folder / name / f"to_{other}").symlink_to(folder / other)
    files, problems = listed(folder)
    assert len(files) < 12 * 12 + len(kit.library)
    assert problems


def test_a_link_to_a_folder_of_the_package_is_followed_once(folder, kit):
    (folder / "alias").symlink_to("inner")
    (folder / "alias2").symlink_to("inner")
    files, problems = listed(folder)
    assert set(files) - set(kit.library) == {"lib/alias/__init__.py", "lib/alias/deep.py"}
    assert problems == ["lib/alias2: is a link to a folder already linked and is left out"]


@pytest.mark.parametrize("what", ["file", "folder"])
@pytest.mark.parametrize("relative", [True, False])
def test_links_out_of_the_package_are_left_out(folder, kit, tmp_path, what, relative):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.py").write_text("SECRET = 1\n")
    to = outside / "secret.py" if what == "file" else outside
    link = folder / ("link.py" if what == "file" else "link")
    link.symlink_to(os.path.relpath(to, folder) if relative else to)
    files, problems = listed(folder)
    assert files == sorted(kit.library)
    assert problems == [f"lib/{link.name}: is a link out of the package and is left out"]


def test_a_folder_whose_name_begins_like_the_package_is_outside(folder, kit, tmp_path):
    beside = folder.parent / "lib_secret"
    beside.mkdir()
    (beside / "x.py").write_text("")
    (folder / "link").symlink_to(beside)
    assert listed(folder)[0] == sorted(kit.library)


def test_links_within_the_package_are_read(folder):
    (folder / "same.py").symlink_to("button.py")
    tree = open_target(str(folder))
    assert tree.read("lib/same.py") == tree.read("lib/button.py")
    assert tree.problems == []


def test_the_package_itself_may_be_a_link(folder, kit, tmp_path):
    holder = tmp_path / "site"
    holder.mkdir()
    (holder / "lib").symlink_to(folder)
    for target, path in (("lib", [str(holder)]), (str(holder / "lib"), None)):
        tree = open_target(target, path)
        assert list(tree.files) == sorted(kit.library)
        assert tree.problems == []
        assert tree.folder == str(holder)


@pytest.mark.parametrize("to", ["gone.py", "link.py", "/dev/zero"])
def test_links_to_no_file(folder, kit, to):
    (folder / "link.py").symlink_to(to)
    files, problems = listed(folder)
    assert files == sorted(kit.library)
    assert problems == ["lib/link.py: is a link to no file and is left out"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_opened(folder, kit):
    os.mkfifo(folder / "pipe.py")
    files, problems = listed(folder)
    assert files == sorted(kit.library)
    assert problems == ["lib/pipe.py: is a pipe or a device and is left out"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_that_takes_the_place_of_a_file_does_not_block(folder):
    tree = open_target("lib", [str(folder.parent)])
    (folder / "button.py").unlink()
    os.mkfifo(folder / "button.py")
    with pytest.raises(Unreadable, match="not a plain file"):
        tree.read("lib/button.py")


@pytest.mark.parametrize("name", ["module.py", "module.pyi"])
def test_a_folder_that_is_called_like_a_module(folder, kit, name):
    (folder / name).mkdir()
    (folder / name / "inside.py").write_text("")
    assert listed(folder) == (sorted(kit.library), [])


def test_a_file_that_may_not_be_read_leaves_the_rest(folder, monkeypatch):
    really = os.open

    def denying(path: str, *rest: int) -> int:
        if str(path).endswith("button.py"):
            raise PermissionError(13, "Permission denied")
        return really(path, *rest)

    monkeypatch.setattr(os, "open", denying)
    tree = open_target(str(folder))
    before = tree.fingerprint()
    with pytest.raises(Unreadable, match="Permission denied"):
        tree.read("lib/button.py")
    assert tree.digest("lib/inner/deep.py")
    monkeypatch.setattr(os, "open", really)
    assert open_target(str(folder)).fingerprint() != before


def test_a_folder_that_may_not_be_listed_leaves_the_rest(folder, kit, monkeypatch):
    really = os.scandir

    def denying(path: str) -> object:
        if str(path).endswith("inner"):
            raise PermissionError(13, "Permission denied")
        return really(path)

    monkeypatch.setattr(os, "scandir", denying)
    files, problems = listed(folder)
    assert files == [path for path in sorted(kit.library) if "inner" not in path]
    assert problems == ["lib/inner: cannot be listed: Permission denied"]


def test_a_package_that_may_not_be_listed(folder, monkeypatch, one_line):
    def denying(path: str) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", denying)
    for target, path in ((str(folder), None), ("lib", [str(folder.parent)])):
        with pytest.raises(UsageError, match="Permission denied") as caught:
            open_target(target, path)
        one_line(str(caught.value))


def test_the_order_of_the_disk_does_not_matter(folder, monkeypatch):
    for name in ("z", "a"):
        (folder / f"{name}.py").symlink_to("gone.py")
        (folder / f"{name}_alias").symlink_to("inner")
    expected = listed(folder)
    really = os.scandir

    @contextlib.contextmanager
    def in_order(path: str, reverse: bool) -> Iterator[list[os.DirEntry[str]]]:
        with really(path) as entries:
            yield sorted(entries, key=lambda entry: entry.name, reverse=reverse)

    for reverse in (False, True):
        monkeypatch.setattr(os, "scandir", functools.partial(in_order, reverse=reverse))
        assert listed(folder) == expected


def test_a_large_file_is_not_even_begun(folder, monkeypatch):
    with (folder / "large.py").open("wb") as file:
        file.truncate(8 * 1024 * 1024 + 1)
    tree = open_target(str(folder))
    monkeypatch.setattr(os, "read", lambda *_: pytest.fail("read"))
    with pytest.raises(Unreadable, match="larger than 8 MiB"):
        tree.read("lib/large.py")


def test_a_file_that_is_gone_when_it_is_read(folder):
    tree = open_target("lib", [str(folder.parent)])
    (folder / "button.py").unlink()
    with pytest.raises(Unreadable, match="cannot be read"):
        tree.read("lib/button.py")


def test_a_file_that_grows_while_it_is_read(folder, monkeypatch):
    really = os.fstat

    class Earlier:
        st_mode = 0o100644
        st_size = 4

    monkeypatch.setattr(os, "fstat", lambda handle: (really(handle), Earlier)[1])
    assert open_target(str(folder)).read("lib/button.py") == (folder / "button.py").read_bytes()
    monkeypatch.setattr("faceplate.source.folder.FILE_BYTES", 10)
    with pytest.raises(Unreadable, match="larger"):
        open_target(str(folder)).read("lib/button.py")


def test_a_huge_folder_is_not_listed_to_its_end(folder, monkeypatch):
    monkeypatch.setattr("faceplate.source.folder.ENTRIES", 30)
    data = folder / "data"
    data.mkdir()
    for number in range(60):
        (data / f"{number}.txt").write_text("")
    _, problems = listed(folder)
    assert len(problems) == 1
    assert "more than 30 entries" in problems[0]


def test_folders_without_end(folder, monkeypatch):
    monkeypatch.setattr("faceplate.source.folder.DEPTH", 6)
    inner = folder
    for _ in range(10):
        inner = inner / "d"
        inner.mkdir()
        (inner / "x.py").write_text("")
    files, problems = listed(folder)
    assert max(path.count("/") for path in files) == 6
    assert "deeper than 6" in problems[0]


def test_data_is_not_walked(folder, monkeypatch):
    below = folder / "frontend" / "node" / "more"
    below.mkdir(parents=True)
    (below / "build.py").write_text("")
    scanned = []
    really = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: (scanned.append(str(path)), really(path))[1])
    open_target("lib", [str(folder.parent)])
    assert not [path for path in scanned if path.endswith(("node", "more"))]


@pytest.mark.skipif(os.sep != "/", reason="needs names of bytes")
def test_names_that_are_no_text(folder, kit, one_line):
    with open(os.fsencode(folder) + b"/\xff\xfe.py", "wb"):
        pass
    os.mkdir(os.fsencode(folder) + b"/\xff")
    assert listed(folder) == (sorted(kit.library), [])
    with pytest.raises(UsageError) as caught:
        open_target(os.fsdecode(os.fsencode(folder) + b"/\xff"))
    one_line(str(caught.value))
