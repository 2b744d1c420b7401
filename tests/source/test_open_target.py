"""Which package a target means, and what is said where it means none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from faceplate.errors import UsageError
from faceplate.source import open_target

INIT = {"lib/__init__.py": b""}


def name_of(target: str) -> str:
    return open_target(target).name


class TestImportNames:
    def test_the_first_place_on_the_path_counts(self, build, tmp_path):
        for place in ("one", "two"):
            build.folder("package folder", {"lib/__init__.py": place.encode()}, name=place)
        path = [str(tmp_path / "two"), str(tmp_path / "one")]
        tree = open_target("lib", path)
        assert tree.read("lib/__init__.py") == b"two"
        assert tree.location == str(tmp_path / "two" / "lib")

    def test_a_package_comes_before_a_module(self, build, tmp_path):
        build.folder("package folder", {**INIT, "lib.py": b""})
        assert list(open_target("lib", [str(tmp_path / "work")]).files) == ["lib/__init__.py"]

    def test_a_module_comes_before_a_folder_without_init(self, build, tmp_path):
        build.folder("package folder", {"lib/x.py": b"", "lib.py": b"", "lib.pyi": b""})
        assert list(open_target("lib", [str(tmp_path / "work")]).files) == ["lib.py", "lib.pyi"]

    def test_a_package_further_on_comes_before_a_folder_without_init(self, build, tmp_path):
        build.folder("package folder", {"lib/x.py": b""}, name="one")
        build.folder("package folder", INIT, name="two")
        tree = open_target("lib", [str(tmp_path / "one"), str(tmp_path / "two")])
        assert tree.folder == str(tmp_path / "two")

    def test_the_first_of_two_folders_without_init_counts(self, build, tmp_path):
        for place in ("one", "two"):
            build.folder("package folder", {"lib/x.py": b""}, name=place)
        path = [str(tmp_path / "two"), str(tmp_path / "one")]
        assert open_target("lib", path).folder == path[0]

    @pytest.mark.parametrize("inside", ["lib/x.py", "lib/a/x.py", "lib/a/b/__init__.py"])
    def test_a_folder_without_init_is_a_package_if_it_holds_python(self, build, tmp_path, inside):
        build.folder("package folder", {inside: b"", "lib/data/readme.txt": b""})
        assert list(open_target("lib", [str(tmp_path / "work")]).files) == [inside]

    def test_a_folder_without_python_is_no_package(self, build, tmp_path):
        build.folder("package folder", {"lib/readme.txt": b""})
        with pytest.raises(UsageError, match="no such package"):
            open_target("lib", [str(tmp_path / "work")])

    def test_none_is_the_path_of_this_python(self, build, tmp_path, monkeypatch):
        build.folder("package folder", INIT)
        monkeypatch.setattr(sys, "path", [str(tmp_path / "work")])
        assert open_target("lib").folder == str(tmp_path / "work")

    def test_the_empty_entry_is_the_current_folder(self, build, tmp_path, monkeypatch):
        build.folder("package folder", INIT)
        monkeypatch.chdir(tmp_path / "work")
        assert open_target("lib", [""]).folder == str(tmp_path / "work")

    def test_an_archive_on_the_path(self, build, kit, zip_kind):
        target = build("wheel")
        tree = open_target("lib", [target])
        assert (tree.name, tree.version) == ("lib", "1.0")
        assert tree.location == target
        assert list(tree.files) == sorted(kit.library)

    def test_a_damaged_archive_on_the_path_is_passed(self, build, tmp_path):
        broken = tmp_path / "broken.whl"
        broken.write_bytes(b"no archive")
        build.folder("package folder", INIT)
        tree = open_target("lib", [str(broken), str(tmp_path / "work")])
        assert tree.folder == str(tmp_path / "work")

    @pytest.mark.parametrize("spelling", ["Lib", "LIB"])
    def test_case_matters_even_where_the_disk_ignores_it(
        self, build, tmp_path, spelling, monkeypatch
    ):
        build.folder("package folder", INIT)
        for function in ("isdir", "isfile"):
            really = getattr(os.path, function)
            monkeypatch.setattr(
                os.path,
                function,
                lambda path, really=really: really(str(path).replace(spelling, "lib")),
            )
        with pytest.raises(UsageError, match="no such package"):
            open_target(spelling, [str(tmp_path / "work")])
        assert open_target("lib", [str(tmp_path / "work")]).name == "lib"

    def test_the_path_comes_before_a_folder_of_that_name_here(self, build, tmp_path, monkeypatch):
        build.folder("package folder", {"lib/__init__.py": b"installed"}, name="site")
        build.folder("package folder", {"lib/__init__.py": b"here"}, name="here")
        monkeypatch.chdir(tmp_path / "here")
        path = [str(tmp_path / "site")]
        assert open_target("lib", path).read("lib/__init__.py") == b"installed"
        assert open_target("./lib", path).read("lib/__init__.py") == b"here"
        assert open_target("lib", []).read("lib/__init__.py") == b"here"


class TestMissing:
    @pytest.fixture
    def path(self, build, tmp_path) -> list[str]:
        names = ["library", "my_library", "other"]
        build.folder("package folder", {f"{name}/__init__.py": b"" for name in names})
        work = tmp_path / "work"
        (work / "speedy.cpython-311-x86_64-linux-gnu.so").write_bytes(b"")
        (work / "__editable___hidden_1_0_finder.py").write_bytes(b"")
        (work / "__pycache__").mkdir()
        return [str(work)]

    @pytest.mark.parametrize(
        ("target", "expected"),
        [
            ("libary", "no such package on the search path (1 place); did you mean library"),
            ("Library", "did you mean library?"),
            ("zzz", "install it in this environment, or give a folder, a wheel"),
            ("zzz.part", "zzz: no such package"),
            ("library.part", "no part of library with an __init__.py; give library"),
            ("my-library", "did you mean my_library?"),
            ("speedy", "only a compiled module"),
            ("hidden", "give the folder of its project"),
            ("sys", "built into Python"),
            ("__pycache__", "install it"),
            ("", "an empty target"),
            ("lib\0rary", "nothing to open"),
            ("two words", "not a target"),
            ("library>=4", "or name==version"),
            ("https://example.org/lib.whl", "URLs are not supported"),
            ("./nothing", "no such file or folder"),
            ("nothing.whl", "no such file or folder"),
            ("nothing.py", "no such file or folder"),
            ("\x1b[31mred", "not a target"),
            ("x" * 5000, "no such package"),
        ],
    )
    def test_one_line_says_what_to_do(self, path, target, expected, one_line):
        with pytest.raises(UsageError) as caught:
            open_target(target, path)
        assert expected in str(caught.value)
        one_line(str(caught.value))

    @pytest.mark.parametrize("place", ["/no/such/place", "nothing.whl", "a/b==1.0"])
    @pytest.mark.parametrize("target", ["lib", "zzz", "./zzz"])
    def test_a_place_that_is_nothing_is_refused(self, path, target, place, one_line):
        with pytest.raises(UsageError) as caught:
            open_target(target, [*path, place])
        assert str(caught.value).startswith(f"--search-path {place}: no such folder or file")
        one_line(str(caught.value))

    def test_the_places_of_this_python_are_those_that_exist(self, monkeypatch):
        monkeypatch.setattr(sys, "path", ["/no/such/place"])
        with pytest.raises(UsageError, match=r"\(0 places\)"):
            open_target("zzz")

    @pytest.mark.parametrize("file", ["lib.txt", "lib", "lib.tar", "lib.tar.xz", "Makefile"])
    def test_files_of_no_known_kind(self, tmp_path, file, one_line):
        (tmp_path / file).write_bytes(b"")
        with pytest.raises(UsageError, match="not a kind of file") as caught:
            open_target(str(tmp_path / file))
        one_line(str(caught.value))

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
    def test_a_pipe(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.py")
        with pytest.raises(UsageError, match="neither a file nor a folder"):
            open_target(str(tmp_path / "pipe.py"))


class TestModules:
    def test_a_module_with_its_stub(self, tmp_path, kit):
        kit.write(tmp_path, {"mod.py": b"__version__ = '2.0'\n", "mod.pyi": b"", "other.py": b""})
        for file in ("mod.py", "mod.pyi"):
            tree = open_target(str(tmp_path / file))
            assert (tree.name, tree.version, list(tree.files)) == (
                "mod",
                "2.0",
                ["mod.py", "mod.pyi"],
            )

    def test_a_script_need_not_be_importable(self, tmp_path, kit):
        kit.write(tmp_path, {"my-app.py": b"x = 1\n"})
        tree = open_target(str(tmp_path / "my-app.py"))
        assert (tree.name, list(tree.files), tree.read("my-app.py")) == (
            "my-app",
            ["my-app.py"],
            b"x = 1\n",
        )

    def test_a_relative_path(self, tmp_path, kit, monkeypatch):
        kit.write(tmp_path, {"mod.py": b""})
        monkeypatch.chdir(tmp_path)
        assert open_target("mod.py").folder == str(tmp_path)

    def test_the_init_of_a_package_is_the_package(self, build, kit, monkeypatch):
        target = build("package folder")
        assert list(open_target(f"{target}/__init__.py").files) == sorted(kit.library)
        monkeypatch.chdir(target)
        assert open_target("__init__.py").name == "lib"

    @pytest.mark.parametrize("kind", ["wheel", "zip sdist", "tar.gz", "project", "src project"])
    def test_a_distribution_of_one_module(self, build, kind):
        tree = open_target(build(kind, {"lib.py": b"x = 1\n", "lib.pyi": b"x: int\n"}))
        assert (tree.name, tree.version) == ("lib", "1.0")
        assert list(tree.files) == ["lib.py", "lib.pyi"]
        assert tree.read("lib.py") == b"x = 1\n"


#: Files of a project or wheel, and the package that they are made for.
CHOICES = {
    "the one named like the distribution": (
        {"big/__init__.py": b"", "big/a.py": b"", "big/b.py": b"", **INIT},
        "lib",
    ),
    "the one with most files": (
        {"addon/__init__.py": b"", "core/__init__.py": b"", "core/a.py": b""},
        "core",
    ),
    "by name where there is a draw": (
        {"second/__init__.py": b"", "first/__init__.py": b""},
        "first",
    ),
    "not tests": (
        {"tests/__init__.py": b"", "tests/a.py": b"", "code/__init__.py": b""},
        "code",
    ),
    "not demos": (
        {"demo/__init__.py": b"", "demo/a.py": b"", "code/__init__.py": b""},
        "code",
    ),
    "not documentation": (
        {"docs/__init__.py": b"", "docs/a.py": b"", "code/__init__.py": b""},
        "code",
    ),
    "not examples": (
        {"Examples/__init__.py": b"", "Examples/a.py": b"", "code/__init__.py": b""},
        "code",
    ),
    "rather not a kind of demo": (
        {"demo_workshop/__init__.py": b"", "demo_workshop/a.py": b"", "code/__init__.py": b""},
        "code",
    ),
    "a kind of demo if there is nothing else": ({"demo_kit/__init__.py": b""}, "demo_kit"),
    "the spelling of the distribution": (
        {**INIT, "Lib/__init__.py": b"", "Lib/a.py": b""},
        "lib",
    ),
}


@pytest.mark.parametrize("case", CHOICES)
@pytest.mark.parametrize(
    "kind", ["wheel", "zip sdist", "tar.gz", "project", "src project", "backend project"]
)
def test_which_of_several_packages(build, case, kind):
    files, expected = CHOICES[case]
    assert name_of(build(kind, files)) == expected


@pytest.mark.parametrize("kind", ["wheel", "zip sdist", "tar.gz", "project"])
@pytest.mark.parametrize("only", ["tests", "docs", "demo", "examples"])
def test_what_stands_beside_a_library_is_never_it(build, kind, only, one_line):
    with pytest.raises(UsageError) as caught:
        open_target(build(kind, {f"{only}/__init__.py": b"", f"{only}/a.py": b""}))
    one_line(str(caught.value))


@pytest.mark.parametrize("kind", ["wheel", "zip sdist", "tar.gz", "src project"])
def test_a_distribution_may_be_called_like_a_test(build, kind, tmp_path):
    target = build(kind, {"tests/__init__.py": b"", **INIT})
    assert name_of(target) == "lib"
    holder = tmp_path / "tests"
    holder.mkdir()
    (holder / "__init__.py").write_text("")
    assert name_of(str(holder)) == "tests"


class TestProjects:
    @pytest.fixture
    def project(self, build):
        def make(files: dict[str, bytes], distribution: str = "", name: str = "work") -> str:
            table = f'[project]\nname = "{distribution}"\n' if distribution else "[tool.x]\n"
            path = build.folder("project", {**files, "pyproject.toml": table.encode()}, name=name)
            os.remove(f"{path}/PKG-INFO")
            return path

        return make

    def test_a_component_with_its_demo_and_frontend(self, project):
        files = {
            "backend/lib_button/__init__.py": b"",
            "backend/lib_button/button.py": b"",
            "backend/lib_button/templates/component/index.js": b"",
            "demo/__init__.py": b"",
            "demo/app.py": b"",
            "demo/space.py": b"",
            "frontend/node_modules/gyp/__init__.py": b"",
        }
        tree = open_target(project(files, "lib-button"))
        assert list(tree.files) == ["lib_button/__init__.py", "lib_button/button.py"]

    def test_an_init_at_the_top_by_mistake(self, project):
        files = {"__init__.py": b"", "src/lib/__init__.py": b""}
        assert name_of(project(files, "lib")) == "lib"
        assert name_of(project(files, "lib", name="lib")) == "lib"
        assert open_target(project(files, "lib", name="lib")).folder.endswith("src")

    def test_a_project_that_is_its_own_package(self, project):
        files = {"__init__.py": b"", "a.py": b"", "parts/__init__.py": b""}
        tree = open_target(project(files, "lib", name="lib"))
        assert list(tree.files) == ["lib/__init__.py", "lib/a.py", "lib/parts/__init__.py"]

    def test_a_container_of_any_name(self, project):
        assert name_of(project({"packages/lib/__init__.py": b"", "test/x.py": b""})) == "lib"

    def test_a_namespace_is_known_by_the_name_of_the_distribution(self, project):
        files = {"src/team/lib/__init__.py": b"", "src/team/lib/a.py": b""}
        tree = open_target(project(files, "team-lib"))
        assert tree.name == "team.lib"
        assert list(tree.files) == ["team/lib/__init__.py", "team/lib/a.py"]

    @pytest.mark.parametrize("name", ["My.Lib", "my-lib", "MY_LIB", "my--lib"])
    def test_any_spelling_of_the_distribution(self, project, name):
        files = {"my_lib/__init__.py": b"", "big/__init__.py": b"", "big/a.py": b""}
        assert name_of(project(files, name)) == "my_lib"

    def test_no_package(self, project, one_line):
        with pytest.raises(UsageError, match="no package found in this project") as caught:
            open_target(project({"run.py": b""}, "lib"))
        one_line(str(caught.value))

    def test_the_current_folder(self, project, monkeypatch):
        monkeypatch.chdir(project({"src/lib/__init__.py": b""}, "lib"))
        assert open_target(".").location == "."
        assert name_of(".") == "lib"

    def test_a_pyproject_that_cannot_be_read_is_no_hindrance(self, build):
        for broken in (
            b"[project]\n[project",
            b"[project]\nname = 3\n",
            b"\xff[project]",
            b"a=" * 9,
        ):
            target = build("project", {**INIT, "pyproject.toml": broken})
            os.remove(f"{target}/PKG-INFO")
            assert name_of(target) == "lib"


class TestFolders:
    def test_one_package_inside(self, build):
        target = str(Path(build("package folder", INIT)).parent)
        assert name_of(target) == "lib"

    def test_several_packages_inside(self, build, one_line):
        files = {f"p{number}/__init__.py": b"" for number in range(7)}
        target = str(Path(build("package folder", files)).parent)
        with pytest.raises(UsageError, match=r"several packages \(p0, p1, p2, p3, p4, \.\.\.\)"):
            open_target(target)

    def test_loose_modules(self, build, tmp_path):
        build.folder("package folder", {"parts/a.py": b"", "parts/b.py": b""})
        tree = open_target(str(tmp_path / "work" / "parts"))
        assert (tree.name, list(tree.files)) == ("parts", ["parts/a.py", "parts/b.py"])

    def test_a_name_that_cannot_be_imported(self, build, tmp_path, one_line):
        build.folder("package folder", {"my-lib/__init__.py": b""})
        with pytest.raises(UsageError, match="not one that Python can import") as caught:
            open_target(str(tmp_path / "work" / "my-lib"))
        one_line(str(caught.value))

    @pytest.mark.parametrize("end", ["/", "/.", "//"])
    def test_any_spelling_of_the_path(self, build, end):
        assert name_of(build("package folder") + end) == "lib"


class TestArchives:
    def test_packages_at_the_top_of_a_zip_file(self, build, kit):
        Path(build.path("zip sdist")).write_bytes(kit.zip_bytes(list(kit.library.items())))
        tree = open_target(build.path("zip sdist"))
        assert (tree.name, tree.version) == ("lib", None)

    @pytest.mark.parametrize("top", ["lib-main", "lib"])
    def test_a_copy_of_a_repository(self, build, kit, top):
        files = {
            f"{top}/pyproject.toml": b'[project]\nname = "lib"\nversion = "3"\n',
            f"{top}/src/lib/__init__.py": b"",
            f"{top}/tests/test_a.py": b"",
        }
        Path(build.path("zip sdist")).write_bytes(kit.zip_bytes(list(files.items())))
        tree = open_target(build.path("zip sdist"))
        assert (tree.version, list(tree.files)) == ("3", ["lib/__init__.py"])

    def test_a_project_that_is_its_own_package(self, build, kit):
        files = {"lib/setup.cfg": b"", "lib/__init__.py": b"", "lib/a.py": b""}
        Path(build.path("zip sdist")).write_bytes(kit.zip_bytes(list(files.items())))
        tree = open_target(build.path("zip sdist"))
        assert "lib/a.py" in tree.files

    def test_a_wheel_that_keeps_its_package_in_a_data_folder(self, build):
        files = {"lib-1.0.data/purelib/lib/__init__.py": b"x = 1\n"}
        tree = open_target(build("wheel", files))
        assert tree.read("lib/__init__.py") == b"x = 1\n"

    def test_a_wheel_of_a_namespace(self, build):
        tree = open_target(build("wheel", {"team/part/__init__.py": b"", "team/part/a.py": b""}))
        assert (tree.name, len(tree.files)) == ("team.part", 2)

    def test_a_wheel_of_metadata_only(self, build, one_line):
        with pytest.raises(UsageError, match="holds no Python package") as caught:
            open_target(build("wheel", {}))
        one_line(str(caught.value))

    def test_the_suffix_in_capitals(self, build, tmp_path):
        target = build("wheel")
        os.rename(target, tmp_path / "LIB-1.0-PY3-NONE-ANY.WHL")
        assert name_of(str(tmp_path / "LIB-1.0-PY3-NONE-ANY.WHL")) == "lib"

    def test_problems_tell_the_path_within_the_package(self, build, tar_kind):
        import tarfile

        info = tarfile.TarInfo("lib-1.0/src/lib/link.py")
        info.type, info.linkname = tarfile.SYMTYPE, "x"
        files = {"src/lib/__init__.py": b""}
        (problem,) = open_target(build(tar_kind, files, extra=[(info, b"")])).problems
        assert problem.file == "lib/link.py"
