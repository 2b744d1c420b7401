"""The figures by kind: a table, JSON, and which goals are missed."""

from __future__ import annotations

from collections import Counter

from mutations.judging import Verdict

TOGETHER = 0.95
"""The share of all faults that has to be found."""

EACH = 0.85
"""The share of the faults of each kind that has to be found."""


def counts(verdicts: list[Verdict]) -> dict[str, tuple[int, int, int, int]]:
    """Give, by kind: faults, faults found, controls, and controls taken for faults."""
    made: Counter[tuple[str, bool, bool]] = Counter(
        (one.mutant.kind, one.mutant.control, one.found) for one in verdicts
    )
    kinds = dict.fromkeys(one.mutant.kind for one in verdicts)
    return {
        kind: (
            made[kind, False, True] + made[kind, False, False],
            made[kind, False, True],
            made[kind, True, True] + made[kind, True, False],
            made[kind, True, True],
        )
        for kind in kinds
    }


def table(verdicts: dict[str, list[Verdict]]) -> str:
    """Write the figures as a table: of each tool what it found, and its false alarms."""
    figures = {tool: counts(found) for tool, found in verdicts.items()}
    tools = list(figures)
    head = "".join(f"{tool:>18}" for tool in tools)
    lines = [f"{'kind':36}{'faults':>8}{'controls':>10}{head}"]
    first = figures[tools[0]]
    for kind in [*first, None]:
        cells = [_sum(figures[tool], kind) for tool in tools]
        faults, _, controls, _ = cells[0]
        row = f"{kind or 'all':36}{faults:8}{controls:10}"
        for all_, found, _, wrong in cells:
            share = f"{found / all_:4.0%}" if all_ else "   -"
            row += f"{share:>9}{f'({wrong} false)':>9}" if wrong else f"{share:>18}"
        lines.append(row)
    return "\n".join(lines)


def as_json(verdicts: dict[str, list[Verdict]]) -> dict[str, object]:
    """Give the figures as a tree for `json`."""
    return {
        tool: {
            kind: dict(zip(("faults", "found", "controls", "false_alarms"), row, strict=True))
            for kind, row in counts(found).items()
        }
        for tool, found in verdicts.items()
    }


def failures(verdicts: dict[str, list[Verdict]], ours: str) -> list[str]:
    """Say which goals one tool misses: shares, false alarms, and peers that find more."""
    own = counts(verdicts[ours])
    all_, found, _, wrong = _sum(own, None)
    lines = []
    if found < TOGETHER * all_:
        lines.append(f"{ours} finds {found / all_:.1%} of all faults, below {TOGETHER:.0%}")
    if wrong:
        lines.append(f"{ours} takes {wrong} controls for faults")
    for kind, (faults, seen, _, _) in own.items():
        if seen < EACH * faults:
            lines.append(f"{kind}: {seen} of {faults}, below {EACH:.0%}")
        for tool, others in verdicts.items():
            theirs = counts(others).get(kind)
            if theirs and theirs[0] and theirs[1] * faults > seen * theirs[0]:
                lines.append(f"{kind}: {tool} finds {theirs[1]} of {theirs[0]}, more than {seen}")
    return lines


def _sum(figures: dict[str, tuple[int, int, int, int]], kind: str | None) -> tuple[int, ...]:
    if kind is not None:
        return figures.get(kind, (0, 0, 0, 0))
    return tuple(sum(row[place] for row in figures.values()) for place in range(4))
