"""What the files of a project state, for each build tool that people write them for."""

from __future__ import annotations

import itertools

import pytest
from packaging.specifiers import SpecifierSet

from faceplate.source.project import pyproject, setup_cfg, setup_py
from faceplate.source.requirement import parsed

VERSIONS = [
    ".".join(map(str, parts))
    for parts in itertools.product((0, 1, 2, 3), (0, 1, 2, 3, 4), (0, 1, 2, 3, 4))
] + ["1.2.3b1", "1.2rc1", "2!1.2", "2!1.2.9", "2!1.3"]


def required(constraint: str) -> str:
    data = f'[tool.poetry.dependencies]\npython = "^3.8"\nlib = "{constraint}"\n'
    (requirement,) = parsed(pyproject(data.encode()).requires)
    assert requirement.name == "lib"
    return requirement.specifier


# What poetry-core 2.2 makes of them in the metadata that it writes.
@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        ("^1.2.3", ">=1.2.3,<2.0.0"),
        ("^1.2", ">=1.2,<2.0"),
        ("^1", ">=1,<2"),
        ("^0.2.3", ">=0.2.3,<0.3.0"),
        ("^0.0.3", ">=0.0.3,<0.0.4"),
        ("^0.0", ">=0.0,<0.1"),
        ("^0", ">=0,<1"),
        ("^1.2.3.4", ">=1.2.3.4,<2.0.0.0"),
        ("^1.2rc1", ">=1.2rc1,<2.0"),
        ("^1.2.3b1", ">=1.2.3b1,<2.0.0"),
        ("~1.2.3", ">=1.2.3,<1.3.0"),
        ("~1.2", ">=1.2,<1.3"),
        ("~1", ">=1,<2"),
        ("~2!1.2", ">=2!1.2,<2!1.3"),
        ("1.2.3", "==1.2.3"),
        ("*", ""),
        ("1.*", "==1.*"),
        (">=1,<2", ">=1,<2"),
        (">= 1.2, < 1.5", ">=1.2,<1.5"),
        (">=1 <2", ">=1,<2"),
        ("~=1.4", ">=1.4,<2.0"),
        ("^2.0,!=2.1", ">=2.0,<3.0,!=2.1"),
    ],
)
def test_constraints_of_poetry(constraint, expected):
    ours, theirs = SpecifierSet(required(constraint)), SpecifierSet(expected)
    for version in VERSIONS:
        assert ours.contains(version, prereleases=True) == theirs.contains(
            version, prereleases=True
        ), version


@pytest.mark.parametrize("constraint", ["1.2.3 || 2.0", "^1.2 || ^2.0", "^1|^3"])
def test_a_choice_of_ranges_is_any_release(constraint):
    assert required(constraint) == ""


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('{version = "^1.2"}', ["lib>=1.2,<2"]),
        ('{version = "1.0", markers = "os_name == \'nt\'"}', ["lib==1.0 ; os_name == 'nt'"]),
        ('{version = "1.0", extras = ["fast"]}', ["lib==1.0"]),
        ('{version = "1.0", optional = true}', []),
        ('{git = "https://git.example/lib"}', ["lib"]),
        ('[{version = "1.0"}, {version = "2.0"}]', ["lib==1.0", "lib==2.0"]),
    ],
)
def test_forms_of_a_dependency_of_poetry(entry, expected):
    data = (
        f'[tool.poetry]\nname = "own"\nversion = "3"\n[tool.poetry.dependencies]\nlib = {entry}\n'
    )
    stated = pyproject(data.encode())
    assert list(stated.requires) == expected
    assert (stated.name, stated.version) == ("own", "3")


@pytest.mark.parametrize("value", ["3", "[]", "[3]", '"="', '"^"', '"^x"', '"' + "^1" * 5000 + '"'])
def test_dependencies_of_poetry_that_cannot_be_read(value):
    requires = pyproject(f"[tool.poetry.dependencies]\nlib = {value}\n".encode()).requires
    assert all(line.startswith("lib") for line in requires)


