"""Archives made to mislead: what is safe of them is read, the rest is named, nothing hangs."""

from __future__ import annotations

import gzip
import random
import struct
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from faceplate.errors import UsageError
from faceplate.source import open_target
from faceplate.source.tree import Unreadable

EVIL = b"evil = 1\n"

UNSAFE_NAMES = [
    "../evil.py",
    "lib/../../evil.py",
    "lib/../evil.py",
    "lib/..",
    "/evil.py",
    "//host/evil.py",
    "C:/evil.py",
    "c:evil.py",
    "C:\\evil.py",
    "..\\evil.py",
    "lib\\evil.py",
    "lib/ev\0il.py",
    "lib/evil.py\0.txt",
]


def refused(target: str, one_line) -> str:
    """Opens a target that must not open, quickly, and returns why."""
    start = time.process_time()
    with pytest.raises(UsageError) as caught:
        open_target(target)
    assert time.process_time() - start < 30
    one_line(str(caught.value))
    return str(caught.value)


@pytest.mark.parametrize("name", UNSAFE_NAMES)
def test_names_that_lead_elsewhere(build, kit, archive_kind, name, one_line, tmp_path):
    tree = open_target(build(archive_kind, extra=[(name, EVIL)]))
    assert list(tree.files) == sorted(kit.library)
    found = [str(problem) for problem in tree.problems]
    assert len(found) == 1
    assert "leads out of the archive" in found[0]
    one_line(found[0])
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize("name", ["a/" * 65 + "x.py", "a" * 1100 + ".py"])
def test_names_that_are_too_long(build, kit, archive_kind, name):
    tree = open_target(build(archive_kind, extra=[(name, EVIL)]))
    assert list(tree.files) == sorted(kit.library)
    assert "too long a name" in str(tree.problems[0])


@pytest.mark.parametrize("before", ["./", "././", ".//"])
def test_names_that_only_look_odd(build, kit, archive_kind, before):
    inside = build.inside(archive_kind, "lib/odd.py")
    tree = open_target(build(archive_kind, extra=[(before + inside, b"odd = 1\n")]))
    assert tree.read("lib/odd.py") == b"odd = 1\n"


def test_names_with_control_characters_are_cleaned(build, archive_kind, one_line):
    tree = open_target(build(archive_kind, extra=[("../\x1b[31m\u202e\nx.py", EVIL)]))
    (problem,) = tree.problems
    assert "\x1b" not in problem.file
    assert "\ufffd" in problem.file
    one_line(str(problem))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("before", ["", "./"])
def test_a_name_that_stands_twice_is_not_believed(build, kit, archive_kind, before):
    inside = build.inside(archive_kind, "lib/button.py")
    tree = open_target(build(archive_kind, extra=[(before + inside, EVIL)]))
    with pytest.raises(Unreadable, match="more than once"):
        tree.read("lib/button.py")
    assert tree.digest("lib/button.pyi")


LINKS = [
    (tarfile.SYMTYPE, "../../outside.py"),
    (tarfile.SYMTYPE, "/etc/hostname"),
    (tarfile.SYMTYPE, "button.py"),
    (tarfile.LNKTYPE, "../outside.py"),
    (tarfile.LNKTYPE, "lib-1.0/lib/button.py"),
    (tarfile.FIFOTYPE, ""),
    (tarfile.CHRTYPE, ""),
    (tarfile.BLKTYPE, ""),
]


@pytest.mark.parametrize(("kind", "to"), LINKS)
def test_members_of_a_tar_file_that_are_no_files(build, kit, tar_kind, kind, to):
    info = tarfile.TarInfo("lib-1.0/lib/link.py")
    info.type, info.linkname = kind, to
    tree = open_target(build(tar_kind, extra=[(info, b"")]))
    assert list(tree.files) == sorted(kit.library)
    (problem,) = tree.problems
    assert problem.file == "lib/link.py"
    assert ("link" if to else "not a plain file") in problem.message


