"""One package, found in every way in which it can lie somewhere; all of them read the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faceplate.errors import UsageError
from faceplate.source import Tree, open_target

RECORD = "Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"


@pytest.fixture
def ways(build: Any, kit: Any, tmp_path: Path) -> Callable[..., dict[str, Tree]]:
    """Opens a distribution as a wheel, unpacked, as an sdist, as a project, and installed."""

    def make(distribution: str, package: str, files: dict[str, bytes]) -> dict[str, Tree]:
        record = RECORD.format(name=distribution).encode()
        stem = distribution.replace("-", "_")
        installed = {**files, f"{stem}-1.0.dist-info/METADATA": record}
        listed = "".join(f"{name},,\n" for name in installed)
        installed[f"{stem}-1.0.dist-info/RECORD"] = listed.encode()
        wheel = tmp_path / f"{stem}-1.0-py3-none-any.whl"
        wheel.write_bytes(kit.zip_bytes(list(installed.items())))
        found = {"wheel": open_target(str(wheel))}
        kit.write(tmp_path / "unpacked", installed)
        found["unpacked wheel"] = open_target(str(tmp_path / "unpacked"))
        for holder in ("", "src/"):
            project = {f"{stem}-1.0/{holder}{name}": data for name, data in files.items()}
            project[f"{stem}-1.0/PKG-INFO"] = record
            sdist = tmp_path / f"{stem}-1.0.tar.gz"
            members = list(project.items())
            sdist.write_bytes(kit.packed("tar.gz", kit.tar_bytes(members)))
            found[f"sdist {holder}"] = open_target(str(sdist))
            kit.write(tmp_path / f"project {holder}".strip("/ "), project)
            folder = tmp_path / f"project {holder}".strip("/ ") / f"{stem}-1.0"
            found[f"project {holder}"] = open_target(str(folder))
        kit.write(tmp_path / "site", installed)
        kit.write(tmp_path / "site", {"other-1.dist-info/METADATA": b"Name: other\nVersion: 1\n"})
        site = str(tmp_path / "site")
        found["installed"] = open_target(package, [site])
        own = tmp_path / "site" / Path(*package.split("."))
        if own.is_dir():
            found["package folder"] = open_target(str(own))
        return found

    return make


CASES: dict[str, tuple[str, str, dict[str, bytes]]] = {
    "a package": ("lib", "lib", {"lib/__init__.py": b"", "lib/a.py": b"x = 1\n"}),
    "another name": ("my-lib", "lib", {"lib/__init__.py": b"", "lib/a.py": b""}),
    "a module": ("my-lib", "my_lib", {"my_lib.py": b"", "my_lib.pyi": b""}),
    "a part of a namespace": (
        "team-lib",
        "team.lib",
        {"team/lib/__init__.py": b"", "team/lib/a.py": b""},
    ),
    "two levels of a namespace": (
        "team-big-lib",
        "team.big.lib",
        {"team/big/lib/__init__.py": b"", "team/big/lib/a.py": b"import team.big.lib\n"},
    ),
    "two parts of a namespace": (
        "team",
        "team",
        {"team/a/__init__.py": b"import team.b\n", "team/b/__init__.py": b""},
    ),
    "a namespace from before": (
        "team-lib",
        "team.lib",
        {
            "team/__init__.py": b"__import__('pkg_resources').declare_namespace(__name__)\n",
            "team/lib/__init__.py": b"",
        },
    ),
    "a private package beside it": (
        "lib",
        "lib",
        {"lib/__init__.py": b"", "_lib/__init__.py": b"", "_lib/a.py": b"", "_lib/b.py": b""},
    ),
    "stubs only": ("lib", "lib", {"lib/__init__.pyi": b"", "lib/a.pyi": b""}),
    "a compiled module": (
        "lib",
        "lib",
        {"lib/__init__.py": b"", "lib/_fast.cpython-311-x86_64-linux-gnu.so": b"\x7fELF"},
    ),
    "a compiled module with its stub": (
        "lib",
        "lib",
        {"lib/__init__.py": b"", "lib/fast.abi3.so": b"\x7fELF", "lib/fast.pyi": b""},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_all_ways_lead_to_the_same(ways, case):
    distribution, package, files = CASES[case]
    found = ways(distribution, package, files)
    expected = sorted(
        file
        for file in files
        if file.endswith((".py", ".pyi"))
        and file.startswith((f"{package.replace('.', '/')}/", f"{package}.py"))
    )
    for way, tree in found.items():
        # A package that shares its name the old way is not a namespace to whoever stands in it.
        assert (way, tree.name, tree.version) == (way, package, "1.0")
        assert (way, list(tree.files)) == (way, expected)
        messages = [str(problem) for problem in tree.problems]
        assert (way, len(messages)) == (way, 1 if case == "a compiled module" else 0)
    assert len({tree.fingerprint() for tree in found.values()}) == 1
    assert len({tree.distribution for tree in found.values()}) == 1


def test_stubs_of_another_package_are_read_under_its_name(ways, tmp_path):
    files = {
        "lib-stubs/__init__.pyi": b"x: int\n",
        "lib-stubs/a/b.pyi": b"",
        "lib-stubs/a/__init__.pyi": b"",
    }
    for tree in ways("types-lib", "lib", files).values():
        assert (tree.name, tree.version) == ("lib", "1.0")
        assert list(tree.files) == ["lib/__init__.pyi", "lib/a/__init__.pyi", "lib/a/b.pyi"]
        assert tree.read("lib/__init__.pyi") == b"x: int\n"
        assert tree.folder is None
    assert open_target("lib-stubs", [str(tmp_path / "site")]).name == "lib"


class TestCompiled:
    def test_they_are_counted(self, build):
        files = {"lib/__init__.py": b"", "lib/inner/__init__.py": b""}
        files |= {f"lib/inner/_m{number}.cpython-311-darwin.so": b"" for number in range(12)}
        files |= {"lib/_w.cp311-win_amd64.pyd": b"", "other/_x.so": b"", "lib/libx.so.3": b""}
        (problem,) = open_target(build("wheel", files)).problems
        assert str(problem) == (
            "lib: has 13 compiled modules without a stub (lib._w, lib.inner._m0, "
            "lib.inner._m1, ...); what is declared there is not known"
        )

    def test_a_distribution_of_nothing_else_says_so(self, build, one_line):
        with pytest.raises(UsageError) as caught:
            open_target(build("wheel", {"lib.abi3.so": b""}))
        assert str(caught.value).endswith("only compiled modules without stubs (lib)")
        one_line(str(caught.value))


class TestSeveralPackages:
    FILES = (("one/__init__.py", b""), ("one/a.py", b""), ("two/__init__.py", b""))

    @pytest.mark.parametrize("kind", ["wheel", "tar.gz", "project"])
    def test_a_line_names_the_others(self, build, kind):
        target = build(kind, dict(self.FILES))
        tree = open_target(target)
        assert tree.name == "one"
        assert tree.notes == [
            f"{target} holds one, which is read, and two; to read another, give its import name "
            f"and --search-path {target}"
        ]
        assert open_target("two", [target]).name == "two"

    def test_none_is_said_where_the_name_tells(self, build):
        files = {**dict(self.FILES), "lib/__init__.py": b""}
        tree = open_target(build("wheel", files))
        assert (tree.name, tree.notes) == ("lib", [])


class TestNamespaceFolders:
    """A folder without `__init__.py`: a package, or a place that packages were put into."""

    INSIDE = (("team/a/__init__.py", b"x = 1\n"), ("team/b/__init__.py", b"y = 2\n"))

    def write(self, kit: Any, tmp_path: Path, **more: bytes) -> str:
        kit.write(tmp_path / "place", {**dict(self.INSIDE), **more})
        return str(tmp_path / "place" / "team")

    def test_its_modules_import_it(self, kit, tmp_path):
        target = self.write(kit, tmp_path, **{"team/a/c.py": b"from team.a import x\n"})
        assert open_target(target).name == "team"
        assert open_target(f"{target}/a").name == "team.a"

    def test_the_metadata_beside_it_lists_it(self, kit, tmp_path):
        record = {
            "x-1.dist-info/METADATA": b"Name: x\nVersion: 1\n",
            "x-1.dist-info/RECORD": b"team/a/__init__.py,,\n",
        }
        tree = open_target(self.write(kit, tmp_path, **record))
        assert (tree.name, tree.version) == ("team", "1")

    def test_it_is_on_the_path_of_this_python(self, kit, tmp_path, monkeypatch):
        monkeypatch.syspath_prepend(str(tmp_path / "place"))
        assert open_target(self.write(kit, tmp_path)).name == "team"

    def test_else_it_is_a_place(self, kit, tmp_path):
        with pytest.raises(UsageError, match=r"several packages \(a, b\)"):
            open_target(self.write(kit, tmp_path))

    def test_a_container_is_never_a_package(self, kit, tmp_path):
        kit.write(tmp_path, {"src/lib/__init__.py": b"import src.lib\n"})
        assert open_target(str(tmp_path / "src")).name == "lib"


class TestDevelopmentInstalls:
    """A folder of packages that only points to where one lies."""

    @pytest.fixture(params=["pth", "finder", "annotated finder", "direct url"])
    def site(self, request, kit, tmp_path):
        def make(files: dict[str, bytes], holder: str = "src") -> str:
            project, site = tmp_path / "my project", tmp_path / "site"
            kit.write(project / holder, files)
            (project / "pyproject.toml").write_text('[project]\nname = "lib"\nversion = "1.0"\n')
            site.mkdir()
            names = {file.partition("/")[0] for file in files}
            paths = {name.removesuffix(".py"): str(project / holder / name) for name in names}
            if request.param == "pth":
                (site / "lib.pth").write_text(f"import os; os.abort()\n# no\n{project / holder}\n")
            elif request.param == "direct url":
                url = {"url": project.as_uri(), "dir_info": {"editable": True}}
                record = site / "lib-1.0.dist-info"
                record.mkdir()
                (record / "direct_url.json").write_text(json.dumps(url))
            else:
                kind = ": dict[str, str]" if request.param == "annotated finder" else ""
                (site / "__editable___lib_finder.py").write_text(
                    f"import os\nMAPPING{kind} = {paths!r}\nNAMESPACES = {{}}\nos.abort()\n"
                )
            return str(site)

        return make

    @pytest.mark.parametrize("name", ["lib", "lib.inner"])
    def test_the_package_is_found(self, site, name):
        place = site({"lib/__init__.py": b"", "lib/inner/__init__.py": b""})
        tree = open_target(name, [place])
        assert tree.name == name
        assert "lib/inner/__init__.py" in tree.files
        assert tree.version == "1.0"

    def test_a_module_is_found(self, site):
        assert list(open_target("lib", [site({"lib.py": b""})]).files) == ["lib.py"]

    def test_what_is_installed_comes_first(self, site, kit, tmp_path):
        place = site({"lib/__init__.py": b"there"})
        kit.write(Path(place), {"lib/__init__.py": b"here"})
        assert open_target("lib", [place]).read("lib/__init__.py") == b"here"

    def test_what_it_does_not_point_to_is_missing(self, site):
        with pytest.raises(UsageError, match="no such package"):
            open_target("other", [site({"lib/__init__.py": b""})])


@pytest.mark.parametrize(
    "content",
    [b"MAPPING = 3", b"MAPPING = {1: 2}", b"MAPPING = {'lib': f()}", b"=", b"\xff", b"(" * 9999],
)
@pytest.mark.parametrize(
    "file", ["__editable___lib_finder.py", "lib.pth", "lib-1.dist-info/direct_url.json"]
)
def test_pointers_that_make_no_sense(kit, tmp_path, file, content):
    kit.write(tmp_path / "site", {file: content})
    with pytest.raises(UsageError, match="lib: "):
        open_target("lib", [str(tmp_path / "site")])
