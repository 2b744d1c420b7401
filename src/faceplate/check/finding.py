"""What a rule says of one place, and the form in which it leaves the checker.

The JSON form of a finding is a public contract, as that of the manifest is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

if TYPE_CHECKING:
    from faceplate.check.edits.fix import Fix

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
LOWERED: dict[Severity, Severity] = {"error": "warning", "warning": "note", "note": "note"}
"""How much a finding matters that may be none."""


class Place(NamedTuple):
    """A place in a source file.

    Attributes:
        file: Path relative to the folder that holds the package, with forward slashes.
        line: Line counted from 1.
        column: Column counted from 1, in characters.
    """

    file: str
    line: int
    column: int


class Violation(NamedTuple):
    """What a rule found, before its code and severity are joined to it.

    Attributes:
        message: What disagrees with what, in one line.
        place: Where the reader has to look.
        symbol: Path of the declaration that the place belongs to.
        fix: Works out what corrects it, when somebody asks; None where nothing can.
        doubt: Why it may be none, such as a decorator that was not read; empty where it is certain.
    """

    message: str
    place: Place
    symbol: str
    fix: Fix | None = None
    doubt: str = ""


class Replacement(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of a file, and what takes its place so that a finding is fixed.

    Attributes:
        line: Line on which it begins, counted from 1.
        column: Column at which it begins, counted from 1, in characters.
        end_line: Line on which it ends.
        end_column: Column behind its last character.
        text: What takes its place.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Finding(msgspec.Struct, frozen=True):
    """One place where two of signature, docstring, stub, behaviour, guide and app disagree.

    Attributes:
        rule: Code of the rule, such as `FP102`.
        name: Name of the rule, such as `unknown-parameter`.
        severity: `error`, `warning` or `note`.
        message: What disagrees with what, in one line.
        file: Path relative to the folder that holds the package, with forward slashes; of a guide
            or an app, the path from the current folder.
        line: Line counted from 1.
        column: Column counted from 1, in characters.
        symbol: Path of the declaration that the place belongs to; of a guide, its file; of an
            endpoint, the name of the app and of the endpoint.
        fixable: Whether `--fix` can fix it without asking.
        cause: What it shares with other findings of a report; empty where it shares nothing.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    file: str
    line: int
    column: int
    symbol: str
    fixable: bool = False
    cause: str = ""
