"""Where a version is found, and which place comes first."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from faceplate.source import open_target
from faceplate.source.layout import normalised
from faceplate.source.metadata import parsed
from faceplate.source.project import pyproject

INIT = {"lib/__init__.py": b""}


@pytest.fixture
def installed(build, tmp_path):
    """Installs a package in a folder of the search path, with records of the given names."""

    def make(
        records: dict[str, str],
        package: str = "lib",
        init: bytes = b"",
        more: dict[str, bytes] | None = None,
    ) -> str | None:
        files = {f"{package}/__init__.py": init, **(more or {})}
        files |= {name: text.encode() for name, text in records.items()}
        build.folder("package folder", files)
        return open_target(package, [str(tmp_path / "work")]).version

    return make


def record(name: str, version: str) -> str:
    return f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\ntext\n"


@pytest.mark.parametrize(
    ("path", "package"),
    [
        ("lib-1.2.dist-info/METADATA", "lib"),
        ("Lib-1.2.dist-info/METADATA", "lib"),
        ("my_lib-1.2.dist-info/METADATA", "my_lib"),
        ("my.lib-1.2.dist-info/METADATA", "my_lib"),
        ("lib-1.2-py3.11.egg-info/PKG-INFO", "lib"),
        ("lib.egg-info/PKG-INFO", "lib"),
        ("lib-1.2-py3.11.egg-info", "lib"),
    ],
)
def test_records_beside_a_package(installed, path, package):
    assert installed({path: record(package, "1.2")}, package) == "1.2"


@pytest.mark.parametrize(
    "path",
    ["library-1.2.dist-info/METADATA", "li-1.2.dist-info/METADATA", "lib-1.2.other/METADATA"],
)
def test_records_of_others(installed, path):
    assert installed({path: record("lib", "1.2")}) is None


def test_the_highest_of_two_records(installed):
    records = {f"lib-{v}.dist-info/METADATA": record("lib", v) for v in ("4.9", "4.10", "4.9.9")}
    assert installed(records) == "4.10"


def test_a_record_that_is_empty_counts_for_nothing(installed):
    assert installed({"lib-1.2.dist-info/RECORD": ""}, init=b"__version__ = '3'") == "3"


def test_the_order_of_the_places(installed, build):
    """Each place is taken away in turn; the next one then counts."""
    sources: dict[str, str] = {
        "lib-1.dist-info/METADATA": record("lib", "1"),
        "PKG-INFO": record("lib", "2"),
        "pyproject.toml": '[project]\nname = "lib"\nversion = "3"\n',
        "lib/__init__.py": '__version__ = "4"\n',
        "lib/package.json": '{"version": "5"}',
    }
    for expected in "12345":
        assert installed(sources) == expected
        gone = next(iter(sources))
        if gone == "lib/__init__.py":
            sources[gone] = ""
            sources = {"lib/package.json": sources["lib/package.json"]}
        else:
            del sources[gone]
        Path(build.root / "work" / gone).unlink()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"__version__ = '1.0'\n", "1.0"),
        (b'x = 1\n__version__ = "1.0"\n', "1.0"),
        (b"__version__: str = '1.0'\n", "1.0"),
        (b"__version__:Final[str]='1.0' # now\n", "1.0"),
        (b"__version__ = '1.0'\r\n", "1.0"),
        (b"__version__ = get_version()\n", None),
        (b"__version__ = f'{major}.0'\n", None),
        (b"    __version__ = '1.0'\n", None),
        (b"# __version__ = '1.0'\n", None),
        (b"__version__ == '1.0'\n", None),
        (b"__version__ = '1.0\n'\n", None),
        (b"__version__ = 'not a version'\n", None),
        (b"__version__ = '1\x1b[31m'\n", None),
        (b"__version__ = '" + b"1" * 500 + b"'\n", None),
        (b"__version__ = ''\n", None),
    ],
)
def test_literals(build, target_kind, source, expected):
    files = {"lib/__init__.py": source}
    target = build(target_kind, files)
    version = open_target(target).version
    assert version == (expected if target_kind == "package folder" else "1.0")


@pytest.mark.parametrize("value", [None, 3, ["1"], {"a": 1}, "a b", ""])
def test_values_that_are_no_versions(build, value):
    text = json.dumps({"version": value}).encode()
    assert open_target(build("package folder", {**INIT, "lib/package.json": text})).version is None


@pytest.mark.parametrize("data", [b"", b"[1]", b"{", b"\xff", b"[" * 100_000])
def test_a_package_json_that_cannot_be_read(build, data):
    assert open_target(build("package folder", {**INIT, "lib/package.json": data})).version is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'[project]\nname = "lib"\nversion = "1"\n', ("lib", "1")),
        (b'[project]\nname = "lib"\ndynamic = ["version"]\n', ("lib", None)),
        (b'[tool.other]\nname = "lib"\n', ("", None)),
        (b"[project", ("", None)),
        (b"[project]\nname = 1\n", ("", None)),
        (b'x = "[project]"\nproject = 3\n', ("", None)),
        (b"[project]\nx = " + b"[" * 100_000, ("", None)),
        (b"\xff[project]", ("", None)),
    ],
)
def test_pyproject(data, expected):
    stated = pyproject(data)
    assert (stated.name, stated.version) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Name: lib\nVersion: 1\n", ("lib", "1")),
        (b"name: lib\r\nVERSION: 1\r\n", ("lib", "1")),
        (b"Name: lib\n\nVersion: 1\n", ("lib", None)),
        (b"Name: lib\nVersion: 1\nVersion: 2\n", ("lib", "1")),
        (b"Version: 1 or 2\n", ("", None)),
        (b"Version: \xff\n", ("", "\ufffd")),
        (b"Name: \x1b[1m\nVersion: 1\x00\n", ("", None)),
        (b"", ("", None)),
        (b"X: " + b"y" * 300_000 + b"\nVersion: 1\n", ("", None)),
    ],
)
def test_the_headers_of_metadata(data, expected):
    stated = parsed(data)
    assert (stated.name, stated.version) == expected


@pytest.mark.parametrize("kind", ["src project", "backend project"])
@pytest.mark.parametrize(("name", "expected"), [("lib", "7"), ("Lib", "7"), ("other", None)])
def test_a_package_folder_within_its_project(build, kind, name, expected):
    project = build(kind, INIT)
    os.remove(f"{project}/PKG-INFO")
    text = f'[project]\nname = "{name}"\nversion = "7"\n'
    Path(project, "pyproject.toml").write_text(text)
    tree = open_target(project)
    assert tree.version == "7"
    assert open_target(f"{tree.folder}/lib").version == expected
    assert open_target("lib", [tree.folder]).version == expected


def test_the_wheel_counts_and_not_what_its_name_says(build, tmp_path):
    target = build("wheel", {"lib/__init__.py": b"__version__ = '3'\n"})
    os.rename(target, tmp_path / "other-9.9-py3-none-any.whl")
    tree = open_target(str(tmp_path / "other-9.9-py3-none-any.whl"))
    assert (tree.name, tree.version) == ("lib", "1.0")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("A_b.C", "a-b-c"), ("a__b", "a-b"), ("a-_-b", "a-b"), ("_a_", "a"), ("", "")],
)
def test_normalised(name, expected):
    assert normalised(name) == expected
