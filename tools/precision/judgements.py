"""Draws of findings and what a reader said of each, one file a draw.

A file begins with what was drawn from, in lines that begin with `#`: `# seed 7`, `# count 300`, and
`# release name==version` for each. A line for each finding follows, its parts between tabs:

    release  rule  level  symbol  digest  verdict  reason

The digest is that of the file and the names in the message, so no text of a package stands here.
The verdict is `right`, `wrong`, or `?` where nobody has judged yet. It is `restated` where a
finding was wrong as it was drawn and its message says something else today, which was read again
and is right. The reason is in the words of who judged.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from faceplate.check.finding import Finding

FOLDER = Path(__file__).parent / "draws"
UNJUDGED = "?"
# A name in a message: "parameter `angle`".
_QUOTED = re.compile(r"`([^`]+)`")
RESTATED = "restated"
VERDICTS = ("right", "wrong", RESTATED, UNJUDGED)


class Key(NamedTuple):
    """What a finding is known by, wherever its line goes.

    Attributes:
        release: The release that it was found in.
        rule: Code of the rule.
        symbol: The declaration.
        digest: Digest of file and message.
    """

    release: str
    rule: str
    symbol: str
    digest: str


class Judgement(NamedTuple):
    """A finding that was drawn, and what a reader said of it.

    Attributes:
        key: The finding.
        level: How much it mattered when it was drawn.
        verdict: One of `VERDICTS`.
        reason: Why.
    """

    key: Key
    level: str
    verdict: str
    reason: str


class Draw(NamedTuple):
    """A draw.

    Attributes:
        file: Its file.
        seed: What the findings were drawn with.
        asked: How many were asked for.
        releases: What they were drawn from.
        judgements: One for each.
    """

    file: Path
    seed: int
    asked: int
    releases: list[str]
    judgements: list[Judgement]


def key_of(release: str, finding: Finding) -> Key:
    """Return what a finding of a release is known by.

    The names that its message quotes count, the first two of them, and not how it is worded.
    """
    names = _QUOTED.findall(finding.message)[:2]
    digest = hashlib.sha256(" ".join([finding.file, *names]).encode()).hexdigest()[:10]
    return Key(release, finding.rule, finding.symbol, digest)


def read(file: Path) -> Draw:
    """Read a draw.

    Raises:
        ValueError: If a line is not of the form above.
    """
    stated: dict[str, list[str]] = {}
    judgements = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            word, _, value = line[1:].strip().partition(" ")
            stated.setdefault(word, []).append(value)
        elif line:
            parts = line.split("\t")
            if len(parts) != 7 or parts[5] not in VERDICTS:
                raise ValueError(f"{file}:{number}: this is not a judgement: {line}")
            release, rule, level, symbol, digest, verdict, reason = parts
            judgements.append(Judgement(Key(release, rule, symbol, digest), level, verdict, reason))
    return Draw(
        file, int(stated["seed"][0]), int(stated["count"][0]), stated["release"], judgements
    )


def write(draw: Draw) -> None:
    """Write a draw."""
    lines = [f"# seed {draw.seed}", f"# count {draw.asked}"]
    lines += [f"# release {release}" for release in draw.releases]
    for key, level, verdict, reason in draw.judgements:
        lines.append(
            "\t".join((key.release, key.rule, level, key.symbol, key.digest, verdict, reason))
        )
    draw.file.write_text("\n".join(lines) + "\n", encoding="utf-8")
