"""What the judgements come to, draw by draw and rule by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from faceplate.check.rules import RULES
from precision.draw import findings, opened
from precision.judgements import RESTATED, UNJUDGED, Draw, Judgement, Key

# The verdicts of what was wrong when it was drawn.
_WRONG = ("wrong", RESTATED)


def compare(draws: list[Draw]) -> int:
    """Hold draws against what the checker reports now, and print the figures."""
    reported: set[Key] = set()
    for release in sorted({release for draw in draws for release in draw.releases}):
        reported |= set(findings(release, opened(release)))
    failed = False
    for draw in draws:
        failed |= _draw(draw, reported)
    judgements = [judgement for draw in draws for judgement in draw.judgements]
    print()
    print(table(judgements, reported))
    return int(failed)


def _draw(draw: Draw, reported: set[Key]) -> bool:
    """Print the figures of a draw, and return whether it fails."""
    right = [judgement for judgement in draw.judgements if judgement.verdict == "right"]
    wrong = [judgement for judgement in draw.judgements if judgement.verdict in _WRONG]
    waiting = sum(1 for judgement in draw.judgements if judgement.verdict == UNJUDGED)
    errors = sum(1 for judgement in wrong if judgement.level == "error")
    still = [each for each in wrong if each.key in reported and each.verdict != RESTATED]
    kept = sum(1 for judgement in right if judgement.key in reported)
    print(
        f"{draw.file.name}: {len(draw.releases)} releases, {len(draw.judgements)} findings: right "
        f"{len(right)}, wrong {len(wrong)} ({errors} of them errors), not judged {waiting}; "
        f"of the right ones {kept} are reported today, of the wrong ones {len(still)}"
    )
    for judgement in still:
        print(f"  still reported: {' '.join(judgement.key)}")
    return bool(waiting or still)


def table(judgements: Iterable[Judgement], reported: set[Key]) -> str:
    """Return what was judged of each rule, as a table in Markdown.

    A rule whose mechanism was fixed after a wrong finding has that one counted as wrong, and as
    reported no more.
    """
    of_rule: dict[str, dict[Key, Judgement]] = defaultdict(dict)
    for judgement in judgements:
        if judgement.verdict != UNJUDGED:
            of_rule[judgement.key.rule][judgement.key] = judgement
    rows = [
        "| Rule | Level | Judged | Packages | Wrong | Wrong, reported today |",
        "| --- | --- | --: | --: | --: | --: |",
    ]
    for rule in RULES:
        judged = of_rule.get(rule.code, {})
        if not judged and rule.severity != "error":
            continue
        wrong = [key for key, judgement in judged.items() if judgement.verdict in _WRONG]
        packages = len({key.release.partition("==")[0] for key in judged})
        still = sum(1 for key in wrong if key in reported and judged[key].verdict != RESTATED)
        rows.append(
            f"| {rule.code} {rule.name} | {rule.severity} | {len(judged)} | {packages} | "
            f"{len(wrong)} | {still} |"
        )
    return "\n".join(rows)