@pytest.mark.parametrize(("mode", "what"), [(0o120777, "a link"), (0o010644, "not a plain file")])
def test_members_of_a_zip_file_that_are_no_files(build, kit, zip_kind, mode, what):
    info = zipfile.ZipInfo(build.inside(zip_kind, "lib/link.py"))
    info.external_attr = mode << 16
    tree = open_target(build(zip_kind, extra=[(info, b"../../outside.py")]))
    assert list(tree.files) == sorted(kit.library)
    (problem,) = tree.problems
    assert (problem.file, what in problem.message) == ("lib/link.py", True)


def test_links_that_matter_to_nobody_are_no_problem(build, kit, tar_kind):
    info = tarfile.TarInfo("lib-1.0/demo/app.py")
    info.type, info.linkname = tarfile.SYMTYPE, "/etc/hostname"
    assert open_target(build(tar_kind, extra=[(info, b"")])).problems == []


@pytest.mark.parametrize("kept", [0, 1, 20, 100, 0.3, 0.6, 0.9, 0.999])
def test_cut_short(build, archive_kind, kept, one_line):
    target = Path(build(archive_kind))
    data = target.read_bytes()
    target.write_bytes(data[: kept if isinstance(kept, int) else int(len(data) * kept)])
    assert "damaged" in refused(str(target), one_line)


@pytest.mark.parametrize(
    "data", [b"", b"hello\n", b"PK\x03\x04", b"\x1f\x8b", b"BZh9", b"\0" * 999]
)
def test_no_archive_at_all(build, archive_kind, data, one_line):
    target = build.path(archive_kind)
    Path(target).write_bytes(data)
    assert "damaged" in refused(target, one_line)


def test_a_checksum_that_is_wrong(build, kit, tmp_path, one_line):
    data = bytearray(kit.packed("tar.gz", kit.tar_bytes([("lib-1.0/lib/__init__.py", b"")])))
    data[-8] ^= 1
    (tmp_path / "lib-1.0.tar.gz").write_bytes(data)
    assert "damaged" in refused(str(tmp_path / "lib-1.0.tar.gz"), one_line)


def test_a_tar_file_cut_short_before_it_was_compressed(build, kit, tar_kind, one_line):
    whole = kit.tar_bytes([("lib-1.0/lib/__init__.py", b""), ("lib-1.0/lib/a.py", b"x" * 2000)])
    # In a header, in a member, and in the padding of one.
    for length in (700, 1400, 1024 + 512 + 1900, 1024 + 2000 + 20):
        Path(build.path(tar_kind)).write_bytes(kit.packed(tar_kind, whole[:length]))
        assert "damaged" in refused(build.path(tar_kind), one_line)


def test_something_after_the_end_of_a_tar_file(build, kit, tar_kind, one_line):
    whole = kit.tar_bytes([("lib-1.0/lib/__init__.py", b"")])
    Path(build.path(tar_kind)).write_bytes(kit.packed(tar_kind, whole + whole))
    assert "follows its end" in refused(build.path(tar_kind), one_line)


def test_a_header_in_the_middle_of_a_tar_file_that_is_damaged(build, kit, tar_kind, one_line):
    whole = bytearray(
        kit.tar_bytes([("lib-1.0/lib/__init__.py", b""), ("lib-1.0/lib/a.py", b"x" * 9)])
    )
    whole[512 + 150] ^= 1  # the checksum of the second header
    Path(build.path(tar_kind)).write_bytes(kit.packed(tar_kind, bytes(whole)))
    assert "damaged" in refused(build.path(tar_kind), one_line)


