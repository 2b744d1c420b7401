"""What a release does to one place of an app. Its JSON form is a public contract."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Outcome = Literal["fails", "warns", "changes"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""What comes of a place in the newer release, the worst first."""


class Impact(msgspec.Struct, frozen=True):
    """What a release does to one place of an app.

    Attributes:
        outcome: `fails`: an exception is raised. `warns`: it works, and the library warns.
            `changes`: it works without a word, and does something else.
        kind: What is affected and how, such as `argument-removed`.
        message: What happens, in one line.
        file: Path of the file of the app, from the current folder.
        line: Line counted from 1.
        column: Column counted from 1, in characters.
        symbol: Public path of what is called or named, in the newer release where it is there.
        name: The argument, attribute or name that is affected; empty for the call as a whole.
        within: Name of the function that the place stands in; empty where it runs with the file.
        successor: What takes its place, as source; None where nothing is known to.
        fixable: Whether `--fix` can write that.
    """

    outcome: Outcome
    kind: str
    message: str
    file: str
    line: int
    column: int
    symbol: str
    name: str = ""
    within: str = ""
    successor: str | None = None
    fixable: bool = False


class Unclear(msgspec.Struct, frozen=True):
    """A use of the library that could not be looked at, and why.

    Attributes:
        file: Path of the file of the app.
        line: Line counted from 1.
        column: Column counted from 1.
        code: What is called, as written.
        reason: Why it is not known what becomes of it.
    """

    file: str
    line: int
    column: int
    code: str
    reason: str


class UpgradeReport(msgspec.Struct, frozen=True):
    """What a release does to an app.

    Attributes:
        old: Name and version of the release that the app is written for, as far as they are known.
        new: Name and version of the release that is asked about.
        files: How many files use the library.
        calls: How many calls of the library were held against both releases.
        names: How many names and attributes of the library were.
        impacts: What happens, by file and place.
        unclear: What could not be looked at.
        problems: What could not be read.
    """

    old: dict[str, str | None]
    new: dict[str, str | None]
    files: int
    calls: int
    names: int
    impacts: list[Impact]
    unclear: list[Unclear]
    problems: list[str] = []


def reaches(impacts: list[Impact], level: Outcome) -> bool:
    """Return whether an impact is of an outcome or a worse one.

    Args:
        impacts: All impacts on an app.
        level: The outcome.
    """
    worst = OUTCOMES[: OUTCOMES.index(level) + 1]
    return any(impact.outcome in worst for impact in impacts)
