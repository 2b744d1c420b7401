"""Which Python on which platform a library is read for.

A library may declare one thing for old versions of Python and another for new ones, or one for each
platform. Nothing is run, so which of them counts has to be stated: by the user, or by what the
library's own metadata says it is made for. This module is on the way of every run and imports
nothing that such a run does not need.
"""

from __future__ import annotations

import re

from faceplate.errors import UsageError, clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

OLDEST, NEWEST = 6, 15
"""Minor versions of Python 3: the oldest that can be asked for, and the newest that is known."""

PLATFORM = "linux"
"""The platform where nobody names one; a value of `sys.platform`, as all others here are."""

# `>=3.8`, `>=3.8.1`, `<3.13`, `<4.0`: what nearly all requirements consist of.
_LEAST = re.compile(r"\s*>=\s*3(?:\.(\d{1,2})(?:\.\d{1,2})?)?\s*")
_BELOW = re.compile(r"\s*<\s*(?:3\.(\d{1,2})|4)(?:\.0)*\s*")


class Environment:
    """A version of Python and a platform; what is left open is None.

    Args:
        python: Major and minor version.
        platform: The value of `sys.platform`.
    """

    __slots__ = ("platform", "python")

    def __init__(self, python: tuple[int, int] | None = None, platform: str | None = None) -> None:
        self.python = python
        self.platform = platform

    def __str__(self) -> str:
        return f"{self.python_version} {self.platform}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Environment) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    @property
    def python_version(self) -> str:
        """The version as people write it, such as `3.12`; empty where it is left open."""
        return ".".join(map(str, self.python or ()))

    def completed(self, requires: str, versions: Iterable[str]) -> Environment:
        """Return the environment with what is left open taken from a library's metadata.

        Args:
            requires: Its `Requires-Python`, such as `>=3.8,<3.13`; may be empty.
            versions: The versions that its classifiers name, such as `3.12`.
        """
        python = self.python or newest(requires, versions)
        return Environment(python, self.platform or PLATFORM)


def stated(python_version: str | None, platform: str | None) -> Environment:
    """Return the environment that a user names.

    Args:
        python_version: Such as `3.12`, or None.
        platform: A value of `sys.platform`, such as `win32`, or None.

    Raises:
        UsageError: If there is no such version, or the platform is not a word.
    """
    python = None
    if python_version is not None:
        major, _, minor = python_version.partition(".")
        is_known = major == "3" and minor.isascii() and minor.isdigit()
        if not is_known or not OLDEST <= int(minor[:4]) <= NEWEST:
            raise UsageError(
                clean(
                    f"Python version {python_version!r} cannot be read for; give one from "
                    f"3.{OLDEST} to 3.{NEWEST}, such as 3.12"
                )
            )
        python = (3, int(minor))
    if platform is not None and not (platform.isascii() and platform.isalnum()):
        raise UsageError(
            clean(
                f"platform {platform!r} is not a value of sys.platform; give one such as linux, "
                "darwin or win32"
            )
        )
    return Environment(python, platform)


def newest(requires: str, versions: Iterable[str]) -> tuple[int, int]:
    """Return the newest Python that a library's metadata allows, as far as versions are known.

    Classifiers say what the library was made for; where there is none, the requirement alone
    decides. Metadata that allows no known version, or is none, decides nothing.

    Args:
        requires: Its `Requires-Python`; may be empty.
        versions: The versions that its classifiers name.
    """
    allowed = _allowed(requires)
    named = {f"3.{minor}": minor for minor in allowed}
    supported = [named[version] for version in versions if version in named]
    return 3, max(supported or allowed, default=NEWEST)


def _allowed(requires: str) -> list[int]:
    """Return the known minor versions that a requirement allows; all if it is none."""
    minors = list(range(OLDEST, NEWEST + 1))
    bounds = _bounds(requires)
    if bounds is not None:
        return [minor for minor in minors if bounds[0] <= minor < bounds[1]]
    # Its import takes a tenth of a run on which one file changed.
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        specifiers = SpecifierSet(requires)
    except InvalidSpecifier:
        return minors
    # Its first release or a late one: `<=3.12` allows the one, `>=3.12.2` the other.
    return [
        minor
        for minor in minors
        if any(specifiers.contains(f"3.{minor}.{patch}") for patch in (0, 99))
    ]


def _bounds(requires: str) -> tuple[int, int] | None:
    """Return the first minor version that a simple requirement allows, and the first beyond it.

    Args:
        requires: A requirement; may be empty.

    Returns:
        The two; None where it takes more than comparing numbers to know them.
    """
    first, beyond = 0, NEWEST + 1
    for clause in requires.split(",") if requires else ():
        if match := _LEAST.fullmatch(clause):
            first = max(first, int(match[1] or 0))
        elif match := _BELOW.fullmatch(clause):
            beyond = min(beyond, int(match[1] or beyond))
        else:
            return None
    return first, beyond
