"""The line that installs what an optional part of faceplate needs."""

from __future__ import annotations

import shlex
from importlib import metadata

import pytest
from packaging.requirements import Requirement

from faceplate.extras import install_line


def declared(extra: str) -> set[str]:
    """Return the distributions of an extra, by `packaging`."""
    requirements = map(Requirement, metadata.requires("faceplate") or [])
    names = set()
    for requirement in requirements:
        if requirement.marker and requirement.marker.evaluate({"extra": extra}):
            if requirement.name == "faceplate":
                names |= set().union(*map(declared, requirement.extras))
            else:
                names.add(requirement.name)
    return names


@pytest.mark.parametrize("extra", ["kit", "mcp", "mkdocs", "mkdocstrings", "serve", "sphinx"])
def test_it_names_the_packages_of_the_extra(extra: str) -> None:
    words = shlex.split(install_line(extra))
    assert words[:2] == ["pip", "install"]
    assert {Requirement(word).name for word in words[2:]} == declared(extra)


def test_without_metadata_it_names_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: str) -> list[str]:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr("faceplate.extras.requires", nothing)
    assert install_line("serve") == "pip install '.[serve]'"
