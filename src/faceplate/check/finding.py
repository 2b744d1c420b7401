"""What a rule says of one place, and the form in which it leaves the checker.

The JSON form of a finding is a public contract, as that of the manifest is.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


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


class Flaw(NamedTuple):
    """What a rule found, before its code and severity are joined to it.

    Attributes:
        message: What disagrees with what, in one line.
        place: Where the reader has to look.
        symbol: Path of the declaration that the place belongs to.
    """

    message: str
    place: Place
    symbol: str


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
        fixable: Whether faceplate can mend it by itself; it can mend none yet.
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