@pytest.mark.parametrize("size", [-512, -1024, -(2**40)])
def test_a_negative_size_in_a_tar_file_makes_no_loop(build, kit, tar_kind, size, one_line):
    whole = bytearray(kit.tar_bytes([("lib-1.0/lib/__init__.py", b""), ("lib-1.0/lib/a.py", b"")]))
    header = whole[512:1024]
    header[124:136] = (256**12 + size).to_bytes(12, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    whole[512:1024] = header
    Path(build.path(tar_kind)).write_bytes(kit.packed(tar_kind, bytes(whole)))
    refused(build.path(tar_kind), one_line)


def test_a_tar_header_of_any_size_is_not_taken_into_memory(build, tar_kind, monkeypatch, one_line):
    monkeypatch.setattr("faceplate.source.tars.CHUNK_BYTES", 1024 * 1024)
    info = tarfile.TarInfo("lib-1.0/lib/more.py")
    info.pax_headers = {"comment": "x" * (2 * 1024 * 1024)}
    assert "header over 1 MiB" in refused(build(tar_kind, extra=[(info, b"")]), one_line)


def test_a_sparse_member_is_left_out(build, kit, tar_kind):
    info = tarfile.TarInfo("lib-1.0/lib/sparse.py")
    info.pax_headers = {"GNU.sparse.map": "0,1", "GNU.sparse.size": str(2**40)}
    tree = open_target(build(tar_kind, extra=[(info, b"x")]))
    assert list(tree.files) == sorted(kit.library)
    assert "not a plain file" in tree.problems[0].message


def test_a_tar_file_that_expands_too_far(build, tar_kind, monkeypatch, one_line):
    monkeypatch.setattr("faceplate.source.limits.EXPANSION_FLOOR", 1024 * 1024)
    bomb = [("lib-1.0/data.bin", b"\0" * 4 * 1024 * 1024)]
    assert "expands to more than 1 MiB" in refused(build(tar_kind, extra=bomb), one_line)


def test_source_in_a_tar_file_is_kept_up_to_a_limit(build, kit, tar_kind, monkeypatch):
    monkeypatch.setattr("faceplate.source.tars.TOTAL_BYTES", 100)
    tree = open_target(build(tar_kind, {**kit.library, "lib/tests/big.py": b"#" * 200}))
    with pytest.raises(Unreadable, match="is not read: the archive holds more"):
        tree.read("lib/tests/big.py")
    assert tree.digest("lib/button.py")


def test_a_zip_file_that_expands_too_far(build, kit, zip_kind, monkeypatch):
    monkeypatch.setattr("faceplate.source.limits.EXPANSION_FLOOR", 1024 * 1024)
    bombs = {f"lib/z{number}.py": b"#" * 400_000 for number in range(9)}
    tree = open_target(build(zip_kind, {**kit.library, **bombs}))
    unread = [path for path in tree.files if tree.digest(path) is None]
    assert unread == [f"lib/z{number}.py" for number in range(2, 9)]
    with pytest.raises(Unreadable, match="expands to more than 1 MiB"):
        tree.read(unread[0])


def test_damaged_members_count_as_expanded(build, kit, zip_kind, monkeypatch):
    monkeypatch.setattr("faceplate.source.limits.EXPANSION_FLOOR", 1024 * 1024)
    bombs = {f"lib/z{number}.py": b"#" * 400_000 for number in range(9)}
    target = Path(build(zip_kind, {**kit.library, **bombs}))
    data = target.read_bytes()
    for number in range(9):
        name = build.inside(zip_kind, f"lib/z{number}.py")
        data = patched(data, name, crc=1)
    target.write_bytes(data)
    tree = open_target(str(target))
    reasons = []
    for number in range(9):
        with pytest.raises(Unreadable) as caught:
            tree.read(f"lib/z{number}.py")
        reasons.append("damaged" in str(caught.value))
    assert reasons == [True, True] + [False] * 7


def test_what_is_not_source_is_not_expanded(build, kit, zip_kind, monkeypatch):
    monkeypatch.setattr("faceplate.source.limits.EXPANSION_FLOOR", 1024 * 1024)
    extra = [(build.inside(zip_kind, "lib/model.bin"), b"\0" * 4 * 1024 * 1024)]
    tree = open_target(build(zip_kind, extra=extra))
    assert all(tree.digest(path) for path in tree.files)


def test_too_many_members(build, archive_kind, monkeypatch, one_line):
    monkeypatch.setattr("faceplate.source.archive.ENTRIES", 20)
    many = [(f"x{number}.txt", b"") for number in range(20)]
    assert "more than 20 members" in refused(build(archive_kind, extra=many), one_line)


def test_a_zip_directory_of_any_size_is_not_taken_into_memory(
    build, zip_kind, monkeypatch, one_line
):
    monkeypatch.setattr("faceplate.source.zips.CHUNK_BYTES", 1024 * 1024)
    many = [(f"{number}-{'x' * 60_000}", b"") for number in range(20)]
    assert "directory is over 1 MiB" in refused(build(zip_kind, extra=many), one_line)


def patched(
    data: bytes, name: str, *, size: int | None = None, flags: int = 0, crc: int = 0
) -> bytes:
    """Changes what a zip file states of a member, in both places that state it."""
    changed = bytearray(data)
    encoded = name.encode()
    for signature, fixed, flags_at, crc_at, size_at in (
        (b"PK\x03\x04", 30, 6, 14, 22),
        (b"PK\x01\x02", 46, 8, 16, 24),
    ):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            if data[start + fixed : start + fixed + len(encoded)] == encoded:
                changed[start + flags_at] |= flags
                changed[start + crc_at] ^= crc
                if size is not None:
                    struct.pack_into("<I", changed, start + size_at, size)
    assert bytes(changed) != data
    return bytes(changed)


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        ({"size": 3}, "damaged"),
        ({"size": 0}, "damaged"),
        ({"size": 4_000_000}, "damaged"),
        ({"size": 2**31}, "larger than 8 MiB"),
        ({"crc": 1}, "damaged"),
        ({"flags": 1}, "is encrypted in the archive"),
    ],
)
def test_a_zip_file_that_lies_about_a_member(build, zip_kind, lie, reason):
    target = Path(build(zip_kind))
    name = build.inside(zip_kind, "lib/inner/deep.py")
    target.write_bytes(patched(target.read_bytes(), name, **lie))
    tree = open_target(str(target))
    with pytest.raises(Unreadable, match=reason):
        tree.read("lib/inner/deep.py")
    assert tree.digest("lib/button.py")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_compressions_that_expand_unbounded_are_not_read(build, kit, method):
    members = [("lib/__init__.py", b"")]
    data = kit.zip_bytes([*members, ("lib/bomb.py", b"#" * 9_000_000)], method)
    Path(build.path("wheel")).write_bytes(data)
    tree = open_target(build.path("wheel"))
    with pytest.raises(Unreadable, match="compressed in a way"):
        tree.read("lib/bomb.py")


