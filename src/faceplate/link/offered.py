"""Which modules of a library are meant for others."""

from __future__ import annotations

from faceplate.link.library import Library

_NOT_OFFERED = {"tests", "conftest", "setup"}
"""Modules that a distribution holds for its makers."""


def is_offered(library: Library, module: str) -> bool:
    """Say whether a module is meant for others: no part of its name is private or for tests."""
    parts = module.removeprefix(library.name).split(".")
    if any(part.startswith("_") or part in _NOT_OFFERED for part in parts):
        return False
    return "test" not in parts or not _holds_tests(library, module)


def _holds_tests(library: Library, module: str) -> bool:
    """Say whether a module stands in a package `test` with tests in it, not with help for tests."""
    package = f"{module}.".rpartition(".test.")[0] + ".test."
    return any(
        name.startswith(package) and name.rpartition(".")[2].startswith("test_")
        for name in library.modules
    )
