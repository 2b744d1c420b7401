"""One change between two releases. Its JSON form is a public contract, as that of a finding is."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Level = Literal["breaking", "behaviour", "typing", "text", "addition"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""What a change can mean for those who use the library, the worst first."""


class Change(msgspec.Struct, frozen=True):
    """One change, or several of one cause.

    Attributes:
        kind: What changed and how, such as `parameter-removed`.
        level: `breaking`: a call that worked fails. `behaviour`: it works, and does something else.
            `typing`: only a type checker sees it. `text`: only a reader does. `addition`: there is
            something new.
        path: Public path of the row, such as `gradio.Button.every`; of several the first.
        old: What was there, as source or text; None where nothing was.
        new: What is there now; None where nothing is.
        message: What changed, in one line, without the path.
        count: How many rows of the library it stands for.
        places: Path of the owner of each row: the component, function or method.
        witness: A call that works with the one release only; None where there is none to be shown.
        announced: Whether the older release said that it is deprecated; None where that is no
            question.
    """

    kind: str
    level: Level
    path: str
    old: str | None
    new: str | None
    message: str
    count: int = 1
    places: tuple[str, ...] = ()
    witness: str | None = None
    announced: bool | None = None


class ReleaseComparison(msgspec.Struct, frozen=True):
    """All changes between two releases.

    Attributes:
        old: Name and version of the older release, as far as it states them.
        new: Name and version of the newer one.
        changes: The changes, the worst first, then by path.
    """

    old: dict[str, str | None]
    new: dict[str, str | None]
    changes: list[Change]

    def at(self, level: Level) -> ReleaseComparison:
        """Return the comparison with the changes of a level and of worse ones.

        Args:
            level: The level.
        """
        worst = LEVELS[: LEVELS.index(level) + 1]
        changes = [change for change in self.changes if change.level in worst]
        return ReleaseComparison(self.old, self.new, changes)


def step(changes: list[Change]) -> str:
    """Return which part of a semantic version has to grow: `major`, `minor` or `patch`.

    Args:
        changes: All changes of a release.
    """
    levels = {change.level for change in changes}
    if "breaking" in levels:
        return "major"
    return "minor" if levels & {"behaviour", "addition"} else "patch"


def reaches(changes: list[Change], level: Level) -> bool:
    """Return whether a change is of a level or a worse one.

    Args:
        changes: All changes of a release.
        level: The level.
    """
    return any(LEVELS.index(change.level) <= LEVELS.index(level) for change in changes)
