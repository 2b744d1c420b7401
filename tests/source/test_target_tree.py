"""What a tree promises, whatever the target was packed in."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import pytest

from faceplate.errors import UsageError
from faceplate.source import Tree, open_target
from faceplate.source.limits import limited
from faceplate.source.tree import Unreadable


def problems(tree: Tree) -> list[str]:
    return [str(problem) for problem in tree.problems]


def test_every_kind_shows_the_same_library(build, kit, target_kind):
    tree = open_target(build(target_kind))
    assert list(tree.files) == sorted(kit.library)
    assert (tree.name, problems(tree)) == ("lib", [])
    assert {path: tree.read(path) for path in tree.files} == kit.library


def test_every_kind_has_the_same_fingerprint(build, kit, target_kind):
    reference = open_target(build("wheel"))
    tree = open_target(build(target_kind))
    assert tree.version == (None if target_kind == "package folder" else "1.0")
    if target_kind != "package folder":
        assert tree.fingerprint() == reference.fingerprint()


def test_the_digest_is_that_of_the_content(build, kit, target_kind):
    tree = open_target(build(target_kind))
    for path, content in kit.library.items():
        assert tree.digest(path) == hashlib.blake2b(content, digest_size=16).digest()


def test_an_empty_package_is_a_package(build, target_kind):
    tree = open_target(build(target_kind, {"lib/__init__.py": b""}))
    assert list(tree.files) == ["lib/__init__.py"]
    assert tree.read("lib/__init__.py") == b""


def test_a_stub_alone_is_a_package(build, target_kind):
    tree = open_target(build(target_kind, {"lib/__init__.pyi": b"x: int\n"}))
    assert list(tree.files) == ["lib/__init__.pyi"]


@pytest.mark.parametrize("path", ["lib/gone.py", "", "../lib/button.py", "lib", "PKG-INFO"])
def test_only_listed_files_are_read(build, target_kind, path):
    tree = open_target(build(target_kind))
    with pytest.raises(Unreadable):
        tree.read(path)
    assert tree.digest(path) is None


def test_what_is_not_python_is_not_listed(build, kit, target_kind):
    data = {
        "lib/templates/page.html": b"",
        # Below a folder without Python lies data, even if some of that is Python.
        "lib/templates/node/build.py": b"",
        "lib/__pycache__/button.cpython-311.py": b"",
        "lib/.hidden/secret.py": b"",
        "lib/.hidden.py": b"",
        "lib/not-a-name.py": b"",
        "lib/not-a-name/x.py": b"",
        "lib/two.dots.py": b"",
        "lib/BUTTON.PY": b"",
        "lib/archive.pyc": b"",
    }
    assert list(open_target(build(target_kind, {**kit.library, **data})).files) == sorted(
        kit.library
    )


def test_folders_with_python_and_no_init_are_listed(build, kit, target_kind):
    more = {"lib/loose/part.py": b"", "lib/loose/below/other.pyi": b""}
    tree = open_target(build(target_kind, {**kit.library, **more}))
    assert set(more) <= set(tree.files)


def test_names_that_differ_in_case_only_are_two_files(build, kit, archive_kind):
    tree = open_target(build(archive_kind, {**kit.library, "lib/Button.py": b"other = 1\n"}))
    assert tree.read("lib/Button.py") != tree.read("lib/button.py")


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("content", {"lib/button.py": b"class Button:\n    flat = 1\n"}),
        ("one byte", {"lib/inner/__init__.py": b"\n"}),
        ("one more file", {"lib/more.py": b""}),
        ("another name", {"lib/inner/renamed.py": b"DEEP = 1\n", "lib/inner/deep.py": None}),
        ("another suffix", {"lib/inner/deep.pyi": b"DEEP = 1\n"}),
    ],
)
def test_the_fingerprint_changes_with_what_is_listed(build, kit, target_kind, what, change):
    before = open_target(build(target_kind)).fingerprint()
    changed = {**kit.library, **change}
    changed = {path: content for path, content in changed.items() if content is not None}
    shutil.rmtree(build.root / "work", ignore_errors=True)
    assert open_target(build(target_kind, changed)).fingerprint() != before


def test_the_fingerprint_changes_with_the_version(build, tmp_path):
    seen = set()
    for version in ("1.0", "1.1"):
        holder = tmp_path / version
        build.folder("package folder", {"lib/__init__.py": b""}, name=version)
        record = holder / f"lib-{version}.dist-info"
        record.mkdir()
        (record / "METADATA").write_text(f"Name: lib\nVersion: {version}\n")
        seen.add(open_target("lib", [str(holder)]).fingerprint())
    assert len(seen) == 2


def test_the_fingerprint_keeps_names_and_contents_apart(build):
    one = open_target(build("wheel", {"lib/a.py": b"", "lib/ab.py": b"x"})).fingerprint()
    other = open_target(build("wheel", {"lib/a.py": b"x", "lib/ab.py": b""})).fingerprint()
    assert one != other


def test_the_fingerprint_does_not_change_with_times_or_other_files(build, kit):
    target = build("package folder")
    before = open_target(target).fingerprint()
    os.utime(Path(target) / "button.py", (1, 1))
    (Path(target) / "notes.txt").write_text("new")
    assert open_target(target).fingerprint() == before


def test_a_file_is_read_once(build, monkeypatch):
    tree = open_target(build("package folder"))
    tree.fingerprint()
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("read again"))
    assert tree.read("lib/button.py").startswith(b"class")
    assert tree.digest("lib/button.py")


def test_an_archive_can_go_once_it_is_open(build, archive_kind):
    target = build(archive_kind)
    tree = open_target(target)
    os.remove(target)
    assert tree.read("lib/button.py").startswith(b"class")


def test_nothing_is_written(build, archive_kind, tmp_path):
    target = build(archive_kind)
    before = sorted(tmp_path.rglob("*"))
    open_target(target).fingerprint()
    assert sorted(tmp_path.rglob("*")) == before


def test_nothing_is_imported(build, kit, target_kind, tmp_path, monkeypatch):
    mark = tmp_path / "it ran"
    trap = f"open({str(mark)!r}, 'w')\n".encode()
    files = dict.fromkeys(kit.library, trap)
    project = {"setup.py": trap, "conftest.py": trap, "sitecustomize.py": trap}
    target = build(target_kind, {**files, **project} if target_kind != "wheel" else files)
    tree = open_target(target)
    tree.fingerprint()
    if tree.folder is not None:
        monkeypatch.syspath_prepend(tree.folder)
        open_target("lib").fingerprint()
    assert not mark.exists()
    assert not {"lib", "lib.button"} & set(sys.modules)
    exec(trap)
    assert mark.exists(), "the trap itself works"


def test_problems_are_counted_where_they_are_many(build, kit):
    bad = [(f"../{number}.py", b"") for number in range(150)]
    found = limited(open_target(build("wheel", extra=bad)).problems)
    assert len(found) == 101
    assert str(found[-1]) == "50 more such problems"


def test_where_it_is(build, target_kind):
    target = build(target_kind)
    tree = open_target(target)
    assert tree.location == target
    if tree.folder is None:
        assert target_kind.endswith(("wheel", "sdist", "gz", "bz2"))
    else:
        assert (Path(tree.folder) / "lib" / "button.py").is_file()


def test_a_warm_run_imports_next_to_nothing(build):
    """The modules that a warm run may not pay for; each costs more than the run itself."""
    target = build("package folder")
    program = (
        "import os, sys; sys.path[:0] = sys.argv[3:]; before = set(sys.modules)\n"
        "from faceplate.source import open_target\n"
        "open_target(sys.argv[1], [sys.argv[2]]).fingerprint()\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    import faceplate

    source = str(Path(faceplate.__path__[0]).parent)
    holder = str(Path(target).parent)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, "lib", holder, source],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout.split()
    assert "faceplate.source.folder" in loaded
    assert [name for name in loaded if name.partition(".")[0] not in ("faceplate", "_blake2")] == [
        "__future__"
    ]
    assert "faceplate.model" not in loaded


def test_a_tree_holds_no_more_than_its_limit(build, kit, target_kind, monkeypatch):
    monkeypatch.setattr("faceplate.source.tree.TOTAL_BYTES", 60)
    tree = open_target(build(target_kind))
    unread = [path for path in tree.files if tree.digest(path) is None]
    assert unread
    assert set(unread) < set(tree.files)
    with pytest.raises(Unreadable, match="is not read"):
        tree.read(unread[0])
    assert len(tree.fingerprint()) == 32


def test_a_package_has_no_more_files_than_its_limit(build, target_kind, monkeypatch):
    for module in ("layout", "package"):
        monkeypatch.setattr(f"faceplate.source.{module}.SOURCE_FILES", 5)
    many = {f"lib/m{number}.py": b"" for number in range(9)}
    tree = open_target(build(target_kind, {"lib/__init__.py": b"", **many}))
    assert len(tree.files) == 5
    assert any("more than 5 source files" in problem for problem in problems(tree))


def test_too_large_a_file_leaves_the_rest(build, kit, target_kind):
    huge = b"#" * (8 * 1024 * 1024 + 1)
    tree = open_target(build(target_kind, {**kit.library, "lib/huge.py": huge}))
    with pytest.raises(Unreadable, match="larger than 8 MiB"):
        tree.read("lib/huge.py")
    assert tree.digest("lib/huge.py") is None
    assert tree.digest("lib/button.py")
    assert len(tree.fingerprint()) == 32


def test_a_file_of_just_the_limit_is_read(build, kit, target_kind):
    large = b"#" * (8 * 1024 * 1024)
    tree = open_target(build(target_kind, {**kit.library, "lib/large.py": large}))
    assert tree.read("lib/large.py") == large


def test_no_python_is_no_package(build, target_kind, one_line):
    with pytest.raises(UsageError) as caught:
        open_target(build(target_kind, {"lib/readme.txt": b"nothing"}))
    one_line(str(caught.value))


class TestMemory:
    """Of a large package on disk only a part is held in memory, and what is read stays the same."""

    CONTENTS: ClassVar = {f"package/m{number}.py": b"%d" % number * 1000 for number in range(10)}

    @pytest.fixture
    def tree(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
        (tmp_path / "package").mkdir()
        (tmp_path / "package/__init__.py").write_bytes(b"")
        for path, content in self.CONTENTS.items():
            (tmp_path / path).write_bytes(content)
        monkeypatch.setattr("faceplate.source.tree.HELD_BYTES", 3500)
        return open_target(str(tmp_path / "package"))

    def test_each_content_is_what_it_was(self, tree: Tree) -> None:
        fingerprint = tree.fingerprint()
        for _ in range(2):
            assert {path: tree.read(path) for path in self.CONTENTS} == self.CONTENTS
        assert tree.fingerprint() == fingerprint
        assert sum(map(len, tree._contents.values())) <= 3500

    def test_a_file_that_is_changed_meanwhile_is_not_mixed_in(
        self, tree: Tree, tmp_path: Path
    ) -> None:
        tree.fingerprint()
        (tmp_path / "package/m0.py").write_bytes(b"changed")
        for _ in range(2):
            with pytest.raises(Unreadable, match="was changed while the package was read"):
                tree.read("package/m0.py")
