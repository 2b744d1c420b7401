"""The packages that another stands on, for every kind of target alike."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from faceplate.cli.main import main
from faceplate.errors import UsageError
from faceplate.source import Tree, open_target
from faceplate.source.companions import companion
from source.indexes import Index, served

LINES = "Metadata-Version: 2.1\nName: lib\nVersion: 1.0\n"


def metadata(*requires: str) -> bytes:
    return (LINES + "".join(f"Requires-Dist: {line}\n" for line in requires)).encode()


@pytest.fixture
def wheel(kit: Any) -> Callable[..., bytes]:
    """Makes a wheel of a base library."""

    def make(version: str, files: dict[str, bytes] | None = None, name: str = "base") -> bytes:
        files = files or {f"{name}/__init__.py": version.encode()}
        stated = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
        return kit.zip_bytes([*files.items(), (f"{name}-{version}.dist-info/METADATA", stated)])

    return make


@pytest.fixture
def index(only: Callable[..., None], wheel: Callable[..., bytes]) -> Iterator[Index]:
    """An index with four releases of the base."""
    with served(Index()) as running:
        for version in ("1.0", "1.5", "2.0", "3.0rc1"):
            running.add(f"base-{version}-py3-none-any.whl", wheel(version))
        only(PIP_INDEX_URL=f"{running.address}/simple")
        yield running


PROJECTS = {
    "pyproject.toml": '[project]\nname = "lib"\nversion = "1.0"\ndependencies = [{listed}]\n',
    "setup.cfg": "[metadata]\nname = lib\nversion = 1.0\n[options]\ninstall_requires =\n{lines}\n",
    "setup.py": 'setup(name="lib", version="1.0", install_requires=[{listed}])\n',
}
"""Files that state what a project requires, where no build tool has written it down."""

KINDS = (
    *("wheel", "release", "tar.gz", "zip sdist", "project", "installed", "egg-info"),
    *PROJECTS,
    *(f"{file} in tar.gz" for file in PROJECTS),
)


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, build: Any, index: Index, tmp_path: Path) -> Any:
    """Opens a library of each kind, which requires what it is told to."""

    def make(*requires: str) -> Tree:
        kind, stated = str(request.param), metadata(*requires)
        files = {"lib/__init__.py": b"import base\n"}
        if kind in ("wheel", "release"):
            path = build.archive("wheel", [*files.items(), ("lib-1.0.dist-info/METADATA", stated)])
            if kind == "wheel":
                return open_target(path)
            index.add("lib-1.0-py3-none-any.whl", Path(path).read_bytes())
            return open_target("lib==1.0")
        file = kind.removesuffix(" in tar.gz")
        if file in PROJECTS:
            listed, lines = ", ".join(map(repr, requires)), "".join(f"  {r}\n" for r in requires)
            text = PROJECTS[file].format(listed=listed, lines=lines).encode()
            if kind == file:
                folder = build.folder("project", {**files, file: text})
                Path(folder, "PKG-INFO").unlink()
                return open_target(folder)
            members = [(f"lib-1.0/{name}", data) for name, data in files.items()]
            return open_target(build.archive("tar.gz", [*members, (f"lib-1.0/{file}", text)]))
        if kind in ("tar.gz", "zip sdist"):
            members = [(f"lib-1.0/{name}", data) for name, data in files.items()]
            return open_target(build.archive(kind, [*members, ("lib-1.0/PKG-INFO", stated)]))
        holder = tmp_path / "work"
        if kind == "project":
            build.folder("project", files)
            (holder / "PKG-INFO").write_bytes(stated)
            return open_target(str(holder))
        build.folder("package folder", files)
        if kind == "installed":
            (holder / "lib-1.0.dist-info").mkdir()
            (holder / "lib-1.0.dist-info" / "METADATA").write_bytes(stated)
            return open_target("lib", [str(holder)])
        record = holder / "lib-1.0-py3.11.egg-info"
        record.mkdir()
        (record / "PKG-INFO").write_bytes(metadata())
        plain = [line for line in requires if ";" not in line]
        marked = [
            f"[:{marker.strip()}]\n{line}"
            for line, _, marker in (line.partition(";") for line in requires if ";" in line)
        ]
        (record / "requires.txt").write_text("\n".join([*plain, *marked]) + "\n[more]\nother\n")
        return open_target("lib", [str(holder)])

    return make


def version_of(tree: Tree | None) -> str | None:
    return tree.version if tree is not None else None


class TestReleases:
    """What is neither in the environment nor on the search path comes from the index."""

    @pytest.mark.parametrize(
        ("requires", "expected"),
        [
            (["base"], "2.0"),
            (["base<2"], "1.5"),
            (["base (<2,>=1)"], "1.5"),
            (["base==1.0"], "1.0"),
            (["base~=1.0"], "1.5"),
            (["base>=3.0rc1"], "3.0rc1"),
            (["Base[fast]<2"], "1.5"),
            (['base<2; python_version < "3"', 'base; python_version >= "3"'], "2.0"),
            (['base==1.0; python_version >= "3"'], "1.0"),
        ],
    )
    def test_the_newest_that_fits(self, target, requires, expected):
        found = companion(target(*requires), "base")
        assert version_of(found) == expected
        assert found.read("base/__init__.py") == expected.encode()
        (note,) = found.notes
        assert note.endswith(f"; base=={expected} is read")
        assert note.startswith("lib requires ")

    @pytest.mark.parametrize(
        "requires", [[], ["other"], ['base; extra == "more"'], ["base @ file:///x"], ["base-more"]]
    )
    def test_none_where_nothing_requires_it(self, target, index, requires):
        tree = target(*requires)
        asked = list(index.asked)
        assert companion(tree, "base") is None
        assert index.asked == asked
        assert tree.notes == []

    @pytest.mark.parametrize(
        ("requires", "expected"),
        [
            (["base>9"], "no such release on"),
            (["base===x"], "no such release on"),
            (["base<1<2"], "not a specifier of versions"),
        ],
    )
    def test_a_line_says_why_there_is_none(self, target, requires, expected):
        tree = target(*requires)
        assert companion(tree, "base") is None
        (note,) = tree.notes
        assert "which is not to be had: " in note
        assert expected in note

    def test_offline_it_is_none_and_a_line_says_so(self, target, monkeypatch, index):
        tree = target("base<2")
        asked = list(index.asked)
        monkeypatch.setenv("FACEPLATE_OFFLINE", "1")
        assert companion(tree, "base") is None
        assert "FACEPLATE_OFFLINE forbids the network" in tree.notes[0]
        assert index.asked == asked

    def test_offline_what_was_fetched_before_will_do(self, target, monkeypatch):
        open_target("base==1.0")
        open_target("base==2.0")
        tree = target("base<2")
        monkeypatch.setenv("FACEPLATE_OFFLINE", "1")
        assert version_of(companion(tree, "base")) == "1.0"

    def test_what_was_chosen_stays_chosen(self, target, index, wheel):
        tree = target("base")
        assert version_of(companion(tree, "base")) == "2.0"
        index.add("base-2.1-py3-none-any.whl", wheel("2.1"))
        asked = list(index.asked)
        assert version_of(companion(tree, "base")) == "2.0"
        assert index.asked == asked

    @pytest.mark.parametrize(("requires", "expected"), [("base>1", "2.0"), ("base>2,<3", "2.2")])
    def test_withdrawn_releases_and_those_for_another_python_come_last(
        self, target, index, wheel, requires, expected
    ):
        index.add("base-2.1-py3-none-any.whl", wheel("2.1"), yanked="broken")
        index.add("base-2.2-py3-none-any.whl", wheel("2.2"), **{"requires-python": ">=99"})
        assert version_of(companion(target(requires), "base")) == expected

    def test_a_part_of_a_namespace_by_its_dotted_name(self, target, index, wheel):
        files = {"team/base/__init__.py": b"here", "team/base/a.py": b""}
        index.add("team_base-1.0-py3-none-any.whl", wheel("1.0", files, "team-base"))
        found = companion(target("team-base"), "team.base")
        assert found is not None
        assert list(found.files) == ["team/base/__init__.py", "team/base/a.py"]


class TestEnvironment:
    @pytest.fixture
    def there(self, build, monkeypatch, tmp_path):
        """Installs the base in the environment, in a version."""

        def make(version: str | None) -> None:
            files = {"base/__init__.py": b"there"}
            if version:
                stated = f"Metadata-Version: 2.1\nName: base\nVersion: {version}\n".encode()
                files[f"base-{version}.dist-info/METADATA"] = stated
            build.folder("package folder", files, name="site")
            monkeypatch.syspath_prepend(str(tmp_path / "site"))

        return make

    @pytest.mark.parametrize("version", ["1.2", None])
    def test_what_is_there_and_fits_is_taken(self, target, there, index, version):
        there(version)
        tree = target("base<2")
        asked = list(index.asked)
        found = companion(tree, "base")
        assert found is not None
        assert found.read("base/__init__.py") == b"there"
        assert found.notes == tree.notes == []
        assert index.asked == asked

    def test_what_is_there_and_does_not_fit_is_not(self, target, there):
        there("2.5")
        assert version_of(companion(target("base<2"), "base")) == "1.5"

    def test_unless_there_is_nothing_else(self, target, there, monkeypatch):
        tree = target("base<2")
        there("2.5")
        monkeypatch.setenv("FACEPLATE_OFFLINE", "1")
        assert version_of(companion(tree, "base")) == "2.5"
        assert "base 2.5 of this environment is read, as no release is to be had" in tree.notes[0]

    def test_what_requires_nothing_takes_what_is_there(self, target, there):
        there("2.5")
        assert version_of(companion(target(), "base")) == "2.5"


class TestSearchPath:
    """Every kind of target may stand on it, and comes before what metadata says."""

    @pytest.mark.parametrize(
        "kind",
        [
            "folder",
            "package",
            "wheel",
            "tar.gz",
            "zip sdist",
            "project",
            "src project",
            "release",
            "unpacked",
        ],
    )
    def test_every_kind(self, target, build, tmp_path, index, wheel, kind):
        files = {"base/__init__.py": b"given", "base/a.py": b""}
        tree = target("base>=9")
        place = tmp_path / "given"
        if kind in ("folder", "package", "unpacked"):
            build.folder("package folder", files, name="given")
            if kind == "unpacked":
                (place / "base-9.dist-info").mkdir()
                (place / "base-9.dist-info" / "METADATA").write_bytes(b"Name: base\nVersion: 9\n")
            entry = str(place / "base") if kind == "package" else str(place)
        elif kind in ("project", "src project"):
            entry = build.folder(kind, files, name="given")
        elif kind == "release":
            index.add("base-8.0-py3-none-any.whl", wheel("8.0", files))
            entry = "base==8.0"
        else:
            place.mkdir()
            entry = type(build)(place)(kind, files)
        found = companion(tree, "base", [entry])
        assert found is not None
        assert found.read("base/__init__.py") == b"given"
        assert list(found.files) == ["base/__init__.py", "base/a.py"]
        assert open_target("base", [entry]).fingerprint() == found.fingerprint()

    def test_what_is_on_none_of_it_comes_from_the_index(self, target, tmp_path):
        (tmp_path / "empty").mkdir()
        assert version_of(companion(target("base"), "base", [str(tmp_path / "empty")])) == "2.0"

    def test_what_stands_beside_comes_first(self, build, tmp_path):
        for site in ("one", "two"):
            files = {"lib/__init__.py": b"", "base/__init__.py": site.encode()}
            build.folder("package folder", files, name=site)
        found = companion(open_target("lib", [str(tmp_path / "two")]), "base", ["one"])
        assert found is not None
        assert found.read("base/__init__.py") == b"two"


class TestWheelhouse:
    def test_a_wheel_beside_that_of_the_target(self, build, index, wheel, tmp_path):
        path = build.archive(
            "wheel",
            [("lib/__init__.py", b""), ("lib-1.0.dist-info/METADATA", metadata("base<1.3"))],
        )
        for version in ("1.1", "1.2", "1.9"):
            (tmp_path / f"base-{version}-py3-none-any.whl").write_bytes(wheel(version))
        found = companion(open_target(path), "base")
        assert version_of(found) == "1.2"
        assert index.asked == []


PACKAGES = {
    "lib/__init__.py": b"from _lib import *\n",
    "_lib/__init__.py": b"here",
    "_lib/deep/__init__.py": b"deep",
    "lone.py": b"",
}


class TestSiblings:
    """Other packages of the same distribution."""

    @pytest.mark.parametrize("kind", ["wheel", "tar.gz", "zip sdist", "project", "src project"])
    @pytest.mark.parametrize("name", ["_lib", "_lib.deep"])
    def test_they_are_found(self, build, only, kind, name):
        only(FACEPLATE_OFFLINE="1")
        tree = open_target(build(kind, PACKAGES))
        assert tree.name == "lib"
        found = companion(tree, name)
        assert found is not None
        assert found.name == name
        assert found.read("_lib/deep/__init__.py") == b"deep"

    def test_they_are_found_where_they_are_installed(self, build, tmp_path):
        build.folder("package folder", PACKAGES)
        tree = open_target("lib", [str(tmp_path / "work")])
        for name in ("_lib", "_lib.deep", "lone"):
            assert companion(tree, name, []) is not None


@pytest.mark.parametrize("name", ["nothing", "", "base..part", "../base", "a b", "base\0", "."])
def test_none_if_there_is_no_such_package(target, name):
    tree = target("base")
    assert companion(tree, name) is None


def test_a_package_is_its_own_companion(target):
    tree = target("base")
    assert companion(tree, "lib") is tree


def test_what_was_chosen_is_read_without_what_chooses(build, index, tmp_path):
    path = build.archive(
        "wheel", [("lib/__init__.py", b""), ("lib-1.0.dist-info/METADATA", metadata("base<2"))]
    )
    companion(open_target(path), "base")
    program = (
        "import sys\n"
        "from faceplate.source import open_target\n"
        "from faceplate.source.companions import companion\n"
        f"print(companion(open_target({path!r}), 'base').version, *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    version, *loaded = done.stdout.split()
    assert version == "1.5"
    assert not {"httpx", "packaging", "msgspec"} & {name.partition(".")[0] for name in loaded}
    for module in ("resolution", "fetching", "index", "transport"):
        assert f"faceplate.source.{module}" not in loaded


class TestWithoutCode:
    """Distributions that only require others."""

    @pytest.fixture(params=["wheel", "release", "tar.gz", "project"])
    def meta(self, request, build, index, tmp_path):
        def make(*requires: str) -> str:
            stated = metadata(*requires).replace(b"Name: lib", b"Name: base")
            if request.param in ("wheel", "release"):
                path = build.archive("wheel", [("base-9.0.dist-info/METADATA", stated)])
                if request.param == "wheel":
                    return path
                content = Path(path).read_bytes()
                index.add("base-9.0-py3-none-any.whl", content)
                Path(path).unlink()
                return "base==9.0"
            if request.param == "tar.gz":
                return build.archive("tar.gz", [("base-9.0/PKG-INFO", stated)])
            (tmp_path / "work").mkdir()
            (tmp_path / "work" / "PKG-INFO").write_bytes(stated)
            return str(tmp_path / "work")

        return make

    def test_the_one_that_holds_the_package_of_that_name_is_read(self, meta, index, wheel):
        index.add("base_ui-9.0-py3-none-any.whl", wheel("9.0", {"base/__init__.py": b"ui"}))
        index.add(
            "base_server-9.0-py3-none-any.whl", wheel("9.0", {"base_server/__init__.py": b""})
        )
        target = meta("numpy", "base-server==9.0", "base-ui[all]==9.0", 'base-x; extra == "x"')
        tree = open_target(target)
        assert tree.name == "base"
        assert tree.read("base/__init__.py") == b"ui"
        assert tree.notes[0] == (
            f"{target} holds no code; base-ui==9.0, which it requires, is read"
        )

    def test_the_only_one_that_it_requires_is_read(self, meta, index, wheel):
        index.add("other-1.0-py3-none-any.whl", wheel("1.0", {"else_/__init__.py": b""}))
        assert open_target(meta("other")).name == "else_"

    def test_of_equals_none_is_read_and_all_are_named(self, meta, one_line):
        with pytest.raises(UsageError) as caught:
            open_target(meta("one", "two>1", 'three; extra == "x"'))
        assert str(caught.value).endswith(": holds no code; it requires one, two; name one of them")
        one_line(str(caught.value))

    def test_what_cannot_be_fetched_is_named_with_the_reason(self, meta, one_line):
        with pytest.raises(UsageError, match=r"requires base-ui \(base-ui: no dist") as caught:
            open_target(meta("base-ui"))
        one_line(str(caught.value))

    def test_what_requires_nothing_holds_nothing(self, meta, one_line):
        with pytest.raises(UsageError, match=r"no package found|holds no Python package") as caught:
            open_target(meta())
        one_line(str(caught.value))


class TestCommand:
    """What the command line says of the packages that it took."""

    @pytest.fixture
    def target(self, build, index, wheel):
        for version in ("1.0", "1.5", "2.0"):
            index.add(f"gradio-{version}-py3-none-any.whl", wheel(version, name="gradio"))
        files = [
            ("lib/__init__.py", b"import gradio\n\n\nclass Dial(gradio.Component): ...\n"),
            ("lib-1.0.dist-info/METADATA", metadata("gradio<2")),
        ]
        return build.archive("wheel", files)

    def run(self, capfd, *words: str) -> tuple[int, str, list[str]]:
        code = main(["extract", *words, "--dialect", "gradio"])
        captured = capfd.readouterr()
        return code, captured.out, captured.err.splitlines()

    def test_a_line_says_which_release_was_taken_each_time(self, target, capfd):
        first = self.run(capfd, target)
        line = "faceplate: lib requires gradio<2; gradio==1.5 is read"
        assert (first[0], first[2].count(line)) == (0, 1)
        assert self.run(capfd, target) == first

    def test_none_is_said_of_what_the_user_names(self, target, capfd):
        code, _, lines = self.run(capfd, target, "--search-path", "gradio==2.0")
        assert code == 0
        assert not [line for line in lines if " requires " in line]

    def test_offline_the_rest_is_read(self, target, index, capfd, monkeypatch):
        monkeypatch.setenv("FACEPLATE_OFFLINE", "")  # the option sets it, and this takes it back
        code, out, lines = self.run(capfd, target, "--offline")
        assert code == 0
        assert index.asked == []
        assert [line for line in lines if "which is not to be had: " in line]
        assert "gradio, which lib extends, is not found" in out

    def test_a_search_path_that_is_nothing_is_refused(self, target, capfd):
        code, out, (line,) = self.run(capfd, target, "--search-path", "/no/such/place")
        assert (code, out) == (2, "")
        assert line.startswith("faceplate: --search-path /no/such/place: no such folder or file")
