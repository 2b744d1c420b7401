"""The library that another stands on, if it is there."""

from __future__ import annotations

import pytest

from faceplate.source import open_target
from faceplate.source.companions import companion


@pytest.fixture
def sites(build, tmp_path) -> list[str]:
    for site in ("one", "two"):
        build.folder(
            "package folder",
            {"lib/__init__.py": b"", "base/__init__.py": site.encode()},
            name=site,
        )
    return [str(tmp_path / "one"), str(tmp_path / "two")]


def test_it_is_found_on_the_search_path(build, sites):
    tree = open_target(build("wheel"))
    found = companion(tree, "base", sites)
    assert found is not None
    assert found.read("base/__init__.py") == b"one"


def test_what_stands_beside_comes_first(sites):
    found = companion(open_target("lib", [sites[1]]), "base", sites)
    assert found is not None
    assert found.read("base/__init__.py") == b"two"


def test_none_is_the_path_of_this_python(build, sites, monkeypatch):
    tree = open_target(build("wheel"))
    assert companion(tree, "base", None) is None
    monkeypatch.syspath_prepend(sites[0])
    assert companion(tree, "base", None) is not None


@pytest.mark.parametrize("name", ["nothing", "", "base.part", "../base", "a b", "base\0"])
def test_none_if_it_is_not_there(build, sites, name):
    assert companion(open_target(build("wheel")), name, sites) is None


def test_a_package_is_its_own_companion(build, sites):
    tree = open_target(build("wheel"))
    assert companion(tree, "lib", sites) is tree


def test_none_if_it_cannot_be_read(build, sites, monkeypatch):
    import os

    tree = open_target(build("wheel"))

    def denied(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", denied)
    assert companion(tree, "base", sites) is None
