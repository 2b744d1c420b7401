"""Releases, fetched from an index that runs in the test; nothing leaves the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from faceplate.cache.folder import cache_folder
from faceplate.errors import UsageError
from faceplate.source import open_target
from source.indexes import Index, served

LISTED = "lib-1.0-py3-none-any.whl"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture(params=["json", "html"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def index(form: str, only: Callable[..., None]) -> Iterator[Index]:
    """An index that is the only one that is configured."""
    with served(Index(form)) as running:
        only(PIP_INDEX_URL=f"{running.address}/simple")
        yield running


@pytest.fixture
def wheel(build: Any) -> Callable[..., bytes]:
    """Makes a wheel, of a version and with files."""

    def make(version: str = "1.0", files: dict[str, bytes] | None = None) -> bytes:
        stated = f"Metadata-Version: 2.1\nName: lib\nVersion: {version}\n".encode()
        kit = {"lib/__init__.py": b"VERSION = 0\n"} if files is None else files
        members = [*kit.items(), (f"lib-{version}.dist-info/METADATA", stated)]
        return Path(build.archive("wheel", members)).read_bytes()

    return make


def left(cache: Path) -> list[str]:
    return sorted(str(path.relative_to(cache)) for path in cache.rglob("*") if path.is_file())


def opened(cache: Path, release: str = "lib==1.0") -> Any:
    return open_target(release, cache_folder=str(cache))


def refusal(cache: Path, release: str = "lib==1.0") -> str:
    with pytest.raises(UsageError) as caught:
        opened(cache, release)
    message = str(caught.value)
    assert message.startswith(f"{release}: ")
    assert len(message.splitlines()) == 1
    assert len(message) < 1000
    downloads = cache / "downloads"
    assert not downloads.exists() or list(downloads.iterdir()) == []
    return message


class TestFetching:
    def test_a_release_is_fetched_and_read(self, index, cache, wheel, capfd):
        index.add(LISTED, wheel())
        tree = opened(cache)
        assert (tree.name, tree.version, tree.location) == ("lib", "1.0", "lib==1.0")
        assert list(tree.files) == ["lib/__init__.py"]
        assert tree.notes == []
        assert index.asked == ["/simple/lib/", f"/files/{LISTED}"]
        assert left(cache) == [f"downloads/lib-1.0/{LISTED}"]
        assert capfd.readouterr() == ("", "")

    @pytest.mark.parametrize("again", ["lib==1.0", "Lib==1.0", "LIB == 1.0 "])
    def test_what_is_there_is_not_fetched_again(self, index, cache, wheel, again):
        index.add(LISTED, wheel())
        opened(cache)
        assert opened(cache, again).version == "1.0"
        assert len(index.asked) == 2

    def test_the_usual_cache_is_used(self, index, cache, wheel):
        index.add(LISTED, wheel())
        open_target("lib==1.0")
        assert left(cache) == [f"downloads/lib-1.0/{LISTED}"]

    def test_what_is_there_is_read_without_what_fetches(self, index, cache, wheel):
        index.add(LISTED, wheel())
        opened(cache)
        loaded = subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys\n"
                "from faceplate.source import open_target\n"
                f"open_target('lib==1.0', cache_folder={str(cache)!r})\n"
                "print(*sys.modules)",
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        assert "faceplate.source.release" in loaded
        for module in ("fetching", "index", "transport", "settings", "candidates"):
            assert f"faceplate.source.{module}" not in loaded
        assert not {"httpx", "packaging", "subprocess"} & {
            name.partition(".")[0] for name in loaded
        }

    @pytest.mark.parametrize("project", ["My.Lib", "my_lib", "MY-LIB", "my--lib"])
    def test_the_index_is_asked_for_the_normal_name(self, index, cache, wheel, project):
        files = {"my_lib/__init__.py": b""}
        index.add("my_lib-1.0-py3-none-any.whl", wheel(files=files))
        assert opened(cache, f"{project}==1.0").name == "my_lib"
        assert index.asked[0] == "/simple/my-lib/"

    @pytest.mark.parametrize("spelled", ["1.0", "1", "1.0.0", "v1.0"])
    def test_versions_are_equal_as_python_says(self, index, cache, wheel, spelled):
        index.add(LISTED, wheel())
        assert opened(cache, f"lib=={spelled}").version == "1.0"

    @pytest.mark.parametrize("version", ["1!2.0", "1.0+cu118", "1.0rc1", "1.0.post1", "2024.1"])
    def test_versions_of_all_forms(self, index, cache, wheel, version):
        index.add(f"lib-{version}-py3-none-any.whl", wheel(version))
        assert opened(cache, f"lib=={version}").version == version

    def test_where_no_wheel_is_an_sdist_is_read_and_not_built(self, index, cache, build):
        setup = b"raise SystemExit('this was run')\n"
        files = {"lib/__init__.py": b"", "setup.py": setup}
        index.add("lib-1.0.tar.gz", Path(build("tar.gz", files)).read_bytes())
        tree = opened(cache)
        assert (tree.name, tree.version) == ("lib", "1.0")
        assert opened(cache).fingerprint() == tree.fingerprint()

    def test_two_at_once_end_with_one_file(self, index, cache, wheel):
        """Another process finishes while this one downloads."""
        index.add(LISTED, wheel())
        (cache / "downloads" / "lib-1.0").mkdir(parents=True)
        assert opened(cache).version == "1.0"
        assert left(cache) == [f"downloads/lib-1.0/{LISTED}"]

    def test_a_cache_that_cannot_be_written(self, index, tmp_path, wheel, one_line):
        index.add(LISTED, wheel())
        (tmp_path / "file").write_text("")
        with pytest.raises(UsageError, match="FACEPLATE_CACHE") as caught:
            open_target("lib==1.0", cache_folder=str(tmp_path / "file"))
        one_line(str(caught.value))

    @pytest.mark.parametrize("shown", [True, False])
    def test_progress_shows_on_a_terminal_only(
        self, index, cache, wheel, monkeypatch, capsys, shown
    ):
        index.add(LISTED, wheel())
        monkeypatch.setattr(sys.stderr, "isatty", lambda: shown, raising=False)
        opened(cache)
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err == ("faceplate: fetching lib==1.0\n" if shown else "")

    def test_a_file_of_that_name_comes_first(self, index, build, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        build.folder("project", {"lib/__init__.py": b""}, name="lib==1.0")
        assert open_target("lib==1.0").location == "lib==1.0"
        assert index.asked == []


# For any platform, for this one, for another one, and to be built.
KINDS = (
    LISTED,
    f"lib-1.0-cp{sys.version_info[0]}{sys.version_info[1]}-none-THIS.whl",
    "lib-1.0-cp27-cp27m-win32.whl",
    "lib-1.0.tar.gz",
)


class TestChoice:
    """Which of several files is read."""

    @pytest.mark.parametrize("count", range(4))
    def test_the_order_of_kinds(self, index, cache, wheel, build, count):
        from packaging.tags import platform_tags

        this = next(iter(platform_tags()))
        names = [name.replace("THIS", this) for name in KINDS[count:]]
        sdist = Path(build("tar.gz")).read_bytes()
        for name in reversed(names):
            index.add(name, wheel() if name.endswith(".whl") else sdist)
        opened(cache)
        assert left(cache) == [f"downloads/lib-1.0/{names[0]}"]

    def test_of_two_for_any_platform_the_one_for_this_python(self, index, cache, wheel):
        for tag in ("py2", "py3"):
            index.add(f"lib-1.0-{tag}-none-any.whl", wheel())
        opened(cache)
        assert left(cache) == [f"downloads/lib-1.0/{LISTED}"]

    def test_a_file_that_was_withdrawn_is_read_where_it_is_asked_for(self, index, cache, wheel):
        index.add(LISTED, wheel(), yanked="broken <b>\x1b[31m")
        for _ in range(2):  # the second time from the cache
            (note,) = opened(cache).notes
            assert note.startswith("lib 1.0 was withdrawn by its makers (yanked): broken")
            assert "\x1b" not in note

    def test_a_release_for_another_python_is_read_all_the_same(self, index, cache, wheel):
        index.add(LISTED, wheel(), **{"requires-python": ">=99"})
        (note,) = opened(cache).notes
        assert note == (
            "lib 1.0 is made for Python >=99, not for this one; it is read all the same, as "
            "nothing of it is run"
        )

    @pytest.mark.parametrize("python", [">=3", "", "nonsense"])
    def test_a_release_for_this_python_needs_no_word(self, index, cache, wheel, python):
        index.add(LISTED, wheel(), **{"requires-python": python})
        assert opened(cache).notes == []


class TestRefusals:
    def test_no_such_distribution(self, index, cache):
        assert refusal(cache) == (
            f"lib==1.0: no distribution of that name on {index.address}/simple"
        )

    def test_no_such_release(self, index, cache, wheel):
        for version in ("0.8", "0.9", "1.1", "2.0", "3.0", "4.0", "5.0"):
            index.add(f"lib-{version}-py3-none-any.whl", wheel(version))
        assert refusal(cache) == (
            f"lib==1.0: no such release on {index.address}/simple; "
            "there are 5.0, 4.0, 3.0, 1.1, 0.9 and 2 more"
        )

    @pytest.mark.parametrize("file", ["lib-1.0.exe", "lib-1.0-py3.6.egg", "lib-1.0.tar.lzma"])
    def test_no_file_that_can_be_read(self, index, cache, file):
        index.add(file, b"")
        assert f"only files that are not read ({file}) on" in refusal(cache)

    def test_files_of_another_project_are_not_taken(self, index, cache, wheel):
        index.add("other-1.0-py3-none-any.whl", wheel(), project="lib")
        assert "only files that are not read" in refusal(cache)

    def test_a_wrong_hash(self, index, cache, wheel):
        index.add(LISTED, wheel(), hashes={"sha256": "0" * 64})
        message = refusal(cache)
        assert "is not the file that the index lists: its sha256 differs" in message

    def test_the_strongest_hash_counts(self, index, cache, wheel):
        import hashlib

        content = wheel()
        good = hashlib.md5(content).hexdigest()
        index.form = "json"
        index.add(LISTED, content, hashes={"md5": good, "sha256": "0" * 64})
        assert "its sha256 differs" in refusal(cache)

    def test_a_file_that_is_listed_and_not_there(self, index, cache, wheel):
        index.add(LISTED, wheel())
        del index.contents[f"/files/{LISTED}"]
        assert "is listed, and is not there" in refusal(cache)

    @pytest.mark.parametrize("path", ["/simple/lib/", f"/files/{LISTED}"])
    @pytest.mark.parametrize("status", [500, 502, 503, 429])
    def test_an_index_that_fails(self, index, cache, wheel, path, status):
        index.add(LISTED, wheel())
        index.answers[path] = (status, {}, b"<html>\x1b[31m")
        assert f"answers {status}; try again later" in refusal(cache)

    @pytest.mark.parametrize("status", [401, 403])
    @pytest.mark.parametrize("path", ["/simple/lib/", f"/files/{LISTED}"])
    def test_an_index_that_wants_to_know_who_asks(self, index, cache, wheel, path, status):
        index.add(LISTED, wheel())
        index.answers[path] = (status, {}, b"")
        message = refusal(cache)
        assert f"wants a user and a password ({status}); state them in" in message

    def test_nobody_is_there(self, index, cache, only):
        import socket

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        only(PIP_INDEX_URL=f"http://127.0.0.1:{port}/simple")
        message = refusal(cache)
        assert message.startswith(f"lib==1.0: 127.0.0.1:{port} cannot be reached (")

    def test_somebody_is_there_and_says_nothing(self, index, cache, only):
        import socket

        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            port = silent.getsockname()[1]
            only(PIP_INDEX_URL=f"http://127.0.0.1:{port}/simple", PIP_TIMEOUT="0.2")
            message = refusal(cache)
        assert "cannot be reached (no answer in time)" in message

    @pytest.mark.parametrize("variable", ["FACEPLATE_OFFLINE", "UV_OFFLINE"])
    def test_offline(self, index, cache, wheel, monkeypatch, variable):
        index.add(LISTED, wheel())
        monkeypatch.setenv(variable, "1")
        assert "forbids the network; fetch it once without that" in refusal(cache)
        assert index.asked == []
        monkeypatch.delenv(variable)
        opened(cache)
        monkeypatch.setenv(variable, "1")
        assert opened(cache).version == "1.0"

    def test_no_index(self, index, cache, wheel, monkeypatch):
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        assert "no index may be asked" in refusal(cache)
        assert index.asked == []

    @pytest.mark.parametrize(
        ("kind", "content"),
        [
            ("application/vnd.pypi.simple.v1+json", b"{"),
            ("application/vnd.pypi.simple.v1+json", b"[]"),
            ("application/vnd.pypi.simple.v1+json", b'{"files": [1]}'),
            ("application/vnd.pypi.simple.v1+json", b'{"files": [{"filename": "x"}]}'),
            ("application/vnd.pypi.simple.v1+json", b"[" * 100_000),
            ("image/png", b"\x89PNG"),
        ],
    )
    def test_an_answer_of_no_index(self, index, cache, kind, content):
        index.answers["/simple/lib/"] = (200, {"Content-Type": kind}, content)
        assert "is not an index" in refusal(cache)

    def test_a_page_that_does_not_end(self, index, cache, monkeypatch):
        monkeypatch.setattr("faceplate.source.transport.PAGE_BYTES", 1024)
        index.answers["/simple/lib/"] = (200, {"Content-Type": "text/html"}, b"x" * 4096)
        assert "gives more than" in refusal(cache)

    def test_a_file_that_does_not_end(self, index, cache, wheel, monkeypatch):
        monkeypatch.setattr("faceplate.source.transport.DOWNLOAD_BYTES", 1024)
        index.add(LISTED, wheel(files={"lib/__init__.py": os.urandom(4096)}))
        assert "gives more than" in refusal(cache)

    def test_a_file_that_ends_too_soon(self, index, cache, wheel):
        content = wheel()
        index.add(LISTED, content)
        index.answers[f"/files/{LISTED}"] = (
            200,
            {"Content-Length": str(len(content))},
            content[:-1],
        )
        index.projects["lib"][0]["hashes"] = {}
        assert "cannot be reached" in refusal(cache)

    def test_a_damaged_wheel(self, index, cache, one_line):
        index.add(LISTED, b"PK")
        with pytest.raises(UsageError, match=r"lib==1\.0: damaged") as caught:
            opened(cache)
        one_line(str(caught.value))

    @pytest.mark.parametrize(
        "text",
        [
            "--index-url=https://example.org==1.0",
            "-r requirements.txt==1.0",
            "-lib==1.0",
            "lib==",
            "==1.0",
            "==",
            "lib===1.0",
            "lib==1.0 --pre",
            "lib==1.0; import os",
            "lib==1.0,<2",
            "lib==1.0\n--pre",
            "li\nb==1.0",
            "lib @ file:///x==1.0",
            "lib[extra]==1.0",
            "lib==1.*",
            "lib==-1",
            "lib==1.0-",
            "lib==..",
            "..==1.0",
            "lib==1.0\\..",
            "lib==\u0661.0",
            "l\u0131b==1.0",
            "lib==" + "1" * 200,
            "lib==1.0\x1b[2J",
            "$(touch x)==1.0",
            "lib==1.0#sha256=0",
            "git+https://x/y==1.0",
            "./lib==1.0",
            "a/../b==1",
        ],
    )
    def test_only_a_name_and_a_version_are_asked_for(self, index, cache, text, one_line):
        with pytest.raises(UsageError) as caught:
            opened(cache, text)
        assert index.asked == []
        assert not cache.exists()
        one_line(str(caught.value))

    def test_what_is_no_version(self, index, cache):
        assert "is not a version" in refusal(cache, "lib==1.0.x.y")


class TestRedirects:
    def test_they_are_followed(self, index, cache, wheel):
        index.add(LISTED, wheel())
        index.answers["/old/lib/"] = (302, {"Location": "/simple/lib/"}, b"")
        index.answers["/simple/lib/"] = index.answer("/simple/lib/", {})
        index.answers[f"/files/{LISTED}"] = (301, {"Location": "/elsewhere"}, b"")
        index.contents["/elsewhere"] = index.contents[f"/files/{LISTED}"]
        assert opened(cache).version == "1.0"

    def test_a_circle(self, index, cache):
        index.answers["/simple/lib/"] = (302, {"Location": "/simple/lib/"}, b"")
        assert "leads from one address to the next" in refusal(cache)
        assert len(index.asked) < 30

    @pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/"])
    def test_only_to_the_web(self, index, cache, wheel, address):
        index.add(LISTED, wheel())
        index.answers[f"/files/{LISTED}"] = (302, {"Location": address}, b"")
        assert " leads to " in refusal(cache)

    def test_credentials_are_for_no_other_host(self, index, cache, wheel, only):
        with served(Index()) as other:
            other.contents["/there"] = wheel()
            index.user = ("me", "s3cret")
            index.add(LISTED, wheel())
            index.answers[f"/files/{LISTED}"] = (302, {"Location": f"{other.address}/there"}, b"")
            place = index.address.replace("://", "://me:s3cret@")
            only(PIP_INDEX_URL=f"{place}/simple")
            assert opened(cache).version == "1.0"
            ((_, headers),) = other.seen
        assert "Authorization" not in headers
        assert all("Authorization" in headers for _, headers in index.seen)


class TestCacheFolder:
    def test_the_environment_decides(self, monkeypatch, tmp_path):
        monkeypatch.setenv("FACEPLATE_CACHE", str(tmp_path))
        assert cache_folder() == str(tmp_path)
        monkeypatch.setenv("FACEPLATE_CACHE", "here")
        assert cache_folder() == os.path.abspath("here")
        monkeypatch.setenv("FACEPLATE_CACHE", "~/here")
        assert cache_folder() == os.path.expanduser("~/here")

    @pytest.mark.parametrize("value", [None, ""])
    def test_else_the_system_does(self, monkeypatch, value):
        if value is None:
            monkeypatch.delenv("FACEPLATE_CACHE")
        else:
            monkeypatch.setenv("FACEPLATE_CACHE", value)
        assert os.path.isabs(cache_folder())
        assert "faceplate" in cache_folder()
