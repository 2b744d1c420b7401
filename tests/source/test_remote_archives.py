"""Archives that are read on their host, part by part; and hosts that lie about the parts."""

from __future__ import annotations

import base64
import hashlib
import random
import struct
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from faceplate.errors import UsageError
from faceplate.source import fetching, open_target, remote
from faceplate.source.releases import ReleaseOpener
from faceplate.source.tree import Unreadable
from source.indexes import Index, part, served

BALLAST = random.Random(1).randbytes(400_000)
"""What a browser would need of the wheel; it does not compress."""


def wheel(kit: Any, version: str, files: dict[str, bytes]) -> bytes:
    """A wheel with its RECORD, the ballast between its modules."""
    folder = f"lib-{version}.dist-info"
    members = []
    for number, (name, content) in enumerate(files.items()):
        members += [(name, content), (f"lib/static/{number}.js", BALLAST)]
    members.append((f"{folder}/METADATA", f"Name: lib\nVersion: {version}\n".encode()))
    lines = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode()},1"
        for name, content in members
    ]
    return kit.zip_bytes([*members, (f"{folder}/RECORD", "\n".join(lines).encode())])


@pytest.fixture
def index(only: Callable[..., None]) -> Iterator[Index]:
    with served(Index()) as running:
        running.ranges = True
        only(PIP_INDEX_URL=f"{running.address}/simple")
        yield running


@pytest.fixture
def opener() -> Iterator[ReleaseOpener]:
    opener = ReleaseOpener("lib")
    yield opener
    opener.close()


def trees(opener: ReleaseOpener) -> list[Any]:
    return [opener.open(candidate) for candidate in fetching.releases("lib")]


def fetched(index: Index) -> list[str]:
    return [headers["Range"] for path, headers in index.seen if "Range" in headers]


def test_a_release_is_what_its_file_is_and_only_its_source_is_fetched(index, opener, kit, tmp_path):
    files = {"lib/__init__.py": b"A = 1\n", "lib/knobs.py": b"B = 2\n" * 9000, "lib/x.pyi": b""}
    content = wheel(kit, "1.0", files)
    index.add("lib-1.0-py3-none-any.whl", content)
    tree = trees(opener)[0]
    whole = tmp_path / "lib-1.0-py3-none-any.whl"
    whole.write_bytes(content)
    assert tree.fingerprint() == open_target(str(whole)).fingerprint()
    assert (tree.version, {name: tree.read(name) for name in tree.files}) == ("1.0", files)
    assert opener.fetched < 300_000 < len(content)
    assert sum("Range" not in headers for path, headers in index.seen if ".whl" in path) == 0


def test_what_the_release_before_had_is_not_fetched_again(index, opener, kit):
    noise = random.Random(2).randbytes(90_000).hex().encode()
    files = {"lib/__init__.py": b"A = 1\n", "lib/large.py": b"# " + noise}
    for version in ("1.0", "1.1"):
        files["lib/__init__.py"] = f"A = '{version}'\n".encode()
        index.add(f"lib-{version}-py3-none-any.whl", wheel(kit, version, files))
    first, second = fetching.releases("lib")
    opener.open(first)
    once = opener.fetched
    tree = opener.open(second)
    assert opener.fetched - once < once - 80_000
    assert tree.read("lib/large.py") == files["lib/large.py"]
    assert tree.read("lib/__init__.py") == b"A = '1.1'\n"


def test_a_record_that_lies_does_not_hide_a_change(index, opener, kit):
    index.add("lib-1.0-py3-none-any.whl", wheel(kit, "1.0", {"lib/__init__.py": b"A = 1\n"}))
    old = base64.urlsafe_b64encode(hashlib.sha256(b"A = 1\n").digest()).decode()
    members = [
        ("lib/__init__.py", b"A = 2\n"),
        ("lib-1.1.dist-info/METADATA", b"Name: lib\nVersion: 1.1\n"),
        ("lib-1.1.dist-info/RECORD", f"lib/__init__.py,sha256={old},6".encode()),
    ]
    index.add("lib-1.1-py3-none-any.whl", kit.zip_bytes(members))
    assert trees(opener)[1].read("lib/__init__.py") == b"A = 2\n"


def test_a_host_that_gives_files_whole_only(index, opener, kit):
    index.ranges = False
    index.add("lib-1.0-py3-none-any.whl", wheel(kit, "1.0", {"lib/__init__.py": b"A = 1\n"}))
    assert trees(opener)[0].read("lib/__init__.py") == b"A = 1\n"


def test_an_sdist_is_fetched_whole(index, opener, build):
    with open(build("tar.gz"), "rb") as stream:
        index.add("lib-1.0.tar.gz", stream.read())
    assert "lib/button.py" in trees(opener)[0].files
    assert fetched(index) == []


def shifted(content: bytes, asked: str) -> tuple[int, dict[str, str], bytes]:
    """Another part than the one that was asked for, under its name."""
    status, stated, piece = part(content, asked)
    return status, stated, piece[1:] + b"?"