@pytest.mark.parametrize("table", ["poetry = 3", "[tool]\npoetry = 3", "[tool.poetry]\nname = 3"])
def test_tables_of_poetry_that_are_none(table):
    stated = pyproject(table.encode())
    assert (stated.name, stated.version, stated.requires) == ("", None, ())


def test_the_standard_table_counts_before_that_of_poetry():
    data = (
        b'[project]\nname = "own"\ndependencies = ["base>1"]\n'
        b'[tool.poetry]\nname = "other"\nversion = "3"\n[tool.poetry.dependencies]\nlib = "1"\n'
    )
    stated = pyproject(data)
    assert (stated.name, stated.version, stated.requires) == ("own", "3", ("base>1",))


# As `setuptools.config.setupcfg.read_configuration` of setuptools 65 reads them where no file of
# requirements is there.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("install_requires =\n    base>1\n    lib\n", ["base>1", "lib"]),
        ("install_requires =\n    # why\n    base>1\n\n    lib\n", ["base>1", "lib"]),
        ("install_requires =\n  base; os_name == 'nt'\n", ["base; os_name == 'nt'"]),
        ("install_requires = base>1; lib\n", ["base>1", "lib"]),
        ("install_requires = base\n", ["base"]),
        ("install_requires = file: requirements.txt\n", []),
        ("packages = find:\n", []),
    ],
)
def test_requirements_of_setup_cfg(text, expected):
    stated = setup_cfg(f"[metadata]\nname = own\nversion = 3\n[options]\n{text}".encode())
    assert list(stated.requires) == expected
    assert (stated.name, stated.version) == ("own", "3")


@pytest.mark.parametrize(
    "version", ["attr: own.__version__", "attr:own.__version__", "file: V", ""]
)
def test_a_version_that_setup_cfg_computes_is_not_known(version):
    stated = setup_cfg(f"[metadata]\nname = own\nversion = {version}\n".encode())
    assert (stated.name, stated.version) == ("own", None)


@pytest.mark.parametrize(
    "data", [b"", b"x", b"[metadata", b"\xff", b"[a]\n[a]\n", b"[metadata]\nname"]
)
def test_a_setup_cfg_that_cannot_be_read(data):
    stated = setup_cfg(data)
    assert (stated.name, stated.version, stated.requires) == ("", None, ())


# As `setup` gets them when the file is run; what a call of another function gives is left out.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('setup(name="own", version="3", install_requires=["base>1", "lib"])', ["base>1", "lib"]),
        ('setup(name="own", version="3", install_requires=("base",))', ["base"]),
        ('V = "3"\nR = ["base"]\nsetup(name="own", version=V, install_requires=R)', ["base"]),
        ('import setuptools\nsetuptools.setup(name="own", version="3")', []),
        ('if __name__ == "__main__":\n    setup(name="own", version="3")', []),
        ('setup(name="own", version="3", install_requires=read("requirements.txt"))', []),
    ],
)
def test_what_setup_is_handed(text, expected):
    stated = setup_py(f"from setuptools import setup\n{text}\n".encode())
    assert list(stated.requires) == expected
    assert (stated.name, stated.version) == ("own", "3")


@pytest.mark.parametrize(
    "data",
    [
        b"setup(",
        b"setup()",
        b"setup(name=name, version=read(), install_requires=[x])",
        b"setup(**metadata)",
        b"setup(name=" + b"[" * 5000 + b"]" * 5000 + b")",
        b"setup(name=" + b"-" * 5000 + b"1)",
        b"# -*- coding: unknown -*-\nsetup(name='own')",
        b"setup(\0)",
        b"print 'setup(name=1)'",
    ],
)
def test_a_setup_py_that_states_nothing(data):
    stated = setup_py(data)
    assert (stated.name, stated.version, stated.requires) == ("", None, ())