def test_damaged_bytes_of_one_member_leave_the_others(build, kit):
    members = [(name, data) for name, data in kit.library.items()]
    data = kit.zip_bytes(members, zipfile.ZIP_STORED).replace(b"DEEP = 1", b"DEEP = 2")
    Path(build.path("wheel")).write_bytes(data)
    tree = open_target(build.path("wheel"))
    with pytest.raises(Unreadable, match="damaged"):
        tree.read("lib/inner/deep.py")
    assert tree.digest("lib/button.py")


def test_an_archive_that_may_not_be_read(build, archive_kind, monkeypatch, one_line):
    target = build(archive_kind)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # The tests may run as somebody who may read everything.
    monkeypatch.setattr("io.FileIO", denied)
    monkeypatch.setattr("gzip.open", denied)
    monkeypatch.setattr("bz2.open", denied)
    assert "Permission denied" in refused(target, one_line)


@pytest.mark.parametrize("seed", range(8))
def test_random_damage_ends_in_one_line_or_a_tree(build, kit, archive_kind, seed, one_line):
    chance = random.Random(f"{archive_kind} {seed}")
    target = Path(build(archive_kind))
    whole = target.read_bytes()
    plain = gzip.decompress(whole) if archive_kind in ("tar.gz", "tgz") else whole
    for _ in range(25):
        data = bytearray(plain)
        for _ in range(chance.choice((1, 1, 3, 9))):
            place = chance.randrange(len(data) or 1)
            if chance.random() < 0.7 and data:
                data[place] = chance.choice((0, 255, chance.randrange(256)))
            else:
                del data[place : place + chance.randrange(1, 600)]
        is_plain = plain is not whole
        target.write_bytes(gzip.compress(bytes(data), 1) if is_plain else bytes(data))
        try:
            tree = open_target(str(target))
        except UsageError as error:
            one_line(str(error))
        else:
            tree.fingerprint()
            for problem in tree.problems:
                one_line(str(problem))