def elsewhere(content: bytes, asked: str) -> tuple[int, dict[str, str], bytes]:
    return 206, {"Content-Range": f"bytes 0-9/{len(content)}"}, content[:10]


def short(content: bytes, asked: str) -> tuple[int, dict[str, str], bytes]:
    status, stated, piece = part(content, asked)
    return status, stated, piece[:-1]


def long(content: bytes, asked: str) -> tuple[int, dict[str, str], bytes]:
    status, stated, piece = part(content, asked)
    return status, stated, piece + b"?" * 70_000


def growing() -> Callable[[bytes, str], tuple[int, dict[str, str], bytes]]:
    """A file that is larger at each question."""
    sizes = iter(range(0, 10_000_000, 10))

    def answer(content: bytes, asked: str) -> tuple[int, dict[str, str], bytes]:
        return part(content + bytes(next(sizes)), asked)

    return answer


def endless(content: bytes, asked: str) -> tuple[int, dict[str, str], bytes]:
    """A file of a size that no file has."""
    status, _, piece = part(content, asked)
    return status, {"Content-Range": f"bytes 0-{len(piece) - 1}/{10**15}"}, piece


@pytest.mark.parametrize("lie", [shifted, elsewhere, short, long, growing(), endless])
def test_a_host_that_lies_about_parts_is_believed_nothing_wrong(
    index, opener, kit, lie, monkeypatch
):
    files = {"lib/__init__.py": b"A = 1\n", "lib/knobs.py": b"B = 2\n"}
    content = wheel(kit, "1.0", files)
    index.add("lib-1.0-py3-none-any.whl", content)
    usual = index.answer

    def answer(path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        return lie(content, headers["Range"]) if "Range" in headers else usual(path, headers)

    monkeypatch.setattr(index, "answer", answer)
    try:
        tree = trees(opener)[0]
        contents = {name: tree.read(name) for name in tree.files}
    except (UsageError, Unreadable) as error:
        assert "\n" not in str(error)
    else:
        assert contents == files


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://elsewhere.example/x", "/files/lib-1.0"]
)
def test_redirects_lead_nowhere_else(index, opener, kit, to):
    name = "lib-1.0-py3-none-any.whl"
    index.add(name, wheel(kit, "1.0", {"lib/__init__.py": b""}))
    index.answers[f"/files/{name}"] = 302, {"Location": to}, b""
    index.answers["/files/lib-1.0"] = 302, {"Location": f"/files/{name}"}, b""
    with pytest.raises(UsageError, match="leads"):
        trees(opener)


def test_a_redirect_to_the_file_is_followed_for_each_part(index, opener, kit):
    name = "lib-1.0-py3-none-any.whl"
    index.add(name, wheel(kit, "1.0", {"lib/__init__.py": b"A = 1\n"}))
    index.contents["/files/moved"] = index.contents[f"/files/{name}"]
    index.answers[f"/files/{name}"] = 302, {"Location": "/files/moved"}, b""
    assert trees(opener)[0].read("lib/__init__.py") == b"A = 1\n"


def test_members_that_lead_elsewhere_are_left_out(index, opener, kit):
    members = [
        ("lib/__init__.py", b""),
        ("../lib/evil.py", b"A = 1\n"),
        ("/lib/evil.py", b"A = 1\n"),
        ("lib-1.0.dist-info/METADATA", b"Name: lib\nVersion: 1.0\n"),
    ]
    index.add("lib-1.0-py3-none-any.whl", kit.zip_bytes(members))
    tree = trees(opener)[0]
    assert list(tree.files) == ["lib/__init__.py"]
    assert len(tree.problems) == 2


def test_many_small_parts_end_in_one_download(index, opener, kit, monkeypatch):
    monkeypatch.setattr(remote, "PARTS", 3)
    files = {f"lib/m{number}.py": b"A = 1\n" for number in range(9)} | {"lib/__init__.py": b""}
    index.add("lib-1.0-py3-none-any.whl", wheel(kit, "1.0", files))
    tree = trees(opener)[0]
    assert {name: tree.read(name) for name in tree.files} == files
    assert len(fetched(index)) <= 3


@pytest.mark.parametrize("seed", range(12))
def test_damage_anywhere_ends_in_one_line_or_a_tree(index, opener, kit, seed):
    chance = random.Random(seed)
    content = bytearray(wheel(kit, "1.0", {"lib/__init__.py": b"A = 1\n"}))
    end = len(content) - 22
    for _ in range(4):
        content[chance.randrange(struct.unpack_from("<I", content, end + 16)[0], len(content))] = (
            chance.randrange(256)
        )
    index.add("lib-1.0-py3-none-any.whl", bytes(content))
    try:
        tree = trees(opener)[0]
    except UsageError as error:
        assert "\n" not in str(error)
    else:
        assert len(tree.files) == 1
